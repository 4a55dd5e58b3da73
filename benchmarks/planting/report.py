"""Report: for each kind of planted line, how many the check found, and how many it named rightly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from benchmarks.planting.lines import plant
from briefs import check


def report(texts: Sequence[str], seed: int, missed: int = 0, half: str = "") -> None:
    """Plant lines in the articles and print a row for each kind; then some of what went wrong."""
    made, found, named = Counter[str](), Counter[str](), Counter[str]()
    shown: defaultdict[str, list[str]] = defaultdict(list)
    errors: set[str] = set()
    for line in plant(texts, seed, half):
        problems = check(line.text, line.article)
        made[line.done] += 1
        found[line.done] += bool(problems)
        named[line.done] += any(p.kind in line.kinds for p in problems)
        errors |= {line.done} if line.kinds else set()
        if bool(problems) != bool(line.kinds):
            shown[line.done].append(f"{line.text}\n      {[(p.kind, p.message) for p in problems]}")
    print(f"{half or 'all'} of {len(texts)} articles")
    print(f"{'':34s} lines  alarmed  rightly named")
    for done in made:
        right = f"{named[done] / made[done]:8.1%}" if done in errors else ""
        print(f"{done:34s} {made[done]:5d} {found[done] / made[done]:8.1%} {right}")
    true = [done for done in made if done not in errors and done != "untouched"]
    total = sum(made[done] for done in true) or 1
    print(f"{'faithful in all':34s} {total:5d} {sum(found[done] for done in true) / total:8.1%}")
    for done, lines in shown.items():
        for text in lines[:missed]:
            print(f"- {done}: {text}")
