import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.article.dateline import read_dateline
from dateline.records import Actor, Article, Mention, MentionType, Place, Reading, Role, Tie, Trigger
from dateline.resolve.countries import by_capital, by_demonym, by_name
from dateline.resolve.who import Actors, Roster, find_actors
from dateline.resolve.who.actors import gather
from dateline.resolve.who.codes import runs
from dateline.resolve.who.titles import posts_before

ROSTER = Roster.load()


def who(text: str, *names: tuple[str, MentionType]) -> tuple[Actors, list[str]]:
    """Actors of a text whose mentions are named in order; every mention plays a role."""
    mentions, at = [], 0
    for name, kind in names:
        at = text.index(name, at)
        mentions.append(Mention(at, at + len(name), kind))
        at += 1
    trigger = Trigger(0, 1, "CONSULT", roles=tuple(Role("actor", i) for i in range(len(mentions))))
    return find_actors(
        Article("a", "a", text, ((0, len(text)),), published="2020-05-04"), Reading(tuple(mentions), (trigger,)), ROSTER
    ), [n for n, _ in names]


def named(found: Actors, name: str) -> Actor:
    return next(a for a in found.actors if a.name == name)


def test_two_people_of_one_surname_stay_apart() -> None:
    text = "Prime Minister Ana Sola met General Leo Sola. General Sola saluted. Prime Minister Sola left."
    found, _ = who(text, ("Ana Sola", "person"), ("Leo Sola", "person"), ("Sola", "person"), ("Sola", "person"))
    assert len({found.of_mention[0], found.of_mention[1]}) == 2
    text_order = who(text, ("Ana Sola", "person"), ("Leo Sola", "person"))[0]
    assert {a.name for a in text_order.actors} == {"Ana Sola", "Leo Sola"}


def test_titles_before_and_after() -> None:
    text = "Peshmerga Major-General Sherko Aziz, Commander of Sector 3, met Col. Lang, Deputy Director of MAG-South, on Monday."
    found, _ = who(text, ("Sherko Aziz", "person"), ("Lang", "person"))
    aziz = named(found, "Sherko Aziz")
    assert {(r.title, r.organisation) for r in aziz.roles} == {
        ("Major-General", "Peshmerga"),
        ("Commander of Sector 3", None),
    }
    assert (aziz.country, aziz.sector) == ("IRQ", "MIL")
    assert any(r.organisation == "MAG-South" for r in named(found, "Lang").roles)
    assert aziz.roles[0].on == "2020-05-04"


def test_a_name_in_apposition_is_what_was_said_before_it() -> None:
    text = "The labour minister, Ana Sola, rejected the workers' demands."
    found, _ = who(text, ("The labour minister", "person"), ("Ana Sola", "person"))
    assert named(found, "Ana Sola").sector == "GOV"  # what follows goes on with the sentence
    told, _ = who("Ana Sola, a union leader, rejected the minister's demands.", ("Ana Sola", "person"))
    assert told.actors[0].sector == "LAB"


def test_kinship_says_less_than_a_trade() -> None:
    text = "Ada Moss and her brother, Leo Moss, a police officer, fled to Kenya."
    found, _ = who(text, ("Ada Moss", "person"), ("her brother", "person"), ("Leo Moss", "person"))
    assert named(found, "Leo Moss").sector == "COP"
    plain, _ = who("Her brother, Leo Moss, fled to Kenya.", ("Her brother", "person"), ("Leo Moss", "person"))
    assert named(plain, "Leo Moss").sector == "CVL"


def test_a_victim_is_not_of_those_who_did_it() -> None:
    for told in ("killed by soldiers", "who was killed by soldiers", "abducted in May by soldiers"):
        found, _ = who(f"Ada Moss, {told} in Kenya, taught at a college.", ("Ada Moss", "person"), ("soldiers", "group"))
        assert [a.sector for a in found.actors] == [None, "MIL"]


def test_a_capital_acts_for_its_state() -> None:
    found, _ = who(
        "Ankara rejected the offer of Syria. Turkey said so.",
        ("Ankara", "place"),
        ("Syria", "place"),
        ("Turkey", "place"),
    )
    assert found.of_mention[0] == found.of_mention[2] != found.of_mention[1]
    assert found.actors[0].country == "TUR"
    assert found.actors[0].sector == "GOV"


