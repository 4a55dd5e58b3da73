"""Quotes: predictions for the quotation scorer, one JSON object a line."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from briefs.article import Article
from briefs.model import Quote, QuoteKind
from briefs.people import find_people
from briefs.quotes import find_quotes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--data FILE --out PRED.jsonl [--reading best|published]`."""
    parser.add_argument("--data", type=Path, required=True, help="JSONL of articles with `id` and `text`")
    parser.add_argument("--out", type=Path, required=True, help="where the predictions go")
    parser.add_argument("--reading", choices=("best", "published"), default="best")


def main(args: argparse.Namespace) -> int:
    """Write one line an article: `{"id", "quotes": [{"text", "speaker"}], "seconds"}`."""
    with args.data.open(encoding="utf-8") as source, args.out.open("w", encoding="utf-8") as out:
        for line in source:
            if line.strip():
                record = json.loads(line)
                out.write(json.dumps(predict(record["id"], record["text"], args.reading), ensure_ascii=False) + "\n")
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
