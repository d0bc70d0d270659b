"""The head of a bare page: headline, standfirst, byline, date, section, captions, tags, by what each line looks like."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.ingest.article.dateline import MONTH, MONTHS, read_dateline
from dateline.ingest.article.lines import FURNITURE, STOP_WORDS, WORD
from dateline.records import Caption

ISO = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
WORDED = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTH})|({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?),?\s+((?:19|20)\d\d)\b"
)
LIKE_BEST = 0.3  # share of the best line's value that makes an earlier one the headline, and the best its standfirst
HEAD_LINES = 40  # above the body
LONGEST = 2_000  # characters of a line that may be a headline, a caption or tags
PUBLISHED = re.compile(r"publish|posted", re.I)
DATE_WORDS = re.compile(
    r"\b(?:date|published|posted|on|at|\d{1,2}:\d\d|[AP]M|GMT|UTC|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|^\W*by .*|[|:•·,–-]", re.I
)
TRAIL = re.compile(r"\s+[>/»›]\s+")
SECTION = re.compile(r"[A-Z][\w& ]+")
NO_SECTION = re.compile(r"(?:home|latest|breaking|updated?|share|save|more|live)\b", re.I)
UPDATED = re.compile(r"updat|modif|last chang", re.I)
BYLINE = re.compile(
    r"^(?:By|By:|Written by|Author:?|author_\w+|Reporting by|Report(?:er)?:)\s+(.{3,80})$",
    re.I,
)
CREDIT = re.compile(
    r"[\[(]\s*(?:Photo(?:graph)?s?(?: by)?|Image|Picture|File(?: photo)?|Credit|Courtesy(?: of)?)\s*[:/–-]?\s*([^()\[\]]{2,80})[\])]\s*$|"
    r"(?:Photo(?:graph)?|Image|Picture|Credit)\s*(?:by|:)\s*([^()\[\]:]{2,60})$|[—–-]\s*((?-i:[A-Z]{2,6})/[\w .]{2,40})$",
    re.I,
)
TAGS = re.compile(r"^(?:tags?|topics?|keywords?|filed under|in this (?:article|story))\s*:?\s+(.+)$", re.I)
NAME = re.compile(r"[A-Z][\w'’.-]+(?:\s+(?:van|von|de|del|al|el|bin|ben|[A-Z][\w'’.-]+)){1,4}")


@dataclass(frozen=True, slots=True)
class Head:
    title: str | None
    standfirst: str | None
    section: str | None
    authors: tuple[str, ...]
    published: str | None
    tags: tuple[str, ...]
    captions: tuple[Caption, ...]


def read_head(rows: Sequence[str], start: int, end: int, body: Sequence[str]) -> Head:
    """Search the lines above the body for its head, and all lines outside it for captions and tags."""
    outside = [i for i in (*range(start), *range(end, len(rows))) if len(rows[i]) <= LONGEST]
    above = [i for i in outside if start - HEAD_LINES <= i < start]
    captions = _captions([rows[i] for i in outside])
    taken = {i for i in outside if CREDIT.search(rows[i])}
    days = [i for i in above if i not in taken and day_in(rows[i]) and len(WORD.findall(rows[i])) <= 12]
    taken |= {i for i in above if _authors(rows[i])} | set(days)
    title = _title(rows, [i for i in above if i not in taken], body)
    day_row = _day_row(rows, days, title)
    authors = next((a for i in above if (a := _authors(rows[i]))), ()) or _named_beside(rows, day_row, title)
    later = [i for i in above if title is not None and i > title and i not in taken]
    stand = next((i for i in later if _is_sentence(rows[i], least=5 if i - 1 == title else 7)), None)
    tags = _tags(rows, [i for i in [*later, *outside] if i != stand and i not in taken], body)
    return Head(
        rows[title] if title is not None else None, rows[stand] if stand is not None else None,
        _section(rows, day_row, title), authors, day_in(rows[day_row]) if day_row is not None else None, tags, captions,
    )  # fmt: skip


def _title(rows: Sequence[str], above: Sequence[int], body: Sequence[str]) -> int | None:
    """The headline shares content words with the body; several words, no full stop; it stands before its standfirst."""
    opening = read_dateline(body[0]) if body else None
    told = [body[0][opening.end :] if opening else body[0], *body[1:]] if body else []
    known = {_stem(w) for line in told for w in WORD.findall(line) if w.lower() not in STOP_WORDS}
    values = {i: value for i in above if (value := _headline(rows[i], known)) > 0}
    if not values:
        return None
    best = max(values, key=lambda i: values[i])
    return next(i for i in values if i == best or (best - 6 <= i < best and values[i] >= LIKE_BEST * values[best]))


def _headline(row: str, known: Collection[str]) -> float:
    """How well a line would do as the headline of a body with these words; 0 where it cannot be one."""
    words = [w for w in WORD.findall(row) if w.lower() not in STOP_WORDS]
    unfit = row.endswith((".", ":")) or "://" in row or FURNITURE.search(row) or (row[:1] in '"“' and row[-1:] in '"”')
    if unfit or not 3 <= len(WORD.findall(row)) <= 30:
        return 0.0
    shared = sum(_stem(w) in known for w in words)
    return float(shared * (shared / max(1, len(words))) ** 0.5) * (0.3 if _looks_like_tags(row) else 1.0)


def _stem(word: str) -> str:
    return word.lower()[:5]  # "exchange" and "exchanged" are one word here


def _day_row(rows: Sequence[str], days: Sequence[int], title: int | None) -> int | None:
    """The line with the day of publication: one that says so, else the nearest to the headline; never one that tells an update."""
    fit = [i for i in days if not UPDATED.search(rows[i]) or PUBLISHED.search(rows[i])]
    ranked = sorted(fit, key=lambda i: (not PUBLISHED.search(rows[i]), abs(i - title) if title is not None else i))
    return ranked[0] if ranked else None


def _named_beside(rows: Sequence[str], day_row: int | None, title: int | None) -> tuple[str, ...]:
    """A person's name alone, or with a town, on the line before or after the date, below the headline."""
    if day_row is None or title is None:
        return ()
    for i in (day_row - 1, day_row + 1):
        if title < i < len(rows) and (m := NAME.match(rows[i])) and re.fullmatch(r"(?:,\s+[A-Z]\w+)?", rows[i][m.end() :]):
            return (m[0],)
    return ()