@pytest.mark.parametrize(
    ("text", "name", "kind", "codes"),
    [
        ("In Turkey Minister Ross met officials of Britain.", "Ross", "person", (None, "GOV")),
        ("The Foreign Secretary flew to Syria. Britain thanked him.", "Foreign Secretary", "person", ("GBR", "GOV")),
        ("The Foreign Secretary of India left.", "Foreign Secretary", "person", ("IND", "GOV")),
        ("Thieves robbed the state oil company Petrolux in Mexico.", "Petrolux", "organisation", ("MEX", "BUS")),
        ("Police held activists of the banned Hamas.", "activists of the banned Hamas", "group", ("PSE", "REB")),
        ("Israel and the Palestinians agreed to meet.", "Palestinians", "group", ("PSE", "GOV")),
        ("Shots were fired at Palestinians.", "Palestinians", "group", ("PSE", "CVL")),
        ("Some 1,700 protesters marched in Seoul.", "1,700 protesters", "person", ("KOR", "CVL")),
        ("Pro-Russian rebels shelled troops in Ukraine.", "Pro-Russian rebels", "group", ("UKR", "REB")),
        ("The pro-Russian rebels shelled troops in Ukraine.", "The pro-Russian rebels", "group", ("UKR", "REB")),
        ("The widow of a slain reporter sued in Malta.", "The widow of a slain reporter", "person", ("MLT", "CVL")),
        ("A Kenyan drone hit a farm.", "A Kenyan drone", "group", ("KEN", "MIL")),
        ("Thieves robbed a Kenyan pastor.", "a Kenyan pastor", "person", ("KEN", "REL")),
        ("Syrian opposition forces took the hill.", "Syrian opposition forces", "group", ("SYR", "REB")),
    ],
)
def test_what_stands_around_a_name_tells_its_codes(text: str, name: str, kind: MentionType, codes: tuple[str | None, str]) -> None:
    found, _ = who(text, (name, kind))
    country, sector = codes
    assert found.actors[0].sector == sector
    assert country in (None, found.actors[0].country)


def test_both_sides_are_the_two_told_last() -> None:
    found, _ = who(
        "Mali and Niger met. The two countries agreed.",
        ("Mali", "place"),
        ("Niger", "place"),
        ("The two countries", "group"),
    )
    assert found.members[2] == (found.of_mention[0], found.of_mention[1])


@pytest.mark.parametrize("words", ["three sailors", "two countries"])
def test_a_count_without_the_brings_up_new_ones(words: str) -> None:
    found, _ = who(
        f"Mali, Chad and Niger met. Gunmen attacked {words}.",
        ("Mali", "place"),
        ("Chad", "place"),
        ("Niger", "place"),
        (words, "group"),
    )
    assert 3 not in found.members


def test_we_is_the_speaker() -> None:
    found, _ = who('"We met the envoy," Colonel Ada Moss said.', ("We", "group"), ("Ada Moss", "person"))
    assert found.members[0] == (found.of_mention[1],)


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("Iraqi troops", "IRQ", "MIL"),
        ("Turkish police", "TUR", "COP"),
        ("ISIS", "IMG", "REB"),
        ("European Union", "EUR", "GOV"),
        ("villagers", None, "CVL"),
    ],
)
def test_codes(name: str, country: str | None, sector: str) -> None:
    found, _ = who(f"{name} came.", (name, "group"))
    assert (found.actors[0].country, found.actors[0].sector) == (country, sector)


def test_countries() -> None:
    assert (by_name("the US"), by_demonym("Iraqis"), by_capital("Ankara"), by_name("Nowhere")) == (
        "USA",
        "IRQ",
        "TUR",
        None,
    )


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Britain's shadow health secretary Tom Reed", "shadow health secretary", "Britain's"),
        ("provincial police chief Tom Reed", "police chief", None),
        ("A spokesman for the Popular Front, Tom Reed", "spokesman for the Popular Front", "Popular Front"),
        ("Norway's ambassador to Chad, Tom Reed", "ambassador to Chad", "Norway's"),
        ("senior NLD official Tom Reed", "official", "NLD"),
    ],
)
def test_posts_before_a_name(text: str, title: str, body: str | None) -> None:
    (post,) = posts_before(text, text.index("Tom"))
    assert (post.title, post.body, text[post.start :].startswith(title)) == (title, body, True)


