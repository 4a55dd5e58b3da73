"""Paraphrases: how many questions are known again in other words, and how many are taken for another's.

`python -m benchmarks.paraphrases [--data ../shared/eval/answers.dev.jsonl …]` prints one table. Each file of questions
adds every pair of different questions about one text, of which next to none ask the same; those matched are printed.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path

from briefs.meaning import embed, has_meaning
from briefs.paraphrase import Near, names_in, same_question
from tests.briefs.paraphrase_pairs import (
    DIFFERENT_FRESH,
    DIFFERENT_HELD,
    DIFFERENT_LEARNT,
    SAME_FRESH,
    SAME_HELD,
    SAME_LEARNT,
    Pairs,
)

Matcher = Callable[[str, str, frozenset[str]], bool]


class Vectors:
    """Vectors of texts, each made once."""

    def __init__(self) -> None:
        self._known: dict[str, Sequence[float]] = {}

    def near(self, one: str, other: str) -> float:
        return sum(x * y for x, y in zip(self._vector(one), self._vector(other), strict=True))

    def _vector(self, text: str) -> Sequence[float]:
        if text not in self._known:
            rows = embed([text], asks=True)
            assert rows is not None
            self._known[text] = [float(x) for x in rows[0]]
        return self._known[text]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, action="append", default=[], help="questions with their text, JSON lines")
    args = parser.parse_args()
    different = (*DIFFERENT_LEARNT, *DIFFERENT_HELD, *DIFFERENT_FRESH)
    print(f"{'':30}{'same: learnt':>14}{'held':>8}{'fresh':>8}{'different taken for same':>28}")
    for name, matcher in matchers():
        same = "".join(f"{recall(pairs, matcher):>8.2f}" for pairs in (SAME_HELD, SAME_FRESH))
        wrong = sum(matcher(one, other, frozenset()) for one, other in different)
        print(f"{name:30}{recall(SAME_LEARNT, matcher):>14.2f}{same}{f'{wrong} of {len(different)}':>28}")
    for path in args.data:
        report(path, matchers()[-1][1])


def matchers() -> list[tuple[str, Matcher]]:
    found: list[tuple[str, Matcher]] = [("words alone", lambda a, b, names: same_question(a, b, names) > 0)]
    if not has_meaning():
        return found
    near: Near = Vectors().near
    for least in (0.95, 0.97, 0.98):
        found.insert(0, (f"cosine ≥ {least}", lambda a, b, names, least=least: near(a, b) >= least))  # type: ignore[misc]
    return [*found, ("words, then meaning (ours)", lambda a, b, names: same_question(a, b, names, near) > 0)]


def recall(pairs: Pairs, matcher: Matcher) -> float:
    return sum(matcher(one, other, frozenset()) for one, other in pairs) / len(pairs)


def report(path: Path, matcher: Matcher) -> None:
    """Pairs of different questions about one text; what matches is printed to be judged by eye."""
    count, matched = 0, []
    for text, questions in asked_of(path.read_text("utf-8").splitlines()):
        names = names_in(text)
        for one, other in combinations(sorted(questions), 2):
            count += 1
            if matcher(one, other, names):
                matched.append((one, other))
    print(f"{path.name}: {len(matched)} of {count:,} pairs of questions about one text taken for the same")
    for one, other in matched:
        print(f"  {one} | {other}")


def asked_of(lines: Iterable[str]) -> Iterable[tuple[str, set[str]]]:
    texts: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        row = json.loads(line)
        texts[row.get("context") or row.get("text") or ""].add(row["question"])
    return texts.items()


if __name__ == "__main__":
    main()
