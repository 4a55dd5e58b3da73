"""Blind: our brief and the article's first three sentences side by side, for readers who do not know which is which.

    python -m benchmarks blind --data press.jsonl tests/articles --out FOLDER     writes the pairs and the key
    python -m benchmarks blind --out FOLDER --choices choices.jsonl               counts what was preferred

Two readers get a folder each, `FOLDER/a` and `FOLDER/b`, with every article once: what one of them sees first the
other sees second. A choice is `{"pair": "a07", "better": "A"}`, as shown; what else a choice holds is not read.
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
READERS = ("a", "b")


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
    first = {*chance.sample(range(len(chosen)), len(chosen) // 2)}
    key: dict[str, str] = {}
    for reader in READERS:
        key |= _write(args.out / reader, reader, chosen, first, chance)
        first = {*range(len(chosen))} - first
    (args.out / KEY).write_text(json.dumps(key), encoding="utf-8")
    print(f"{len(key)} pairs of {len(chosen)} articles in {args.out}; do not show {KEY} to who reads")
    return 0


def _write(
    folder: Path, reader: str, texts: Sequence[str], ours_first: set[int], chance: random.Random
) -> dict[str, str]:
    """One reader's pages in an order of their own; `ours_first` are the articles that show our brief as A."""
    folder.mkdir(parents=True, exist_ok=True)
    key: dict[str, str] = {}
    for number, at in enumerate(chance.sample(range(len(texts)), len(texts)), 1):
        name = f"{reader}{number:02}"
        (folder / f"{name}.md").write_text(_page(texts[at], at in ours_first), encoding="utf-8")
        key[name] = "A" if at in ours_first else "B"
    return key


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
    for reader in READERS:
        _report(f"reader {reader}", [choice for choice in made if choice["pair"].startswith(reader)], key)
    _report("both", made, key)
    return 0


def _report(who: str, made: Sequence[dict[str, str]], key: dict[str, str]) -> None:
    ours = sum(choice["better"] == key[choice["pair"]] for choice in made)
    first = sum(choice["better"] == "A" for choice in made)
    share = 100 * ours / max(1, len(made))
    print(f"{who}: ours preferred in {ours} of {len(made)} pairs ({share:.0f} %); the one shown first in {first}")