@pytest.mark.parametrize(
    ("text", "name", "kind", "codes"),
    [
        ("The Hamas commander Sami Odeh spoke.", "Sami Odeh", "person", ("PSE", "REB")),
        ("Tibetan monks marched.", "Tibetan monks", "group", ("CHN", "REL")),
        ("Members of the multinational force left.", "multinational force", "group", ("IGO", "MIL")),
        ("Defence Minister Ole Berg of Norway left.", "Ole Berg", "person", ("NOR", "GOV")),
        ("Gunmen fired.", "Gunmen", "group", (None, "UAF")),
        ("In Kenya protesters gathered.", "protesters", "group", ("KEN", "CVL")),
        ("The veteran movement Fatah left.", "veteran movement Fatah", "organisation", ("PSE", "PTY")),
        ("US Ambassador to Japan Tom Reed spoke.", "Tom Reed", "person", ("USA", "GOV")),
        ("Visiting Prime Minister of the Republic of Korea (ROK) Kim Ho spoke.", "Kim Ho", "person", ("KOR", "GOV")),
        ("Islamic Jihad member Sami Odeh fled.", "Sami Odeh", "person", ("PSE", "REB")),
        ("The Taliban government fell.", "Taliban government", "organisation", ("AFG", "GOV")),
        ("Guangdong Province passed a law.", "Guangdong Province", "place", ("CHN", "GOV")),
        ("Denmark's Foreign Ministry spoke.", "Foreign Ministry", "organisation", ("DNK", "GOV")),
        ("Anti-drug officers of Peru came.", "Anti-drug officers", "group", ("PER", "COP")),
        ("The presidential guard of Mali fired.", "presidential guard", "group", ("MLI", "MIL")),
        ("In Ghana Telco Sky was sued.", "Telco Sky", "organisation", ("GHA", None)),
        ("In Kenya South American traders gathered.", "South American traders", "group", ("KEN", "BUS")),
        ("Norway gave up. Its ambassador to the UN, Tom Reed, spoke in Norway.", "Tom Reed", "person", ("NOR", "GOV")),
        ("In Kenya Minister Tom Reed met British officials. Britain, Britain!", "Tom Reed", "person", ("GBR", "GOV")),
        ("Tom Reed, 19, was held in Lagos, Nigeria.", "Tom Reed", "person", ("NGA", "CVL")),
        ("Tom Reed, 51, the mayor of Lagos, Nigeria, spoke.", "Tom Reed", "person", ("NGA", "GOV")),
        ("A court freed 23-year-old Tom Reed in Kenya.", "Tom Reed", "person", ("KEN", "CVL")),
        ("Britain's shadow health secretary Tom Reed spoke.", "Tom Reed", "person", ("GBR", "OPP")),
        ("Hundreds of Kenyan soldiers left.", "Hundreds of Kenyan soldiers", "group", ("KEN", "MIL")),
        ("Da’esh fled.", "Da’esh", "organisation", ("IMG", "REB")),
        ("Richard A. Boucher of Texas spoke.", "Richard A. Boucher", "person", ("USA", "ELI")),
    ],
)
def test_country_and_sector_of_descriptions(text: str, name: str, kind: MentionType, codes: tuple[str | None, str | None]) -> None:
    found, _ = who(text, (name, kind))
    assert (found.actors[0].country, found.actors[0].sector) == codes


def test_acronyms_pronouns_and_lists() -> None:
    found, _ = who(
        "The Lake Relief Board (LRB) met Ada Moss. She praised it. LRB and Tim Ode thanked Moss.",
        ("Lake Relief Board", "organisation"), ("Ada Moss", "person"), ("She", "person"), ("it", "organisation"),
        ("LRB", "organisation"), ("Tim Ode", "person"), ("Moss", "person"),
    )  # fmt: skip
    a, b = found.of_mention[0], found.of_mention[1]
    assert found.of_mention == (a, b, b, a, a, found.of_mention[5], b)
    assert found.of_mention[5] not in (a, b)


def test_us_and_who_in_capitals_are_names() -> None:
    found, _ = who("US envoys met. The WHO and the US agreed.", ("US", "place"), ("WHO", "organisation"), ("US", "place"))
    assert found.of_mention[0] == found.of_mention[2] != found.of_mention[1]


