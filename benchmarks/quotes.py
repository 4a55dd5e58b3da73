"""Quotes: predictions for the quotation scorer, one JSON object a line, and how well each sieve does."""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefs.article import Article
from briefs.model import Quote, QuoteKind
from briefs.people import find_people
from briefs.quotes import find_quotes

FEWEST = 5
"""Words of a segment that counts."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--data FILE --out PRED.jsonl [--reading best|published] [--sieves]`."""
    parser.add_argument("--data", type=Path, required=True, help="JSONL of articles with `id` and `text`")
    parser.add_argument("--out", type=Path, required=True, help="where the predictions go")
    parser.add_argument("--reading", choices=("best", "published"), default="best")
    parser.add_argument(
        "--sieves",
        action="store_true",
        help="also print each sieve's precision (needs score_quotes.py beside the data)",
    )


def main(args: argparse.Namespace) -> int:
    """Write one line an article: `{"id", "quotes": [{"text", "speaker"}], "seconds"}`."""
    records = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    with args.out.open("w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(predict(record["id"], record["text"], args.reading), ensure_ascii=False) + "\n")
    if args.sieves:
        print_sieves(records, scorer_beside(args.data))
    return 0


def predict(name: str, text: str, reading: str) -> dict[str, object]:
    """One article's line; every part of a split quotation is a segment of its own."""
    started = time.process_time()
    article = Article.from_text(text)
    quotes = find_quotes(article, find_people(article))
    seconds = time.process_time() - started
    segments = [
        {"text": part, "speaker": speaker_of(quote, reading), "how": quote.how}
        for quote in quotes
        if quote.kind is not QuoteKind.SCARE
        for part in quote.parts
    ]
    return {"id": name, "quotes": segments, "seconds": seconds}


def speaker_of(quote: Quote, reading: str) -> str | None:
    """The first speaker; in the best reading a guess where none is sure."""
    if quote.speakers:
        return quote.speakers[0]
    return quote.candidates[0] if reading == "best" and quote.candidates else None


Judge = Callable[[str | None, str, str | None], tuple[bool, bool]]


def scorer_beside(data: Path) -> Judge:
    """The scorer's own judgement of a speaker: (surname right, full name right)."""
    spec = importlib.util.spec_from_file_location("score_quotes", data.with_name("score_quotes.py"))
    if spec is None or spec.loader is None:
        raise SystemExit(f"There is no score_quotes.py beside {data}. Copy the scorer there, or leave out --sieves.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    judge: Judge = module.speaker_ok
    return judge


def print_sieves(records: list[dict[str, Any]], judge: Judge) -> None:
    """For each sieve: named segments of five words or more, first guesses right, published, published right."""
    counts: Counter[tuple[str, str]] = Counter()
    for record in records:
        article = Article.from_text(record["text"])
        found = {span.start: quote for quote in find_quotes(article, find_people(article)) for span in quote.spans}
        for gold in record["quotes"]:
            quote = found.get(gold["start"])
            if quote is None or not gold.get("speaker") or gold["n_words"] < FEWEST:
                continue
            for reading in ("best", "published"):
                speaker = speaker_of(quote, reading)
                counts[quote.how, reading] += speaker is not None
                counts[quote.how, reading + " right"] += judge(speaker, gold["speaker"], gold.get("surname"))[1]
    print(f"{'sieve':12}{'guessed':>9}{'right':>7}{'published':>11}{'right':>7}")
    for sieve in sorted({how for how, _ in counts}, key=lambda how: -counts[how, "best"]):
        row = [counts[sieve, key] for key in ("best", "best right", "published", "published right")]
        print(f"{sieve:12}{row[0]:>9}{row[1]:>7}{row[2]:>11}{row[3]:>7}")
