"""Bytes -> str: what the page declares, then what its bytes look like."""

from __future__ import annotations

import codecs
import re

import ftfy
from charset_normalizer import from_bytes

from dateline.errors import BadInput

DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
WIDE = re.compile(r"utf[-_]?(?:16|32)")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
SAMPLE = 200_000  # bytes that detection looks at; more makes it slow and no better


def decoded(body: bytes | str, source: str) -> str:
    """Text of a page with mojibake mended and control characters taken out. Raises BadInput on what is no text."""
    text = body if isinstance(body, str) else _decode(body, source)
    text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise BadInput(source, "is empty")
    if re.search("[\x80-\xff]", text):
        text = ftfy.fix_encoding(text)
    return text


def _codec(name: str) -> str:
    """What a declaration means, by HTML: Latin-1 is cp1252, and what can be read as single bytes is no UTF-16, whatever it says."""
    if name in ("iso-8859-1", "latin-1", "latin1"):
        return "cp1252"
    return "utf-8" if WIDE.match(name) else name


def _decode(raw: bytes, source: str) -> str:
    for mark, name in BOMS:
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    declared = DECLARED.search(raw[:4096])
    for name in ((declared[1].decode("ascii", "replace"),) if declared else ()) + ("utf-8",):
        try:
            return raw.decode(_codec(name.lower()))
        except (ValueError, LookupError):  # "undefined" and "idna" are codecs that raise others
            continue
    best = from_bytes(raw[:SAMPLE]).best()
    if best is None:
        raise BadInput(source, "is not text in any encoding we know")
    return raw.decode(best.encoding, "replace")
