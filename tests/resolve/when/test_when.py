import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.article.dateline import read_dateline
from dateline.records import Article, Hint, Reading, Trigger
from dateline.resolve.when import event_date, find_times, is_background
from dateline.resolve.when.candidates import candidates
from dateline.resolve.when.find import anchor_of
from dateline.resolve.when.setting import MOST, first_day
from dateline.resolve.when.words import classed, number_of

WELL_FORMED = re.compile(
    r"P.*|\d{2,3}|\d{4}(-(\d\d(-\d\d)?|W\d\d(-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI))?(T\w\w|T\d\d:\d\d)?(/\d{4}(-\d\d(-\d\d)?)?)?"
)

EVENT_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")


def article(text: str, published: str | None = "2022-07-04") -> Article:
    return Article("a", "a", text, ((0, len(text)),), published=published)


def values(text: str, published: str | None = "2022-07-04") -> list[str | None]:
    return [t.value for t in find_times(article(text, published))]


def test_spoken_years_are_joined_wherever_they_stand() -> None:
    text = "Between nineteen ninety-six and two thousand one, thirty five men and two thousand six women met on Sunday."
    words = classed(text)
    assert [text[a:b] for a, b, kind in zip(words.starts, words.ends, words.letters, strict=True) if kind == "Y"] == [
        "nineteen ninety-six", "two thousand one", "two thousand six",
    ]  # fmt: skip
    assert len(words.letters) == len(words.starts) == len(words.ends) == len(words.low)


def test_of_many_times_in_one_sentence_the_nearest_are_weighed() -> None:
    days = "".join(f" or on {n % 28 + 1} May {1990 + n % 30}" for n in range(60))
    text = f"They met{days} signed on 3 June 2022{days} and left."
    trigger = Trigger(text.index("signed"), text.index("signed") + 6, "AGREE")
    found = [c for c in candidates(trigger, Reading((), (trigger,)), article(text), find_times(article(text))) if c.kind == "here"]
    assert len(found) == 2 * MOST
    assert "2022-06-03" in [c.value for c in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Sunday.", "2022-07-03"),
        ("They met on Monday.", "2022-07-04"),
        ("They will meet on Sunday.", "2022-07-10"),
        ("He was expected to arrive Friday.", "2022-07-08"),
        ("Last month there were talks.", "2022-06"),
        ("It happened last week.", "2022-W26"),
        ("They left yesterday.", "2022-07-03"),
        ("The vote of Sept. 25, 2017, failed.", "2017-09-25"),
        ("It ended on 3 May 2011.", "2011-05-03"),
        ("It ended on June 23.", "2022-06-23"),
        ("It began in October 2017.", "2017-10"),
        ("It began in December.", "2021-12"),
        ("in the 1980s", "198"),
        ("just over 24 hours ago", "2022-07-03"),
        ("48 hours ago", "2022-07-02"),
        ("three hours ago", "2022-07-04"),
        ("two days ago", "2022-07-02"),
        ("three years ago", "2019"),
        ("from May 3 to 7, 2020", "2020-05-03/2020-05-07"),
        ("from 5-6 April 2016", "2016-04-05/2016-04-06"),
        ("from May 30 to June 2", "2022-05-30/2022-06-02"),
        ("from Tuesday to Thursday they met", "2022-06-28/2022-06-30"),
        ("in nineteen ninety-six", "1996"),
        ("in the winter of 1994", "1994-WI"),
        ("this year's third quarter", "2022-Q3"),
        ("in the early 1990s", "199"),
        ("It will be published in early August.", "2022-08"),
        ("The summit was held on January 9.", "2022-01-09"),
        ("The vote had been due on Friday.", "2022-07-01"),
        ("a meeting scheduled Friday", "2022-07-08"),
        ("They met late last year.", "2021"),
        ("She left in July last year.", "2021-07"),
        ("on Good Friday", "2022-04-15"),
        ("on Thanksgiving 2020", "2020-11-26"),
        ("It began at 10 p.m. Saturday.", "2022-07-02T22:00"),
        ("It began on Saturday night.", "2022-07-02TNI"),
        ("It ran by the end of the month.", "2022-07"),
        ("1,984 people of 2010 homes", None),
        ("It came recently.", None),
        ("They met in December in 1999.", "1999-12"),
        ("Churches burned on Christmas Eve in 2000.", "2000-12-24"),
        ("The exercise will be held at sea on Sunday.", "2022-07-10"),
        ("He is expected to sign a deal with the United States on Sunday.", "2022-07-10"),
        ("She was freed on August 16 last year.", "2021-08-16"),
        ("She was freed on the 16th of August last year.", "2021-08-16"),
        ("On Sunday the cabinet decided to wait.", "2022-07-03"),
        ("He pledged on Sunday not to sell the railways.", "2022-07-03"),
        ("talks scheduled in early December", "2022-12"),
        ("On Wednesday, Mohamed and his sons are to travel home.", "2022-07-06"),
    ],
)
def test_values(text: str, value: str | None) -> None:
    assert (values(text) or [None]) == [value]


