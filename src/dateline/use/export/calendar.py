"""Planned events -> iCalendar (RFC 5545): whole-day entries for what is announced, with its source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, TextIO

from dateline.use.export.story_plover import leading

Story = dict[str, Any]
LONGEST = timedelta(31)  # a date such as "next year" is no entry of a calendar


def write(stories: Iterable[Story], out: TextIO) -> int:
    """Events of the mood "future" whose date is a month at most; how many others were left out."""
    left = 0
    _lines(out, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Dateline//EN", "CALSCALE:GREGORIAN")
    for story in stories:
        if story["mood"] != "future" or not story["day"] or story["until"] - story["day"] > LONGEST:
            left += 1
            continue
        _lines(out, *_entry(story))
    _lines(out, "END:VCALENDAR")
    return left


def _entry(story: Story) -> list[str]:
    """DTSTAMP, when it was last revised, is the day of the latest report: the same archive gives the same file."""
    lead = leading(story)
    names = ", ".join([*story["actors"], *story["recipients"]])
    told = f"{story['sentence']}\n\n{lead.get('title') or ''}\n{lead.get('source') or ''}"
    source = lead.get("source") or ""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{lead.get('id') or story['id']}@dateline",
        f"DTSTAMP:{max((r['published'] for r in story['told'] if r['published']), default=story['day']):%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{story['day']:%Y%m%d}",
        f"DTEND;VALUE=DATE:{story['until'] + timedelta(1):%Y%m%d}",
        "SUMMARY:" + _escaped(story["type"] + ": " + names),
        "DESCRIPTION:" + _escaped(told),
        "STATUS:TENTATIVE",
    ]
    if story["place"]:
        lines.append(f"LOCATION:{_escaped(story['place'])}")
    if story["lat"] is not None:
        lines.append(f"GEO:{story['lat']};{story['lon']}")
    if "://" in source:
        lines.append(f"URL:{source}")
    return [*lines, "END:VEVENT"]


def _escaped(text: str) -> str:
    for old, new in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(old, new)
    return text


def _lines(out: TextIO, *lines: str) -> None:
    """Content lines, folded so that none is longer than 75 octets, as the format demands."""
    for line in lines:
        part = ""
        for char in line:
            if len((part + char).encode("utf-8", "replace")) > 74:
                out.write(part + "\r\n")
                part = " "
            part += char
        out.write(part + "\r\n")
