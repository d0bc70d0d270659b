"""Who is who in a brief: the posts that the archive's articles give those who took part, with the sentence that names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.resolve.countries import name_of
from dateline.store.archive import Archive
from dateline.use.brief.cite import Cites

Row = dict[str, Any]
MOST = 12  # actors
# A post without its body is no other one where the same article names the body too.
# For each post of an actor the first article that gives it, and the sentence in which the actor is first named there.
POSTS_STEP = """
    with named as (
      select c.actor, unnest(c.roles) as r, a.key as article, a.id as article_id, a.title, a.source, a.site, a.published, c.mentions[1] as m
      from cast_list c join articles a on a.key = c.article where a.live and c.actor in (select unnest(?::bigint[]))),
      told as (select * from named
        qualify r.organisation is not null or max(r.organisation) over (partition by actor, article, r.title) is null)
    select t.actor, t.r.title as post, t.r.organisation as body, t.article_id, t.title, t.source, t.site, t.published,
      s.n as sentence, substr(x.text, s."start" + 1, s."end" - s."start") as words
    from told t join mentions n on n.article = t.article and n.n = t.m
    join sentences s on s.article = t.article and s."start" <= n."start" and n."start" < s."end"
    join articles a on a.key = t.article join texts x on x.key = a.text
    qualify row_number() over (partition by t.actor, t.r.title, t.r.organisation order by t.published nulls last, t.article) = 1
    order by t.actor, t.published nulls last, post
"""


@dataclass(frozen=True, slots=True)
class Post:
    text: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """`events` is in how many of the brief's events the actor took part; `cites` are sentences that tell of one of them."""

    key: int
    name: str
    codes: str
    events: int
    posts: tuple[Post, ...]
    cites: tuple[int, ...]


def cast(archive: Archive, stories: Sequence[Row], cites: Cites) -> list[Person]:
    """Those who took part most often."""
    seen: Counter[int] = Counter()
    first: dict[int, tuple[Row, Row]] = {}
    for story in stories:
        for part in {p["actor"]: p for p in story["parts"]}.values():
            seen[part["actor"]] += 1
            first.setdefault(part["actor"], (part, story))
    keys = [k for k, _ in seen.most_common(MOST)]
    posts = archive.rows(POSTS_STEP, [keys])
    return [
        Person(
            k, part["name"], _codes(part), seen[k],
            tuple(Post(_post(p), cites.of([p])) for p in posts if p["actor"] == k), cites.of(story["told"][:1]),
        )
        for k, (part, story) in ((k, first[k]) for k in keys)
    ]  # fmt: skip


def _codes(part: Row) -> str:
    country = name_of(part["country"]) or part["country"] if part["country"] else None
    return ", ".join(c for c in (country, part["sector"]) if c)


def _post(row: Row) -> str:
    return f"{row['post']}, {row['body']}" if row["body"] else str(row["post"])