def test_the_spouse_keeps_her_own_record() -> None:
    found, _ = who(
        "Mr. Carl Dunn met reporters. Mrs. Dunn smiled at him.",
        ("Carl Dunn", "person"), ("Mrs. Dunn", "person"), ("him", "person"),
    )  # fmt: skip
    assert found.of_mention[0] == found.of_mention[2] != found.of_mention[1]


def test_long_texts_take_time_in_step_with_their_length() -> None:
    """500 people in 40,000 words: a mention is looked at a bounded number of times."""
    names = [f"Ana{chr(97 + i % 26)} Sol{chr(97 + i // 26)}" for i in range(500)]
    text = " ".join(f"{n} met the council on the hill and spoke for a while there." for n in names * 6)
    mentions, at = [], 0
    for n in names * 6:
        at = text.index(n, at)
        mentions.append(Mention(at, at + len(n), "person"))
        at += len(n)
    found = find_actors(Article("a", "a", text, ((0, len(text)),)), Reading(tuple(mentions)), ROSTER)
    assert len(found.actors) == 500
    assert all(len(a.mentions) == 6 for a in found.actors)


def test_names_and_posts_told_again_and_again_are_kept_once() -> None:
    text = "General Ana Sol met General Bo Roe. General Sol left. " * 50
    mentions = tuple(Mention(m.start(1), m.end(1), "person") for m in re.finditer("General (Ana Sol|Bo Roe|Sol)", text))
    article = Article("a", "a", text, ((0, len(text)),))
    first, second = gather(article, Reading(mentions), ROSTER).kept
    assert (first.names, {p.title for p in first.posts}, len(first.mentions)) == (["Ana Sol", "Sol"], {"General"}, 100)
    assert (second.names, len(second.mentions), len(first.posts) + len(second.posts) <= 4) == (["Bo Roe"], 50, True)


def test_dots_and_capitals_in_a_row_are_read_once() -> None:
    assert len(list(runs("U.S." * 100_000))) == 1  # hours where each capital looks at all that follows


def test_a_young_state_was_part_of_another_before() -> None:
    for day, country in (("2006-02-01", "SDN"), ("2014-02-01", "SSD")):
        article = Article("a", "a", "Salva Kiir spoke.", ((0, 17),), published=day)
        found = find_actors(article, Reading((Mention(0, 10, "person"),)), ROSTER)
        assert found.actors[0].country == country


def test_places_on_the_map_tell_the_country_where_the_text_names_none() -> None:
    text = "Police arrested residents in Springfield."
    article = Article("a", "a", text, ((0, len(text)),))
    place = Place(29, 40, "Springfield", "Springfield", "town", 0.9, "", "USA")
    reading = Reading((Mention(0, 6, "group"), Mention(16, 25, "group")))
    assert {a.country for a in find_actors(article, reading, ROSTER, (place,)).actors} == {"USA"}


def test_a_post_begins_in_its_own_sentence() -> None:
    text = "Grain left the port of Sulina. Ukrainian Infrastructure Minister Olena Koval met drivers."
    at = text.index("Olena Koval")
    sentences = ((0, text.index("Ukrainian")), (text.index("Ukrainian"), len(text)))
    reading = Reading((Mention(at, at + 11, "person"),), (Trigger(0, 1, "CONSULT", roles=(Role("actor", 0),)),))
    found = find_actors(Article("a", "a", text, sentences, published="2023-05-04"), reading, ROSTER)
    assert [(r.title, r.organisation) for r in found.actors[0].roles] == [("Infrastructure Minister", "Ukraine")]
    assert (found.actors[0].country, found.actors[0].sector) == ("UKR", "GOV")


def test_the_two_countries_are_states_told_before() -> None:
    text = "China and Kenya signed it in the palace, an aide in Nairobi told Xinhua. The two countries will trade."
    found, _ = who(
        text,
        ("China", "place"),
        ("Kenya", "place"),
        ("palace", "facility"),
        ("Xinhua", "organisation"),
        ("The two countries", "group"),
    )
    assert found.members[4] == (found.of_mention[0], found.of_mention[1])


def test_two_countries_never_named_are_a_group_of_states() -> None:
    found, _ = who("The two countries will trade.", ("The two countries", "group"))
    assert found.of_mention[0] is not None
    assert found.actors[0].sector == "GOV"


