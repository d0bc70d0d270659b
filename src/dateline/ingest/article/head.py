"""The head of a bare page: headline, standfirst, byline, date, section, captions, tags, by what each line looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.ingest.article.dateline import MONTH, MONTHS
from dateline.ingest.article.lines import FURNITURE, STOP_WORDS, WORD
from dateline.records import Caption

ISO = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
WORDED = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTH})|({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?),?\s+((?:19|20)\d\d)\b"
)
UPDATED = re.compile(r"updat|modif|last chang", re.I)
BYLINE = re.compile(
    r"^(?:By|By:|Written by|Author:?|author_\w+|Reporting by|Report(?:er)?:)\s+(.{3,80})$|^(?:author_\w+)\s+(.{3,80})$",
    re.I,
)
CREDIT = re.compile(
    r"[\[(]\s*(?:Photo(?:graph)?s?(?: by)?|Image|Picture|File(?: photo)?|Credit|Courtesy(?: of)?)\s*[:/–-]?\s*([^()\[\]]{2,80})[\])]\s*$|"
    r"(?:Photo(?:graph)?|Image|Picture|Credit)\s*(?:by|:)\s*([^()\[\]:]{2,60})$|[—–-]\s*([A-Z]{2,6}/[\w .]{2,40})$",
    re.I,
)
TAGS = re.compile(r"^(?:tags?|topics?|keywords?|filed under)\s*:?\s+(.+)$", re.I)
NAME = re.compile(r"[A-Z][\w'’.-]+(?:\s+(?:van|von|de|del|al|el|bin|ben|[A-Z][\w'’.-]+)){1,4}")


@dataclass(frozen=True, slots=True)
class Head:
    title: str | None
    standfirst: str | None
    section: str | None
    site: str | None
    authors: tuple[str, ...]
    published: str | None
    tags: tuple[str, ...]
    captions: tuple[Caption, ...]


def read_head(rows: Sequence[str], start: int, end: int, body: Sequence[str]) -> Head:
    """Search the lines above the body for its head, and all lines outside it for captions and tags."""
    above = list(range(max(0, start - 25), start))
    outside = [*range(start), *range(end, len(rows))]
    captions = _captions([rows[i] for i in outside])
    taken = {i for i in outside if CREDIT.search(rows[i])}
    day_row = next((i for i in above if _day(rows[i]) and not UPDATED.search(rows[i])), None)
    authors = next((a for i in above if (a := _authors(rows[i]))), ())
    taken |= {i for i in above if _authors(rows[i])} | ({day_row} if day_row is not None else set())
    title = _title(rows, [i for i in above if i not in taken], body)
    later = [i for i in above if title is not None and i > title and i not in taken]
    stand = next((i for i in later if _is_sentence(rows[i])), None)
    tags = _tags(rows, [i for i in [*later, *outside] if i != stand and i not in taken], body)
    return Head(
        rows[title] if title is not None else None, rows[stand] if stand is not None else None,
        _section(rows, day_row, title), None, authors, _day(rows[day_row]) if day_row is not None else None, tags, captions,
    )  # fmt: skip


def _title(rows: Sequence[str], above: Sequence[int], body: Sequence[str]) -> int | None:
    """The headline shares the most content words with the body; several words, no full stop."""
    known = {w.lower() for line in body for w in WORD.findall(line)} - STOP_WORDS
    best, best_score = None, 0.0
    for i in above:
        words = [w for w in WORD.findall(rows[i]) if w.lower() not in STOP_WORDS]
        if not 3 <= len(WORD.findall(rows[i])) <= 30 or rows[i].endswith((".", ":")) or FURNITURE.search(rows[i]):
            continue
        if rows[i][:1] in '"“' and rows[i][-1:] in '"”':
            continue
        shared = sum(w.lower() in known or w.lower().rstrip("s") in known for w in words)
        score = shared * (shared / max(1, len(words))) * (0.3 if _looks_like_tags(rows[i]) else 1.0)
        if score > best_score + (0.5 if best is not None else 0.0):
            best, best_score = i, score
    return best


def _looks_like_tags(row: str) -> bool:
    words = WORD.findall(row)
    return len(words) > 3 and not any(w[0].islower() and w.lower() not in ("of", "the", "and", "led") for w in words)


def _is_sentence(row: str) -> bool:
    words = WORD.findall(row)
    return len(words) >= 7 and any(w.lower() in STOP_WORDS for w in words) and not FURNITURE.search(row)


def _authors(row: str) -> tuple[str, ...]:
    m = BYLINE.match(row)
    if not m:
        return ()
    names = re.split(r",\s*|\s+and\s+|\s*[;&|]\s*|\s+in\s+", (m[1] or m[2]).strip())
    return tuple(n for n in names if NAME.fullmatch(n))


def _day(row: str) -> str | None:
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
    """A word or two beside the date, or on a line of their own between date and headline."""
    if day_row is None:
        return None
    rest = re.sub(
        r"\b(?:date|published|posted|on|at|\d{1,2}:\d\d|[AP]M|GMT|UTC)\b|[|:•·,–-]",
        " ",
        ISO.sub(" ", WORDED.sub(" ", rows[day_row])),
        flags=re.I,
    )
    near = [rest] + [rows[i] for i in (day_row - 1, day_row + 1) if title is not None and 0 <= i < title]
    for words in near:
        clean = " ".join(words.split())
        if (
            clean
            and len(clean.split()) <= 3
            and re.fullmatch(r"[A-Z][A-Za-z& ]+", clean)
            and not FURNITURE.search(clean)
        ):
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
    text = "\n".join(body)
    for i in where:
        m = TAGS.match(rows[i])
        if m or (
            _looks_like_tags(rows[i])
            and sum(w in text for w in WORD.findall(rows[i])) >= 3
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
        size = next((n for n in range(min(5, len(words) - i), 1, -1) if " ".join(words[i : i + n]) in text), 1)
        if size == 1 and words[i + 1 : i + 2] in (["of"], ["for"]):
            size = min(3, len(words) - i)  # "Ministry of Fisheries"
        out.append(" ".join(words[i : i + size]))
        i += size
    return tuple(out)
