"""Speed: what condensing and answering cost, beside sumy's LexRank in the same run; memory and import time.

    python -m benchmarks speed [--json] [--data ../shared/eval/summaries.dev.jsonl] [--linear]

Times are CPU milliseconds an article of 500 words, the median over articles; the engine's caches are emptied
before each, so that no article profits from having been read before.
"""

from __future__ import annotations

import argparse
import functools
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.held import longest_gaps
from benchmarks.rivals import rival_summary
from briefs import Article, answer, condense
from briefs.answers import Index, build_index

SAMPLE = Path(__file__).resolve().parent.parent / "bot" / "sample" / "tokyo-summit.txt"
WORDS = 500
RUNS = 30
QUESTIONS = (
    "Who met in Tokyo?",
    "How much will Japan invest?",
    "What did the leaders say about trade?",
    "What did it cost?",
    "When was the agreement signed?",
    "Where did they meet?",
    "Why will the trees be given?",
    "Did the two sides sign an agreement?",
    "How many trees?",
    "Which countries are mentioned?",
    "What did Emmanuel Macron say about the meeting?",
    "How old is the prime minister?",
    "What is the LDP, and who leads it?",
    "Is the tariff 15 or 25 percent?",
    "What is the trade deficit?",
    "Tell me what the president threatened to do if no compromise was found before the summer",
)
ASKED = 10
"""Times that each question is asked."""
_RESIDENT = """
import os, sys
from pathlib import Path
from briefs import Article, condense
condense(Article.from_text(Path(sys.argv[1]).read_text(encoding="utf-8")))
print(int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20)
"""
"""Linux's own count of this process: `ru_maxrss` of a child holds the memory of its parent as well."""
_MEANING = """
import os, sys
from pathlib import Path
from briefs import Article, answer
from briefs.answers import Index, build_index
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
article = Article.from_text(Path(sys.argv[1]).read_text(encoding="utf-8"))
answer(article, "Who met?", index=build_index(article, embedder=None))
before = resident()
index = build_index(article)
answer(article, "Who met?", index=index)
print(resident() - before)
"""
"""What the model adds once it has indexed an article and answered."""
_IMPORT = "import time; t = time.perf_counter(); import briefs; print(time.perf_counter() - t)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[--json] [--data FILE] [--linear]`."""
    parser.add_argument("--data", type=Path, help="JSONL of articles with `text`; the sample article alone without it")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--linear", action="store_true", help="also the time a word of texts up to 100,000 words")


def main(args: argparse.Namespace) -> int:
    """Print `{condense_ms, lexrank_ms, answer_ms …, loop_…_ms, rss_mb, meaning_mb, import_s}`."""
    texts = list(_texts(args.data))
    ours, theirs = _side_by_side(texts, condense, lambda article: rival_summary("lexrank", article, 3))
    result = {
        "condense_ms": ours,
        "lexrank_ms": theirs,
        **_answering(texts[0]),
        **longest_gaps(texts[0], QUESTIONS),
        "rss_mb": round(float(_in_new_process(_RESIDENT, str(SAMPLE))), 1),
        "meaning_mb": round(float(_in_new_process(_MEANING, str(SAMPLE))), 1),
        "import_s": _importing(),
    }
    if args.json:
        print(json.dumps(result))
    else:
        print("\n".join(f"{name:12} {value}" for name, value in result.items()))
    if args.linear:
        for words, milliseconds in _growing(texts[0]):
            print(f"{words:>8,} words {milliseconds:>9.1f} ms, {1000 * milliseconds / words:.1f} µs a word")
    return 0


def _texts(data: Path | None) -> Iterator[str]:
    if data is None:
        yield from [SAMPLE.read_text(encoding="utf-8")] * RUNS
        return
    for line in data.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)["text"]


def _side_by_side(texts: Sequence[str], *runs: Callable[[Article], object]) -> list[float]:
    """Medians in milliseconds for 500 words, each text run by one after the other, so that a busy moment meets all."""
    for run in runs:
        run(Article.from_text(texts[0]))  # code and expressions are compiled once in the life of a bot
    costs = [[_cost(text, run) * WORDS / len(text.split()) for run in runs] for text in texts]
    return [round(statistics.median(column), 2) for column in zip(*costs, strict=True)]


def _cost(text: str, run: Callable[[Article], object]) -> float:
    _forget()
    article = Article.from_text(text)
    started = time.process_time()
    run(article)
    return 1000 * (time.process_time() - started)


def _forget() -> None:
    for kept in gc.get_objects():
        if isinstance(kept, functools._lru_cache_wrapper) and kept.__module__.startswith("briefs"):
            kept.cache_clear()


def _answering(text: str) -> dict[str, float]:
    """Questions to an article whose index was built when it was published, in CPU milliseconds, warm."""
    article = Article.from_text(text)
    costs = {}
    for name, index in (("answer", build_index(article)), ("answer_words", build_index(article, embedder=None))):
        for question in QUESTIONS:
            answer(article, question, index=index)
        times = sorted(_asking(article, question, index) for question in QUESTIONS * ASKED)
        costs[f"{name}_ms"] = round(statistics.median(times), 2)
        costs[f"{name}_p95_ms"] = round(times[int(0.95 * len(times))], 2)
    return costs


def _asking(article: Article, question: str, index: Index) -> float:
    started = time.process_time()
    answer(article, question, index=index)
    return 1000 * (time.process_time() - started)


def _growing(text: str) -> Iterator[tuple[int, float]]:
    words = len(text.split())
    for times in (1, 4, 20, 200):
        yield words * times, _cost("\n\n".join([text] * times), condense)


def _importing() -> float:
    """Seconds to import the engine, compiled as an installed package is: the first import only compiles."""
    with tempfile.TemporaryDirectory() as compiled:
        seconds = [float(_in_new_process(_IMPORT, compiled=compiled)) for _ in range(6)]
    return round(statistics.median(seconds[1:]), 3)


def _in_new_process(code: str, *arguments: str, compiled: str = "") -> str:
    root = Path(__file__).resolve().parent.parent
    surroundings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "" if compiled else "1", "PYTHONPYCACHEPREFIX": compiled}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
        env={name: value for name, value in surroundings.items() if value},
    )
    return done.stdout.strip()
