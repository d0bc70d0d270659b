"""Every figure that the project claims, in the order of the flow.

To add one: write `def run(shared: Path) -> Result` in a file of its family, name it here with its data and figures, and pin it with
`python -m evals --only NAME --raise`.
"""

from __future__ import annotations

from evals import calibration, dates, details, entities, events, pages, places, quiet, ties, times, who
from evals.coded import UNLABELLED
from evals.figure import Figure, Measure

PAGES = ("corpora/pages/ground-truth.json", "corpora/pages/html")
TABLE: tuple[Measure, ...] = (
    Measure(pages.html, PAGES, (
        Figure("pages.html", "article text from HTML, 4-gram F1", "0.958 trafilatura, 0.970 best", 0.975),
    )),
    Measure(pages.bare, (*PAGES, "bench/dump_text.py"), (
        Figure("pages.bare", "article text from a page saved as text, 4-gram F1", "nobody does it; untouched text 0.68", 0.92),
    )),
    Measure(entities.re3d, ("corpora/mentions/re3d.jsonl",), (
        Figure("entities.re3d", "entities in defence text, exact F1, 17 documents kept from training", "0.695", 0.78),
    )),
    Measure(ties.articles, (UNLABELLED,), (
        Figure("ties.same", "mentions of the same actor, each with an earlier one, F1 on 23 articles that no network learnt from"),
        Figure("ties.title_of", "titles and who bears them, F1, there"),
        Figure("ties.member_of", "who belongs to which body, F1, there"),
        Figure("ties.based_in", "who belongs to which place, F1, there"),
    ), ("ties.jsonl",)),
    Measure(times.timebank, ("corpora/times/timebank.jsonl",), (
        Figure("times.value", "time expressions, value F1 (TimeBank)", "0.776 HeidelTime, 0.82 UWTime", 0.85),
        Figure("times.detect", "time expressions found, F1 (TimeBank)"),
    )),
    Measure(dates.gold_triggers, ("corpora/events/train.json",), (
        Figure("dates.right", "date of an event whose trigger is given, by the reader's hints", "", 0.80),
        Figure("dates.null", "no date where the annotation has none", "", 0.80),
        Figure("dates.unseen.right", "the same of 48 articles that no network learnt from", "", 0.80),
        Figure("dates.unseen.null", "no date where the annotation has none, there", "", 0.80),
    )),
    Measure(dates.without_hints, ("corpora/events/train.json",), (
        Figure("dates.unhinted.right", "date of an event whose trigger is given, by the text alone"),
        Figure("dates.unhinted.null", "no date where the annotation has none, by the text alone"),
    )),
    Measure(dates.dev, ("gold/dev.json",), (
        Figure("dates.dev.right", "date of an event whose trigger is given, development articles", "two careful coders 0.722", 0.65),
        Figure("dates.dev.null", "no date where the annotation has none, there", "two careful coders 0.973", 0.80),
    ), ("dates_dev.tsv",)),
    Measure(places.lgl, ("corpora/places/lgl_even.jsonl",), (
        Figure("places.lgl", "places found and put within 161 km, F1 (LGL)", "accuracy with the names given 0.827", 0.80),
    )),
    Measure(places.geovirus, ("corpora/places/geovirus_even.jsonl",), (
        Figure("places.geovirus", "the same (GeoVirus)", "accuracy with the names given 0.837", 0.88),
    )),
    Measure(who.coreference, ("corpora/mentions/gum.jsonl",), (
        Figure("who.coref", "same actor by the rules alone, CoNLL F1, mentions given (GUM news, interview, speech, court)", "", 0.78),
        Figure("who.coref_seen", "the same with descriptions among the mentions, unscored", "", 0.85),
        Figure("who.coref_dev", "same actor, with the reader's ties, in the articles of the development set", "", 0.78),
        Figure("who.coref_seen_dev", "the same with descriptions among the mentions, unscored", "", 0.85),
    )),
    Measure(who.codes, ("corpora/events/train.json", "gold/dev.json"), (
        Figure("who.country_train", "country of an annotated participant, training articles", "", 0.88),
        Figure("who.sector_train", "sector of an annotated participant, training articles", "", 0.78),
        Figure("who.country_dev", "country of an annotated participant, development articles", "", 0.88),
        Figure("who.sector_dev", "sector of an annotated participant, development articles", "", 0.78),
    )),
    Measure(events.dev, ("gold/dev.json",), (
        Figure("events.detect", "events of the right type in the right sentence, F1"),
        Figure("events.tuple", "who did what to whom, F1", "none published", 0.70),
        Figure("events.precision", "who did what to whom, precision", "GDELT 0.235 of rows true", 0.90),
        Figure("events.detect_precision", "events of the right type in the right sentence, precision", "", 0.90, 0.75),
        Figure("events.strict", "every participant right, F1"),
        Figure("events.date", "date of a matched event", "", 0.65),
        Figure("events.no_date", "no date where the annotation has none"),
        Figure("events.place", "place of a matched event"),
        Figure("events.country", "country of a matched participant"),
        Figure("events.sector", "sector of a matched participant"),
        Figure("events.modes", "modes of a matched event, overlap"),
        Figure("events.aux", "aux flags of a matched event, exact"),
    )),
    Measure(calibration.dev, ("gold/dev.json",), (
        Figure("calibration.ece", "expected error of an event's confidence, 10 bins", "", 0.04, 0.08, falling=True),
        Figure("calibration.precision", "the same precision of the surest events that find 0.4 of all", "", 0.90, 0.75),
    )),
    Measure(quiet.articles, (UNLABELLED,), (
        Figure("quiet.false_events", "events coded per article that holds none", "", 0.05, 0.15, falling=True),
    ), ("quiet.txt",)),
    Measure(details.articles, (UNLABELLED,), (
        Figure("details.counts", "killed and injured of an event, F1"),
        Figure("details.titles", "ranks, offices and posts of persons, F1"),
        Figure("details.contexts", "contexts of an article, F1", "two annotators 0.94", 0.90, 0.75),
    ), ("details.jsonl",)),
    Measure(details.topics, (UNLABELLED,), (
        Figure("details.topics", "the same of 284 articles that nobody chose, F1", "", 0.90, 0.75),
    ), ("contexts.tsv",)),
    Measure(events.train, ("corpora/events/train.json",), (
        Figure("events.train_date", "date of a matched event in the training articles", "", 0.65),
    )),
)  # fmt: skip