def test_titles_and_sums_are_no_times() -> None:
    assert values("KARRO (Bosphorus Daily) - The Weekly Herald, the Monthly Bulletin and People's Daily wrote so.") == []
    assert [t.text for t in find_times(article("Daily UN convoys reached Karro."))] == ["Daily"]
    assert values("He wrote in USA Today that it cost $2015 and 1995 dollars, a ratio of 2:30.") == []


def test_told_before() -> None:
    assert values("He rose in 1995, and the following year he left.") == ["1995", "1996"]
    assert values("They met on May 3, 2010, and two days later they parted.") == ["2010-05-03", "2010-05-05"]
    assert values("Profit in the third quarter of 2020 rose from a year earlier.") == ["2020-Q3", "2019-Q3"]


def test_an_undated_text_leans_on_the_year_it_names() -> None:
    assert values("He went there on 4 April and stayed until 6 April 2016.", None) == ["2016-04-04", "2016-04-06"]
    assert values("He went there on 4 April, after 2014 and before 2020.", None) == [None, "2014", "2020"]
    assert values("They fired 1990 shells on 4 April 2016 and left on 6 April.", None) == ["2016-04-04", "2016-04-06"]


def test_a_line_of_month_and_year_at_the_top_tells_the_year_of_an_undated_page() -> None:
    text = "Captains held\n\nJune 2018\n\nPolice raided the port on June 12. " + "It was a long day. " * 20 + "They fled in 2015. "
    text += "It was a long day. " * 20
    assert values(text + "It reopened on June 13.", None) == ["2018-06", "2018-06-12", "2015", "2018-06-13"]
    assert values(text + "It had shut in December.", None)[-1] is None
    assert values(text.replace("\n\nJune 2018\n\n", " in June 2018. ") + "It reopened on June 13.", None)[-1] is None


@pytest.mark.parametrize("published", ["", "soon", "2022-13-45", "0000-00-00", "2022", None, "99999-01-01"])
def test_bad_anchors_count_as_none(published: str | None) -> None:
    assert values("They met on Sunday.", published) == [None]


def test_the_year_9999_ends_no_run() -> None:
    assert values("They will meet next year, next week and 500 decades from now.", "9999-12-31") == [None, None, None]


def test_counted_from_another_date() -> None:
    assert values("They left one month after the Sept. 25, 2017, vote.") == ["2017-10", "2017-09-25"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Two days after the 12 March poll, he fled. He was found the following day.", ["2022-03-14", "2022-03-12", "2022-03-15"]),
        ("He fled two days after the 12 March poll. The next day he was found.", ["2022-03-14", "2022-03-12", "2022-03-15"]),
        ("The day after the 12 March poll, he fled. He was found the following day.", ["2022-03-13", "2022-03-12", "2022-03-14"]),
        ("He fled the day before the poll, and on Friday they found him.", ["2022-07-01"]),
    ],
)
def test_the_following_day_is_that_after_what_the_story_told_last(text: str, value: list[str]) -> None:
    assert values(text) == value


def test_no_anchor_gives_no_year() -> None:
    assert values("They met on Sunday, June 5, and last month.", None) == [None, None]


