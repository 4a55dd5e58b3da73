"""Blind: our brief and the article's first three sentences side by side, for readers who do not know which is which.

    python -m benchmarks blind --data press.jsonl tests/articles --out FOLDER     writes the pairs and the key
    python -m benchmarks blind --out FOLDER --choices choices.jsonl               counts what was preferred

Every article gives two pairs, once in each order. A choice is `{"pair": "p07", "better": "A"}`, as shown.
Lead-3 gets the words of whole sentences; ours is headline-free too: its lede and key points.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefs import Article, condense
from briefs.boilerplate import story

SEED = 20
KEY = "key.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--data FILE|FOLDER … --out FOLDER [--count N] [--choices FILE]`."""
    parser.add_argument(
        "--data", type=Path, nargs="*", default=[], help="JSONL with `text`, .txt files, or folders of them"
    )
    parser.add_argument("--out", type=Path, required=True, help="where the pairs and their key are")
    parser.add_argument("--count", type=int, default=20, help="articles, drawn by chance with a fixed seed")
    parser.add_argument("--choices", type=Path, help="what readers preferred, a JSON object a line")


def main(args: argparse.Namespace) -> int:
    """Write the pairs, or count the choices."""
    if args.choices:
        return _count(args.out, args.choices)
    texts = [text for path in args.data for text in _texts(path)]
    chance = random.Random(SEED)
    chosen = texts if len(texts) <= args.count else chance.sample(texts, args.count)
    pairs = [(text, ours_first) for text in chosen for ours_first in (True, False)]
    chance.shuffle(pairs)
    args.out.mkdir(parents=True, exist_ok=True)
    for number, (text, ours_first) in enumerate(pairs, 1):
        (args.out / f"p{number:02}.md").write_text(_page(text, ours_first), encoding="utf-8")
    key = {f"p{number:02}": "A" if ours_first else "B" for number, (_, ours_first) in enumerate(pairs, 1)}
    (args.out / KEY).write_text(json.dumps(key), encoding="utf-8")
    print(f"{len(pairs)} pairs of {len(chosen)} articles in {args.out}; do not show {KEY} to who reads")
    return 0


def _texts(path: Path) -> Iterator[str]:
    if path.is_dir():
        for inner in sorted(path.glob("*.txt")):
            yield inner.read_text(encoding="utf-8")
    elif path.suffix == ".jsonl":
        for record in path.read_text(encoding="utf-8").splitlines():
            yield str(json.loads(record)["text"])
    else:
        yield path.read_text(encoding="utf-8")


def _page(text: str, ours_first: bool) -> str:
    article = Article.from_text(text)
    brief = condense(article)
    ours = [line.text for line in (brief.lede, *brief.key_points)]
    lead = [sentence.text for sentence in story(article)[:3]]
    first, second = (ours, lead) if ours_first else (lead, ours)
    return f"# Brief A\n\n{_lines(first)}\n\n# Brief B\n\n{_lines(second)}\n\n# The article\n\n{text.strip()}\n"


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _count(folder: Path, choices: Path) -> int:
    key = json.loads((folder / KEY).read_text(encoding="utf-8"))
    made = [json.loads(line) for line in choices.read_text(encoding="utf-8").splitlines() if line.strip()]
    for choice in made:
        if choice["pair"] not in key or choice["better"] not in {"A", "B"}:
            raise SystemExit(f"{choice} is no choice: `pair` is one of {folder}, `better` is A or B.")
    ours = sum(choice["better"] == key[choice["pair"]] for choice in made)
    first = sum(choice["better"] == "A" for choice in made)
    share = 100 * ours / max(1, len(made))
    print(f"ours preferred in {ours} of {len(made)} pairs ({share:.0f} %); the one shown first in {first}")
    return 0