@pytest.mark.parametrize(
    ("words", "country", "sector"),
    [
        ("two Italians", "ITA", "CVL"),
        ("a Palestinian", "PSE", "CVL"),
        ("the National Electoral Council", None, "GOV"),
        ("general secretary of the Labour Party", None, "PTY"),
        ("separatist forces", None, "REB"),
        ("loan sharks", None, "CRM"),
        ("Department of Defense officials", None, "GOV"),
    ],
)
def test_sectors_of_descriptions(words: str, country: str | None, sector: str) -> None:
    found, _ = who(f"On Monday {words} left.", (words, "group"))
    assert (found.actors[0].country, found.actors[0].sector) == (country, sector)


TOLD: tuple[tuple[str, MentionType], ...] = (
    ("Ana Sola", "person"), ("General Sola", "person"), ("Sola", "person"), ("he", "person"), ("they", "group"), ("it", "organisation"),
    ("who", "person"), ("I", "person"), ("we", "group"), ("you", "person"), ("the two countries", "group"), ("both sides", "group"),
    ("each other", "group"), ("the four", "group"), ("Ankara", "place"), ("Syria", "place"), ("the Turks", "group"), ("Iraqi troops", "group"),
    ("the Ministry", "organisation"), ("Ministry of Health", "organisation"), ("Ana Sola and Leo Sola", "person"), ("two Italians", "group"),
    ("the", "group"), ("”", "person"), ("UN", "organisation"), ("President", "person"), ("the commander", "person"), ("Hamas", "organisation"),
)  # fmt: skip


def cast_of(told: list[tuple[str, MentionType]], day: str | None) -> Actors:
    """Actors of a text that is nothing but these mentions, four a sentence."""
    text, mentions, sentences = "", [], []
    for k, (words, kind) in enumerate(told):
        start = len(text)
        mentions.append(Mention(start, start + len(words), kind))
        text += words + (". " if k % 4 == 3 else " ")
    ends = [m.end + 2 for m in mentions[3::4]]
    sentences = list(zip([0, *ends], [*ends, len(text)], strict=True))
    trigger = Trigger(0, 1, "CONSULT", roles=tuple(Role("actor", i) for i in range(len(mentions))))
    return find_actors(Article("a", "a", text, tuple(sentences), published=day), Reading(tuple(mentions), (trigger,)), ROSTER)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(TOLD), max_size=24), st.sampled_from(["2020-05-04", "soon", None]))
def test_every_mention_has_one_actor_at_most_and_every_actor_its_mentions(told: list[tuple[str, MentionType]], day: str | None) -> None:
    found = cast_of(told, day)
    ids = {a.id for a in found.actors}
    assert len(ids) == len(found.actors)
    assert len(found.of_mention) == len(told)
    for actor in found.actors:
        assert all(found.of_mention[i] == actor.id for i in actor.mentions)
        assert actor.name
    assert ids >= {a for a in found.of_mention if a}
    assert all(ids.issuperset(members) for members in found.members.values())


@settings(max_examples=60)
@given(st.lists(st.sampled_from(TOLD), max_size=16))
def test_a_name_that_nobody_knows_changes_no_other_actor(told: list[tuple[str, MentionType]]) -> None:
    told = [*told, ("Leo Sola", "person")]  # parts the name from a title, which it would complete
    before, after = cast_of(told, "2020-05-04"), cast_of([*told, ("Zqvortex", "person")], "2020-05-04")
    kept = {(a.mentions, a.name, a.country, a.sector) for a in after.actors}
    assert kept >= {(a.mentions, a.name, a.country, a.sector) for a in before.actors}


def test_dots_without_end_are_looked_at_once() -> None:
    assert next(iter(runs("U.S." * 20_000))).startswith("U.S.")
    assert "U.S." in list(runs("The U.S. of old"))
    assert "Sul" in list(runs("Left of Sul."))


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("The army seized Congolese militia leader Josue Banda near Bunia.", "Josue Banda", "PRM"),
        ("The army seized Congolese militia leader Josue Banda near Bunia.", "Congolese militia leader Josue Banda", "PRM"),
        ("The army seized Congolese militia leader Josue Banda near Bunia.", "leader Josue Banda", "PRM"),
        ("Soldiers held opposition leader Maria Banda on Friday.", "Maria Banda", "OPP"),
        ("Soldiers held union leader Maria Banda on Friday.", "Maria Banda", "LAB"),
        ("Soldiers saluted leader Maria Banda on Friday.", "Maria Banda", "GOV"),
        ("Soldiers shot former reporter Maria Banda on Friday.", "former reporter Maria Banda", "JRN"),
    ],
)
def test_a_leader_is_of_those_led(text: str, name: str, sector: str) -> None:
    assert who(text, (name, "person"))[0].actors[0].sector == sector


