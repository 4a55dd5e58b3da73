"""Summaries: predictions for the summary scorer, and what it does not measure: dangling, coverage, repetition.

    python -m benchmarks summaries --data ../shared/eval/summaries.dev.jsonl --out ours.jsonl [--rivals FOLDER]

`--rivals` writes sumy's summaries beside ours, from the same sentences, for the same scorer.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rivals import RIVALS, rival_summary
from briefs.article import Article
from briefs.boilerplate import story
from briefs.choice import likeness
from briefs.condense import condense
from briefs.context import dangles
from briefs.model import Brief, Line
from briefs.summary import summarize

SAME = 0.6
"""Share of the shorter line's words above which two lines say the same."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Distinct figures, names and quoted speakers: of the article, of its key points, of as many lead words."""

    points: int
    lead: int
    all: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--data FILE --out PRED.jsonl [--sentences 3] [--rivals FOLDER]`."""
    parser.add_argument("--data", type=Path, required=True, help="JSONL of articles with `id` and `text`")
    parser.add_argument("--out", type=Path, required=True, help="where the predictions go")
    parser.add_argument("--sentences", type=int, default=3)
    parser.add_argument("--rivals", type=Path, help="a folder for sumy's predictions on the same articles")


def main(args: argparse.Namespace) -> int:
    """Write one line an article, `{"id", "summary": [sentence, …], "seconds"}`, and print what is not ROUGE."""
    records = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    articles = {record["id"]: Article.from_text(record["text"]) for record in records}
    _write(args.out, (predict(name, article, args.sentences) for name, article in articles.items()))
    if args.rivals:
        args.rivals.mkdir(parents=True, exist_ok=True)
        for rival in RIVALS:
            _write(
                args.rivals / f"{rival}.jsonl",
                (
                    {"id": name, "summary": rival_summary(rival, article, args.sentences)}
                    for name, article in articles.items()
                ),
            )
    report(list(articles.values()), args.sentences)
    return 0


def predict(name: str, article: Article, sentences: int) -> dict[str, object]:
    """One article's line."""
    started = time.process_time()
    summary = [sentence.text for sentence in summarize(article, sentences)]
    return {"id": name, "summary": summary, "seconds": time.process_time() - started}


def report(articles: Sequence[Article], sentences: int) -> None:
    """Print dangling sentences, lines that repeat, and coverage against as many lead words."""
    summaries = [summarize(article, sentences) for article in articles]
    briefs = [condense(article) for article in articles]
    count = sum(map(len, summaries))
    firsts = [story(article)[0].index for article in articles]
    hanging = sum(
        dangles(summary, at, first)
        for summary, first in zip(summaries, firsts, strict=True)
        for at in range(len(summary))
    )
    lines = [(brief.lede, *brief.key_points) for brief in briefs]
    pairs = list(zip(articles, briefs, strict=True))
    points = [(article, line) for article, brief in pairs for line in brief.key_points]
    points_hanging = sum(_hangs(article, line) for article, line in points)
    repeated = sum(_repeats(one) for one in lines)
    covered = [coverage(article, brief) for article, brief in pairs]
    ratio = sum(one.points for one in covered) / max(1, sum(one.lead for one in covered))
    print(f"sentences {count}, dangling {hanging} ({100 * hanging / max(1, count):.1f} %)")
    print(f"key points {len(points)}, dangling {points_hanging}, lines that repeat another {repeated}")
    print(f"words of lede and key points {statistics.median(_words(one) for one in lines):.0f} (median)")
    print(
        f"figures, names and quoted speakers: {sum(one.all for one in covered)}, in lede and key points "
        f"{sum(one.points for one in covered)}, in as many lead words {sum(one.lead for one in covered)}: "
        f"{100 * (ratio - 1):+.0f} %"
    )


def coverage(article: Article, brief: Brief) -> Coverage:
    """Every mention counts for its item: a figure by value and unit, a name, a speaker by where their words stand."""
    shown = [(span.start, span.end) for line in (brief.lede, *brief.key_points) for span in line.spans]
    lead = _lead(article, _words((brief.lede, *brief.key_points)))
    items: dict[object, list[int]] = {}
    for figure in brief.figures:
        items.setdefault((figure.value, figure.unit), []).append(figure.span.start)
    for person in brief.people:
        items.setdefault(person.name, []).extend(span.start for span in person.spans)
    speakers = {speaker for quote in brief.all_quotes for speaker in quote.speakers}
    for person in brief.people:
        if person.name in speakers:
            items.setdefault(("speaker", person.name), []).extend(span.start for span in person.spans)
    return Coverage(_within(items, shown), _within(items, [lead]), len(items))


def _within(items: dict[object, list[int]], pieces: Iterable[tuple[int, int]]) -> int:
    pieces = list(pieces)
    return sum(any(start <= at < end for at in places for start, end in pieces) for places in items.values())


def _lead(article: Article, words: int) -> tuple[int, int]:
    """The stretch of text that holds the first `words` words of the story."""
    told = story(article)
    start = told[0].span.start if told else 0
    rest = article.text[start:]
    taken = rest.split(None, words)
    return start, len(article.text) - len(taken[words]) if len(taken) > words else len(article.text)


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _hangs(article: Article, line: Line) -> bool:
    at = next(s for s in article.sentences if s.span.start <= line.spans[0].start < s.span.end)
    return dangles((at,), 0)


def _repeats(lines: Sequence[Line]) -> int:
    return sum(likeness(one.text, other.text) > SAME for at, one in enumerate(lines) for other in lines[at + 1 :])


def _write(path: Path, records: Iterable[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
