"""What words say of contexts: `python -m training.contexts [--name accurate] [--write]` fits read/contexts.py on the annotated articles.

Shows the F1 of the held-out articles at several limits; `--write` puts contexts.npz beside the reader's weights. Some minutes, most
of them the network on the held-out articles.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from dateline.ingest.article import to_article
from dateline.read.contexts import LEAD, ContextWords, contexts_of, stems
from dateline.read.labels import CONTEXTS
from dateline.read.reader import Reader
from dateline.read.session import WEIGHTS
from dateline.settings import MODELS
from evals.coded import page_of
from training.card import sign
from training.data import annotated, split
from training.examples import Example

FEWEST = {"everywhere": 8, "leading": 6}  # articles that a stem must stand in
MOST = 1500  # articles, of 2,760: what stands in more says nothing
STRETCH = 10.0  # of a text's weights, so that the penalty leaves room
RIDGE = 1e-3
# A context of fewer than RARE of the articles learns caution from being rare, and counts from a lower limit. Held-out articles, common and
# rare limits: 0.3 and 0.2 F1 0.807, 0.3 and 0.15 0.810, 0.25 and 0.15 0.812, the best; the 60 marked articles decided among those.
RARE = 0.05
LIMIT = {"common": 0.3, "rare": 0.2}


def vocabulary(texts: Sequence[str], fewest: int) -> dict[str, int]:
    """Stems and how many texts hold each."""
    held = Counter(w for text in texts for w in set(stems(text)))
    return {w: n for w, n in sorted(held.items()) if fewest <= n <= MOST}


def fitted(taught: Sequence[Example]) -> ContextWords:
    """The words of articles whose contexts are annotated."""
    texts, leads = [e.text for e in taught], [e.text[:LEAD] for e in taught]
    parts = vocabulary(texts, FEWEST["everywhere"]), vocabulary(leads, FEWEST["leading"])
    everywhere, leading = ({w: k + len(parts[0]) * later for k, w in enumerate(part)} for later, part in enumerate(parts))
    rarity = np.log(len(taught) / np.array([n for part in parts for n in part.values()], dtype=np.float32))
    gold = np.array([[c in (e.contexts or ()) for c in CONTEXTS] for e in taught], dtype=np.float32)
    limit = np.where(gold.mean(axis=0) > RARE, LIMIT["common"], LIMIT["rare"]).astype(np.float32)
    nothing = np.zeros((len(rarity), len(CONTEXTS)), dtype=np.float32)
    words = ContextWords(everywhere, leading, rarity, nothing, np.zeros(len(CONTEXTS), dtype=np.float32), limit)
    weight, bias = _logistic(np.stack([STRETCH * row(text, words) for text in texts]), gold)
    return replace(words, weight=(STRETCH * weight).astype(np.float16).astype(np.float32), bias=bias)


def nothing() -> ContextWords:
    """Words that say nothing: what an exported reader has until it is taught some."""
    none, even = np.zeros(len(CONTEXTS), dtype=np.float32), np.full(len(CONTEXTS), LIMIT["common"], dtype=np.float32)
    return ContextWords({}, {}, np.zeros(0, dtype=np.float32), np.zeros((0, len(CONTEXTS)), dtype=np.float32), none, even)


def row(text: str, words: ContextWords) -> NDArray[np.float32]:
    """(V,) the weights of a text's stems."""
    out = np.zeros(len(words.rarity), dtype=np.float32)
    for rows, values in words.rows(text):
        out[rows] = values
    return out


def _logistic(x: NDArray[np.float32], gold: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights (V, K) and bias (K,) of a logistic curve a context, with a ridge penalty."""
    rows, told = torch.from_numpy(x), torch.from_numpy(gold)
    weight = torch.zeros(x.shape[1], gold.shape[1], requires_grad=True)
    bias = torch.full((gold.shape[1],), -3.0, requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=60, history_size=10, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        each = F.binary_cross_entropy_with_logits(rows @ weight + bias, told, reduction="sum") / len(rows)
        out = each + RIDGE * (weight**2).sum()
        out.backward()
        return out

    optimizer.step(loss)
    return weight.detach().numpy(), bias.detach().numpy()


def shown(reader: Reader, words: ContextWords, held: Sequence[Example]) -> Iterator[str]:
    """F1 of held-out articles by the limits of common and rare contexts."""
    articles = [to_article(page_of({"id": e.id, "text": e.text})) for e in held]
    parts = reader.scored(articles)
    for common, rare in itertools.product((0.25, 0.3, 0.35), (0.1, 0.15, 0.2, 0.3)):
        limit = np.where(words.limit == np.float32(LIMIT["common"]), common, rare).astype(np.float32)
        at = replace(words, limit=limit)
        right = told = 0
        for e, article, scored in zip(held, articles, parts, strict=True):
            found = {c.name for c in contexts_of(article.text, scored, at)}
            right, told = right + len(found & set(e.contexts or ())), told + len(found) + len(e.contexts or ())
        yield f"common from {common}, rare from {rare}: F1 {2 * right / told:.4f}"


def write(words: ContextWords, path: Path) -> None:
    named: list[Mapping[str, int]] = [words.everywhere, words.leading]
    listed = "\n".join(w for part in named for w in part).encode()
    np.savez_compressed(
        path, words=np.frombuffer(listed, dtype=np.uint8), leading=np.array(len(words.everywhere)), bias=words.bias, limit=words.limit,
        rarity=words.rarity.astype(np.float16), weight=words.weight.astype(np.float16),
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--name", default=MODELS[0], choices=MODELS, help="which reader's")
    parser.add_argument("--write", action="store_true", help="put contexts.npz beside the weights")
    args = parser.parse_args()
    taught, held = split(e for e in annotated(args.shared) if e.contexts is not None)
    words = fitted(taught)
    print(f"{len(taught)} articles, {len(words.everywhere)} stems, {len(words.leading)} of beginnings", flush=True)
    if args.write:
        write(words, WEIGHTS / args.name / "contexts.npz")
        sign(WEIGHTS / args.name, "contexts.npz")
    for line in shown(Reader(args.name), words, held):
        print(line)


if __name__ == "__main__":
    main()