def _looks_like_tags(row: str) -> bool:
    words = WORD.findall(row)
    return len(words) > 3 and not any(w[0].islower() and w.lower() not in ("of", "the", "and", "led") for w in words)


def _is_sentence(row: str, least: int) -> bool:
    words = WORD.findall(row)
    return len(words) >= least and any(w.lower() in STOP_WORDS for w in words) and not FURNITURE.search(row)


def _authors(row: str) -> tuple[str, ...]:
    m = BYLINE.match(row)
    if not m:
        return ()
    names = re.split(r",\s*|\s+and\s+|\s*[;&|]\s*|\s+in\s+", m[1].strip())
    return tuple(n for n in names if NAME.fullmatch(n))


def day_in(row: str) -> str | None:
    """The first day that a line names with its year, in ISO form."""
    try:
        if m := ISO.search(row):
            return date(int(m[1]), int(m[2]), int(m[3])).isoformat()
        if (m := WORDED.search(row)) and len(row) < 120:
            month = MONTHS[(m[2] or m[3])[:3].lower()]
            return date(int(m[5]), month, int(m[1] or m[4])).isoformat()
    except ValueError:
        pass
    return None


def _section(rows: Sequence[str], day_row: int | None, title: int | None) -> str | None:
    """A word or two beside the date, on the line above the headline or between it and the date, or last in a trail ("Home > World")."""
    near = [DATE_WORDS.sub(" ", ISO.sub(" ", WORDED.sub(" ", rows[day_row])))] if day_row is not None else []
    if title is not None:
        near += [rows[i] for i in (title - 1, title - 2) if i >= 0]
        near += [rows[i] for i in (day_row - 1, day_row + 1) if 0 <= i < title] if day_row is not None else []
        near += [rows[i] for i in range(max(0, title - 6), title) if TRAIL.search(rows[i])]
    for words in near:
        last = TRAIL.split(words)[-1] if TRAIL.search(words) else words
        clean = " ".join(last.split())
        if 0 < len(clean.split()) <= 3 and SECTION.fullmatch(clean) and not FURNITURE.search(clean) and not NO_SECTION.match(clean):
            return clean
    return None


def _captions(rows: Sequence[str]) -> tuple[Caption, ...]:
    """Lines that end in a credit, each once."""
    out: dict[str, Caption] = {}
    for row in rows:
        m = CREDIT.search(row)
        if m and len(WORD.findall(row)) >= 4:
            out.setdefault(row, Caption(row, (m[1] or m[2] or m[3]).strip()))
    return tuple(out.values())


def _tags(rows: Sequence[str], where: Sequence[int], body: Sequence[str]) -> tuple[str, ...]:
    """A line that calls itself tags, or one of capitalised names alone; without separators it is cut by names the body uses."""
    text = "\n".join(body).lower()
    for i in where:
        m = TAGS.match(rows[i])
        if m or (
            _looks_like_tags(rows[i])
            and sum(w.lower() in text for w in WORD.findall(rows[i])) >= 3
            and not FURNITURE.search(rows[i])
        ):
            line = m[1] if m else rows[i]
            parts = re.split(r"\s*[,;|#•·]\s*", line)
            return tuple(p for p in parts if p) if len(parts) > 1 else _cut(line, text)
    return ()


def _cut(line: str, text: str) -> tuple[str, ...]:
    """Names without separators: the longest run of words that stands together in the body is one tag, else the single word."""
    words, out, i = line.split(), list[str](), 0
    while i < len(words):
        size = next((n for n in range(min(5, len(words) - i), 1, -1) if " ".join(words[i : i + n]).lower() in text), 1)
        if size == 1 and words[i + 1 : i + 2] in (["of"], ["for"]):
            size = min(3, len(words) - i)  # "Ministry of Fisheries"
        out.append(" ".join(words[i : i + size]))
        i += size
    return tuple(out)