@pytest.mark.parametrize(
    ("text", "name", "kind", "codes"),
    [
        ("Russia accused the West of meddling.", "the West", "group", (None, "GOV")),
        ("Russia accused the United Front of meddling.", "the United Front", "organisation", ("RUS", None)),
        ("Kenya accused Amina Diallo of spying.", "Amina Diallo", "person", ("KEN", None)),
        ("Kenya tried the accused Amina Diallo on Monday.", "Amina Diallo", "person", ("KEN", "CRM")),
    ],
)
def test_whom_one_accuses_is_no_criminal(text: str, name: str, kind: MentionType, codes: tuple[str, str]) -> None:
    actor = who(text, (name, kind))[0].actors[0]
    assert (actor.country, actor.sector) == codes


def placed(text: str, name: str, *places: tuple[str, str], kind: MentionType = "place") -> Actor:
    """The first actor of that name; `places` are (words, country) on the map."""
    at = text.index(name)
    reading = Reading((Mention(at, at + len(name), kind),), (Trigger(0, 1, "CONSULT", roles=(Role("actor", 0),)),))
    on_map = [Place(text.index(p), text.index(p) + len(p), p, p, "town", 0.9, "", c) for p, c in places]
    return find_actors(Article("a", "a", text, ((0, len(text)),), published="2020-05-04"), reading, ROSTER, on_map).actors[0]


@pytest.mark.parametrize(
    ("text", "name", "kind", "places", "country"),
    [
        ("Congo accused Rwanda of arming rebels near Goma.", "Congo", "place", [("Goma", "COD")], "COD"),
        ("Congo accused Rwanda of lying, a minister said in Kinshasa.", "Congo", "organisation", [], "COD"),
        ("Congo accused Angola of lying, a minister said in Brazzaville.", "Congo", "place", [], "COG"),
        ("Congo's army attacked Angola near Brazzaville.", "Congo's army", "group", [], "COG"),
        ("Congo accused Angola of lying.", "Congo", "place", [], None),  # never of a third state
        ("The president of Congo met Angolan officials.", "The president of Congo", "person", [], None),
        ("The Republic of Congo accused Angola of lying.", "The Republic of Congo", "organisation", [], "COG"),
        ("The Democratic Republic of the Congo accused Angola.", "The Democratic Republic of the Congo", "organisation", [], "COD"),
        ("Soldiers of the Democratic Republic of the Congo fled.", "Soldiers of the Democratic Republic of the Congo", "group", [], "COD"),
        ("The Korean side left. Korea thanked Japan in Seoul.", "Korea thanked"[:5], "place", [], "KOR"),
    ],
)  # fmt: skip
def test_a_name_of_two_states_is_told_by_the_text(
    text: str, name: str, kind: MentionType, places: list[tuple[str, str]], country: str | None
) -> None:
    assert placed(text, name, *places, kind=kind).country == country


def test_an_acting_place_is_of_the_country_where_it_lies() -> None:
    assert placed("Vlore rejected the offer of Italy.", "Vlore", ("Vlore", "ALB")).country == "ALB"
    assert placed("Panama City rejected the offer of Mexico.", "Panama City", ("Panama City", "USA")).country == "USA"
    assert placed("Panama City rejected the offer of Mexico.", "Panama City").country == "PAN"
    hague = placed("The Hague rejected the offer of Ghana.", "The Hague")
    assert (hague.name, hague.country, hague.sector) == ("The Hague", "NLD", "GOV")