WORDS = st.sampled_from(
    "May March 3 31 30 1999 2022 the of on in last next this week year quarter Monday today second third twenty one ago later and to from "
    "between , - 's Nov. 10:30 p.m. summer fall ( $ % since until early end 1990s weekend Christmas Easter hundred thousand 12th half "
    "Sunday before after night BC twenties his rockets June century".split()
)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=14), st.sampled_from(["2022-07-04", "2024-02-29", "0001-01-01", "9999-12-31", None]))
def test_any_words_of_time_give_well_formed_values(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    end = 0
    for time in find_times(article(text, published)):
        assert text[time.start : time.end] == time.text
        assert time.start >= end
        assert time.value is None or WELL_FORMED.fullmatch(time.value), (text, time.value)
        end = time.end


@given(st.text(max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    for time in find_times(article(text)):
        assert text[time.start : time.end] == time.text
        assert time.value is None or WELL_FORMED.fullmatch(time.value)


@settings(max_examples=60)
@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(-400, 400))
def test_deictic_words_shift_with_the_anchor(day: date, n: int) -> None:
    for words in ("yesterday", "today", "tomorrow", "two days ago", "the day before yesterday", "ten days earlier"):
        (a,), (b,) = values(words, day.isoformat()), values(words, (day + timedelta(n)).isoformat())
        assert a is not None
        assert b is not None
        assert date.fromisoformat(b) - date.fromisoformat(a) == timedelta(n)


def dated(text: str, word: str, *aux: str, tied: str | None = None) -> str | None:
    """The date of an event; `tied`: words that the reader leans to as its time."""
    a = article(text)
    start = text.index(word)
    hints = (Hint("time", text.index(tied), text.index(tied) + len(tied), 0.9),) if tied else ()
    trigger = Trigger(start, start + len(word), "CONSULT", aux=tuple(aux), hints=hints, seen=(0, len(text)) if tied else None)
    found = event_date(trigger, Reading(), a, find_times(a))
    return found.value if found else None


def test_date_of_an_event() -> None:
    assert dated("They met on Sunday after a strike in 2019.", "met") == "2022-07-03"
    assert dated("They met after a strike in May 2019.", "strike") == "2019-05"
    assert dated("The ministers met in Rome on Sunday and signed it.", "signed") == "2022-07-03"
    assert dated("The ministers met in Rome.", "met", "historical") is None


def test_a_time_beside_another_trigger_weighs_less() -> None:
    text = "The mayor met farmers on Friday and condemned the raid on Sunday."
    met, condemned = (Trigger(text.index(w), text.index(w) + len(w), kind) for w, kind in (("met", "CONSULT"), ("condemned", "ACCUSE")))
    told = article(text, "2022-07-04")
    reading = Reading((), (met, condemned))
    dates = [event_date(t, reading, told, find_times(told)) for t in (met, condemned)]
    assert [d and d.value for d in dates] == ["2022-07-01", "2022-07-03"]


def test_since_and_the_past_weeks_reach_to_the_day_of_the_article() -> None:
    assert dated("They have attacked villages since June 20.", "attacked") == "2022-06-20/2022-07-04"
    assert dated("They have attacked villages in the past two weeks.", "attacked", tied="the past two weeks") == "2022-06-20/2022-07-04"


def test_what_lasts_until_today_is_no_background() -> None:
    a = article("They have shelled the port since 24 February 2022.")
    values_told = ["2022-02-24/2022-07-04", "2022-02-24", "2003/2005", "2022-06/2022-07", None]
    assert [is_background(value, a) for value in values_told] == [False, True, True, False, False]


def test_a_part_of_a_year_begins_in_its_first_month() -> None:
    told = [str(first_day(value))[:7] for value in ("2022-Q1", "2022-H1", "2021-WI", "198", "2022-03-05")]
    assert told == ["2022-01", "2022-01", "2021-12", "1980-07", "2022-03"]


def test_an_inferred_day_says_so() -> None:
    a = article("The minister urges both sides to stop.")
    found = event_date(Trigger(13, 18, "REQUEST"), Reading(), a, find_times(a))
    assert found is not None
    assert (found.value, found.precision, found.text) == ("2022-07-04", "inferred", None)
    assert "publication date" in found.why


def test_long_texts_take_linear_time() -> None:
    text = "On Sunday they met in 2019, two days later they left. " * 4000
    a = Article("a", "a", text, tuple((i * 54, i * 54 + 53) for i in range(4000)), published="2022-07-04")
    times = find_times(a)
    assert len(times) == 12000
    for i in range(0, 4000, 20):
        assert event_date(Trigger(i * 54 + 15, i * 54 + 18, "CONSULT"), Reading(), a, times)


def test_a_time_far_off_counts_where_the_reader_leans_to_it() -> None:
    text = "Rebels took the bridge on 3 May. " + "Rain fell on Friday. " * 30 + "The envoy called the seizure a crime."
    a = Article("a", "a", text, tuple((m.start(), m.end()) for m in re.finditer(r"[^.]+\.", text)), published="2022-07-04")
    at, day = text.index("seizure"), text.index("3 May")
    options = {}
    for hints in ((), (Hint("time", day, day + 5, 0.3), Hint("place", 0, 6, 0.9))):
        seizure = Trigger(at, at + 7, "ASSAULT", hints=hints, seen=(0, len(text)))
        found = candidates(seizure, Reading(triggers=(seizure,)), a, find_times(a))
        assert found[-1].kind == "none"
        options[bool(hints)] = {c.kind: c.value for c in found}
    assert "leant" not in options[False]
    assert options[True]["leant"] == "2022-05-03"


def test_a_weekday_may_lie_between_dateline_and_publication() -> None:
    text = "LIMA, March 4 (Wire) - Miners condemned the ruling on Tuesday and met on Friday."
    for published, day in (("2024-03-05", "2024-03-05"), ("2024-03-04", "2024-02-27"), ("2024-03-20", "2024-02-27")):
        a = Article("a", "a", text, ((0, len(text)),), published=published, dateline=read_dateline(text, published))
        assert [t.value for t in find_times(a)][1:] == [day, "2024-03-01"]


def test_since_a_day_when_something_happened_is_that_day() -> None:
    assert dated("It was the worst raid since May 3, when rebels killed nine.", "killed", tied="May 3") == "2022-05-03"
    a = article("Police have arrested nine rebels since May 3.")
    found = candidates(Trigger(12, 20, "COERCE"), Reading(), a, find_times(a))
    assert [c.value for c in found if c.kind == "here"] == ["2022-05-03/2022-07-04"]


def test_joined_times_are_one_interval() -> None:
    assert dated("Guards attacked prisoners on Saturday and Sunday.", "attacked") == "2022-07-02/2022-07-03"
    assert dated("Two fires killed eight women in 1992 and 1993.", "killed", tied="1992 and 1993") == "1992/1993"
    assert dated("They met on Sunday, and on Friday they parted.", "met") == "2022-07-03"


def test_the_words_of_joined_times_are_all_of_theirs() -> None:
    text = "Guards attacked prisoners on Thursday, Friday and Saturday."
    a = Article("a", "a", text, ((0, len(text)),), published="2022-07-04")
    options = candidates(Trigger(7, 15, "ASSAULT"), Reading(), a, find_times(a))
    here = [(c.time.text, c.value) for c in options if c.kind == "here" and c.time]
    assert here == [("Thursday, Friday and Saturday", "2022-06-30/2022-07-02")]
    found = event_date(Trigger(7, 15, "ASSAULT"), Reading(), a, find_times(a))
    assert found is not None
    assert (found.text, text[found.start : found.end]) == ("Thursday, Friday and Saturday",) * 2


def test_days_counted_from_an_event_date_it() -> None:
    assert dated("He arrived on Sunday, three days after meeting the king.", "meeting") == "2022-06-30"


def test_years_and_weeks_are_counted_back_as_precisely_as_they_are_known() -> None:
    assert dated("The alliance took over in 2003, two years after rebels overthrew the king.", "overthrew") == "2001"
    assert dated("The feud comes just a week after talks restarted.", "talks") == "2022-06-27"


def test_parts_of_a_decade_a_year_and_a_week() -> None:
    assert dated("Police arrested 900 smugglers in the first six months of 2014.", "arrested", "historical") == "2014-01/2014-06"
    assert dated("Rebels killed 40 villagers in the early 1980s.", "killed", "historical") == "1980/1983"
    assert dated("Rebels killed 40 villagers in the late 1980s.", "killed", "historical") == "1987/1989"
    assert dated("Rebels killed 40 villagers in the 19th century.", "killed", "historical") == "1800/1899"
    wednesday = Article("a", "a", (text := "Police arrested him this week."), ((0, len(text)),), published="2022-07-06")
    found = event_date(Trigger(7, 15, "COERCE"), Reading(), wednesday, find_times(wednesday))
    assert found is not None
    assert found.value == "2022-07-04/2022-07-06"


def test_a_visit_of_three_days_is_an_interval() -> None:
    assert dated("They began a three-day meeting in Lima.", "meeting") == "2022-07-04/2022-07-06"
    a = article("The minister ended a three-day visit to Lima on Sunday.")
    at = a.text.index("visit")
    told = candidates(Trigger(at, at + 5, "CONSULT"), Reading(), a, find_times(a))
    assert {"2022-07-01/2022-07-03", "2022-07-03/2022-07-05"} <= {c.value for c in told}
    ago = article("The minister met them three days ago.")
    told = candidates(Trigger(13, 16, "CONSULT"), Reading(), ago, find_times(ago))
    assert not [c for c in told if c.kind.startswith("lasting")]


def test_a_sentence_leans_on_what_it_came_after_and_on_its_place() -> None:
    text = "The gun battle began on Friday. Shops stayed shut. After the battle, troops detained nine men. In Lima he met rectors."
    sentences = tuple((m.start(), m.end()) for m in re.finditer(r"[^.]+\.", text))
    a = Article("a", "a", "He was in Lima on Thursday. " + text, ((0, 27), *((x + 28, y + 28) for x, y in sentences)), published="2022-07-04")
    for word, kind, day in (("detained", "wake", "2022-07-01"), ("met", "there", "2022-06-30")):
        at = a.text.index(word)
        told = candidates(Trigger(at, at + len(word), "COERCE"), Reading(), a, find_times(a))
        assert [c.value for c in told if c.kind == kind] == [day]


def test_the_first_day_of_an_undated_text_is_its_story() -> None:
    text = "The ministers met on 3 March 2016. Their deputies also held talks."
    a = Article("a", "a", text, ((0, 34), (35, len(text))))
    told = candidates(Trigger(text.index("talks"), len(text) - 1, "CONSULT"), Reading(), a, find_times(a))
    assert "2016-03-03" in {c.value for c in told if c.kind == "story"}


@given(st.sampled_from(["one", "two", "ten", "500"]), st.sampled_from(["days", "weeks", "months", "years"]), st.sampled_from(["after", "before"]),
       st.sampled_from(["2022-07-04", "0001-01-01", "9999-12-31", None]))  # fmt: skip
def test_dates_of_events_are_well_formed(n: str, unit: str, way: str, day: str | None) -> None:
    a = article(f"He came on Sunday and Monday, {n} {unit} {way} meeting her on May 3 and 4.", day)
    for word in ("came", "meeting"):
        start = a.text.index(word)
        found = event_date(Trigger(start, start + len(word), "CONSULT"), Reading(), a, find_times(a))
        assert found is None or EVENT_DATE.fullmatch(found.value)


def test_a_program_s_zero_date_is_no_anchor() -> None:
    text = "The three-day talks ended on Monday, a decade after the past two years, and he was killed in March 2003."
    for day in ("0001-01-01", "9999-12-31"):
        a = article(text, day)
        for word in ("talks", "ended", "killed"):
            at = text.index(word)
            event_date(Trigger(at, at + len(word), "CONSULT"), Reading(), a, find_times(a))
        assert anchor_of(a).day is None


@pytest.mark.parametrize(("words", "day"), [("last Christmas", "2019-12-25"), ("next Christmas", "2020-12-25"), ("Christmas", "2020-12-25")])
def test_the_word_before_a_holiday(words: str, day: str) -> None:
    assert [t.value for t in find_times(article(f"He met them {words}.", "2020-12-10"))] == [day]


def test_circled_and_foreign_digits_are_no_numbers() -> None:
    assert number_of("③") is None
    assert not [t for t in find_times(article("In ２０１４ they met.", "2020-12-10")) if t.value and not t.value.isascii()]


def test_the_line_that_dates_the_page_dates_no_event() -> None:
    told = "Harbour talks end\n\nMonday, July 4, 2022 On June 30 the minister met the captains."
    assert dated(told, "met") == "2022-06-30"
    plain = "Monday, July 4, 2022\n\nThe captains were in the harbour office again. They met the minister."
    a = article(plain)
    at = plain.index("met")
    found = event_date(Trigger(at, at + 3, "CONSULT"), Reading(), a, find_times(a))
    assert found is None or found.start is None
    assert dated("The truce was signed on Monday, July 4, 2022 In Lima", "signed") == "2022-07-04"


def test_an_article_before_a_number_adds_none() -> None:
    assert [number_of(words) for words in ("a", "a three", "a couple of", "a hundred", "half a")] == [1, 3, 2, 100, 1]
    assert values("Police imposed a three-day curfew.") == ["P3D"]


def test_a_weekday_that_something_is_called_for_is_ahead() -> None:
    assert values("Unions called a strike for Thursday.") == ["2022-07-07"]
    assert values("Unions struck on Thursday.") == ["2022-06-30"]


def test_days_are_not_counted_from_a_day_of_another_year_than_the_one_told_since() -> None:
    text = "On 1 July 2022 the court met. In 2012 they took the town and left it eleven days later."
    assert "2022-07-12" not in values(text)
    assert "2022-07-12" in values("On 1 July 2022 they took the town and left it eleven days later.")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Theresa May on Friday dismissed the charge.", ["2022-07-01"]),
        ("Ever since the May 3 vote, soldiers on Friday patrolled the streets.", ["2022-05-03", "2022-07-01"]),
        ("The miners, who closed the road in May, on Sunday reopened it.", ["2022-05", "2022-07-03"]),
        ("Will Brown on Friday resigned.", ["2022-07-01"]),
        ("The judge Will Brown on Friday freed the miners.", ["2022-07-01"]),
        ("Will Karro open the border on Friday?", ["2022-07-08"]),
        ("Karro Will Open Border on Friday\n\nThe border stayed shut.", ["2022-07-08"]),
        ("Talks May Resume on Friday\n\nThe talks stopped.", ["2022-07-08"]),
        ("Theresa May met Karro on Friday.", ["2022-07-01"]),
        ("Police arrested Will Ross on Friday.", ["2022-07-01"]),
        ("Karro may open the border on Friday.", ["2022-07-08"]),
    ],
)
def test_the_month_of_may_and_names_tell_no_future(text: str, value: list[str]) -> None:
    assert values(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "Rebels fired 1990 rockets at the port.",
        "Police found over 2000 rounds and about 1990 shells.",
        "The army lost 2000 wounded soldiers.",
        "The council passed Resolution 1973 and cited resolutions 1970 and 1980.",
        "Flight 1907 came down near order No. 1950 and Protocol No 1951.",
        "The wall was built 2000 years ago, in a 2000-year-old town.",
        "Between 1500 and 2000 people died.",
        "Kings ruled it in 1500 BC, around 2000 B.C. and in the third century BC.",
    ],
)
def test_counts_names_and_years_before_christ_are_no_years(text: str) -> None:
    assert [t for t in find_times(article(text)) if t.value] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They fought in the 2003 invasion and won the 2022 elections.", ["2003", "2022"]),
        ("The killing sparked 2020 protests.", ["2020"]),
        ("In 2014 soldiers took the port.", ["2014"]),
        ("Since 2011 militants held it.", ["2011"]),
        ("Between 1980 and 2010 women ran it.", ["1980/2010"]),
        ("Expo 2020 officials met.", ["2020"]),
        ("The plan for 2030 aims to save it.", ["2030"]),
        ("There was no 2019 election.", ["2019"]),
        ("In 2011 months after the war he fled.", ["2011"]),
        ("In early 2014 troops came.", ["2014"]),
        ("In mid-2014 troops came.", ["2014"]),
        ("In 2010, B.C. lawmakers voted.", ["2010"]),
        ("Party leaders said 2020 hopefuls may debate.", ["2020"]),
        ("Airbus 2020 deliveries fell.", ["2020"]),
    ],
)
def test_years_before_what_they_date_stay(text: str, value: list[str]) -> None:
    assert values(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The vote fell on the twenty-third of June.", "2022-06-23"),
        ("They left on May thirty-first, after a thirty second pause.", "2022-05-31"),
        ("It is a war of the twenty-first century.", "20"),
        ("She left two and a half years ago.", "2020"),
        ("She left three and a half weeks ago.", "2022-W23"),
        ("She left half a year ago.", "2022-01"),
        ("She left half a dozen years ago.", "2016"),
        ("The talk took half an hour.", "PT30M"),
        ("Sales fell in the first half of 2021.", "2021-H1"),
        ("Sales fell in the second half of last year.", "2021-H2"),
        ("Sales fell in the first half of the year.", "2022-H1"),
        ("She scored in the first half on Sunday.", "2022-07-03"),
    ],
)
def test_spelled_ordinals_and_halves(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The province threatened to secede on Sunday.", "2022-07-03"),
        ("The king vowed to retaliate Saturday night.", "2022-07-02TNI"),
        ("Lima agreed to buy boats from Karro on Friday.", "2022-07-01"),
        ("Lima agreed to hold talks with Karro on Friday.", "2022-07-08"),
        ("Lima has agreed to free them on Friday.", "2022-07-08"),
        ("He was ordered to hand over the keys on Friday.", "2022-07-08"),
        ("Lima promised to free them by Friday.", "2022-07-08"),
        ("The party threatened to boycott Sunday's vote.", "2022-07-10"),
        ("The king plans to retaliate on Saturday.", "2022-07-09"),
    ],
)
def test_the_day_after_a_threat_or_promise_is_its_own_unless_set_for_what_is_promised(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On the Tuesday before last they struck.", ["2022-06-21"]),
        ("They struck the week before last.", ["2022-W25"]),
        ("They struck the night before last.", ["2022-07-02TNI"]),
        ("On Tuesday of last week they struck.", ["2022-06-28"]),
        ("A week ago Tuesday they struck.", ["2022-06-21"]),
        ("He lost on Sunday of this year's games.", ["2022-07-03", "2022"]),
        ("He came on 3 June. The day before, they had struck.", ["2022-06-03", "2022-06-02"]),
        ("He came on 3 June. They had struck the night before.", ["2022-06-03", "2022-06-02TNI"]),
        ("He came on 3 June. The next morning they struck.", ["2022-06-03", "2022-06-04TMO"]),
        ("He came on 3 June. The day before the vote, he left.", ["2022-06-03"]),
        ("The next morning they struck.", []),
        ("On the 12th they struck.", ["2022-06-12"]),
        ("They will meet on the 12th.", ["2022-07-12"]),
        ("They met on 3 May and parted on the 12th.", ["2022-05-03", "2022-05-12"]),
        ("They left the day before last Christmas.", ["2021-12-24", "2021-12-25"]),
        ("They left the week before last Sunday.", ["2022-07-03"]),
        ("They met on the 12th floor.", []),
        ("Fire broke out on the 12th, 13th and 14th floors.", []),
        ("They met on the 12th and 13th.", ["2022-06-12"]),
        ("They met on June 3, 5 and 7.", ["2022-06-03/2022-06-07"]),
        ("On June 3, 12 to 15 people died.", ["2022-06-03"]),
    ],
)
def test_days_told_by_another(text: str, value: list[str]) -> None:
    assert values(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Palm Sunday they bombed it.", ["2022-04-10"]),
        ("On Ash Wednesday 2021 they bombed it.", ["2021-02-17"]),
        ("On Whit Monday they bombed it.", ["2022-06-06"]),
        ("They shot him on Bloody Sunday.", [None]),
        ("On Trinity Sunday they bombed it.", [None]),
        ("In Kyoto Sunday they voted on Iraq.", ["2022-07-03"]),
        ("President Bush Sunday resigned.", ["2022-07-03"]),
        ("Theresa May in 2017 called them.", ["2017"]),
        ("The Women's March in 2017 filled the square.", ["2017"]),
        ("In May in 2017 they left.", ["2017-05"]),
        ("April Ryan was arrested.", []),
        ("The singer Ms June Carter was beaten.", []),
        ("In April Ryan was arrested.", ["2022-04"]),
        ("A man in his twenties or thirties and a woman in her late forties died.", []),
        ("It was built in the late seventies.", ["197"]),
    ],
)
def test_names_of_days_and_people_and_ages(text: str, value: list[str | None]) -> None:
    assert values(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met in May, June and July 2019.", ["2019-05", "2019-06", "2019-07"]),
        ("They met in June and July 2019.", ["2019-06", "2019-07"]),
        ("They met in December and January 2020.", ["2019-12", "2020-01"]),
        ("They met on 3 May and 5 June 2019.", ["2019-05-03/2019-06-05"]),
        ("They met on 3 May, on 9 May, and on 5 June.", ["2022-05-03", "2022-05-09", "2022-06-05"]),
        ("They met on 3 April, 5 May and 9 June 2019.", ["2019-04-03", "2019-05-05/2019-06-09"]),
        ("They met on 3, 4 and 5 June 2019.", ["2019-06-03/2019-06-05"]),
        ("They met on June 3, 4, and 5, 2019.", ["2019-06-03/2019-06-05"]),
        ("They met in June and left in July 2019.", ["2022-06", "2019-07"]),
    ],
)
def test_a_list_has_one_year(text: str, value: list[str]) -> None:
    assert values(text) == value
