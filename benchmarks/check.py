"""Check: problems found in editors' lines, for the scorer; with `--plant`, errors planted in true lines and counted."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from briefs import Article, check

SAME = {"quotation": "quote"}
"""Our kinds by the scorer's names, where they differ."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `python -m benchmarks check` takes."""
    parser.add_argument(
        "--data", required=True, type=Path, help="lines (JSONL: id, article_text, text), or articles for --plant (text)"
    )
    parser.add_argument("--out", type=Path, help="where to write the predictions")
    parser.add_argument(
        "--plant", action="store_true", help="plant errors in the articles' own sentences and count what is found"
    )
    parser.add_argument("--articles", type=int, default=100, help="how many articles to plant errors in")
    parser.add_argument("--half", choices=("odd", "even"), default="", help="only every other article")
    parser.add_argument("--seed", type=int, default=7, help="which sentences and words chance picks")
    parser.add_argument("--missed", type=int, default=0, help="show so many of the missed errors of each kind")


def main(args: argparse.Namespace) -> int:
    """Check every line and write what was found; or plant errors and print how many were found."""
    rows = [json.loads(line) for line in args.data.read_text("utf-8").splitlines() if line.strip()]
    if args.plant:
        from benchmarks.planting import report

        report(
            [row.get("text") or row["article_text"] for row in rows][: args.articles], args.seed, args.missed, args.half
        )
        return 0
    articles: dict[str, Article] = {}
    times, lines = [], []
    for row in rows:
        article = articles.setdefault(row["article_text"], Article.from_text(row["article_text"]))
        begun = time.perf_counter()
        problems = check(row["text"], article)
        times.append((time.perf_counter() - begun) * 1000)
        found = [
            {
                "type": SAME.get(p.kind, p.kind),
                "span": [p.span.start, p.span.end],
                "severity": p.severity,
                "message": p.message,
            }
            for p in problems
        ]
        lines.append(json.dumps({"id": row["id"], "problems": found}, ensure_ascii=False) + "\n")
    if args.out:
        args.out.write_text("".join(lines), "utf-8")
    times.sort()
    print(
        f"{len(times)} lines: median {times[len(times) // 2]:.1f} ms, 95 % within "
        f"{times[int(0.95 * len(times))]:.1f} ms"
    )
    return 0