def both(text: str, *names: tuple[str, MentionType]) -> list[str]:
    """Whom the last mention stands for, which bears what the one before it does; the others meet."""
    mentions, at = [], 0
    for name, kind in names:
        at = text.index(name, at)
        mentions.append(Mention(at, at + len(name), kind))
        at += 1
    last = len(names) - 1
    met = Trigger(0, 1, "CONSULT", roles=tuple(Role("actor", i) for i in range(last - 1)))
    urged = Trigger(2, 3, "REQUEST", roles=(Role("actor", last - 1), Role("recipient", last)))
    article = Article("a", "a", text, ((0, len(text)),), published="2020-05-04", dateline=read_dateline(text, "2020-05-04"))
    found = find_actors(article, Reading(tuple(mentions), (met, urged)), ROSTER)
    named = {a.id: a.name for a in found.actors}
    return [named[i] for i in found.members.get(last, ())]


def test_the_army_alone_is_no_army_of_rebels() -> None:
    text = "The New People's Army left the talks. The army shelled a village."
    rebels = Mention(4, 21, "organisation")
    army = Mention(text.index("The army"), text.index("The army") + 8, "organisation")
    reading = Reading((rebels, army), (Trigger(0, 1, "REJECT", roles=(Role("actor", 0),)), Trigger(2, 3, "ASSAULT", roles=(Role("actor", 1),))))
    found = find_actors(Article("a", "a", text, ((0, 37), (38, len(text))), published="2020-05-04"), reading, ROSTER)
    assert [a.sector for a in found.actors] == ["REB", "MIL"]


def test_an_army_may_be_one_of_two_sides_and_who_signs_the_dateline_is_not() -> None:
    text = "KIDAL (Dune Herald) - The Malian army and the Northern Coordination met. Egypt urged both sides to talk."
    names: list[tuple[str, MentionType]] = [("Dune Herald", "organisation"), ("Malian army", "group"), ("Northern Coordination", "organisation")]
    assert both(text, *names, ("Egypt", "place"), ("both sides", "group")) == ["Malian army", "Northern Coordination"]


def test_who_urges_both_sides_is_none_of_them() -> None:
    text = "Mali and Chad met. Egypt urged both sides to talk."
    assert both(text, ("Mali", "place"), ("Chad", "place"), ("Egypt", "place"), ("both sides", "group")) == ["Mali", "Chad"]
    text = "United Nations envoy Ana Sola met Hamas. She urged both sides to talk."
    names: list[tuple[str, MentionType]] = [("United Nations", "organisation"), ("Ana Sola", "person"), ("Hamas", "organisation")]
    assert both(text, *names, ("She", "person"), ("both sides", "group")) == []  # the second is not told
    text = "Egyptian envoy Ana Sola met Mali, Chad and Egypt. She urged both sides to talk."
    states: list[tuple[str, MentionType]] = [("Ana Sola", "person"), ("Mali", "place"), ("Chad", "place"), ("Egypt.", "place")]
    assert both(text, *states, ("She", "person"), ("both sides", "group")) == ["Mali", "Chad"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("30 of his supporters", "his supporters"),
        ("at least 30 of the children", "the children"),
        ("three of the strikers", "the strikers"),
        ("30 of them", "30 of them"),
        ("30 protesters", "protesters"),
    ],
)
def test_a_name_holds_no_count(words: str, name: str) -> None:
    assert who(f"Police arrested {words} in Kampala.", (words, "group"))[0].actors[0].name == name


def test_a_people_that_stands_for_its_state_bears_its_name() -> None:
    actor = who("An Israeli strike hit Gaza.", ("Israeli", "group"))[0].actors[0]
    assert (actor.name, actor.aliases, actor.country, actor.sector) == ("Israel", ("Israeli",), "ISR", "GOV")
    assert who("Israelis protested in Haifa.", ("Israelis", "group"))[0].actors[0].name == "Israelis"


@pytest.mark.parametrize("other", ["Karim Ali", "Tunisian Foreign Minister Karim Ali"])
def test_a_title_before_another_name_is_of_that_name(other: str) -> None:
    text = "Elena Sola met Tunisian Foreign Minister Karim Ali in Tunis."
    told: list[tuple[str, MentionType]] = [("Elena Sola", "person"), ("Tunisian Foreign Minister", "title"), (other, "person")]
    mentions = tuple(Mention(text.index(w), text.index(w) + len(w), kind) for w, kind in told)
    ties = (Tie("title_of", 1, 0, 0.9), Tie("title_of", 1, 2, 0.9))
    found = find_actors(Article("a", "a", text, ((0, len(text)),)), Reading(mentions, ties=ties), ROSTER)
    assert [[r.title for r in a.roles] for a in found.actors] == [[], ["Foreign Minister"]]
