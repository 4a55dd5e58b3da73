"""Answers: questions answered for the scorer, and what each part of the engine gains over the usual rankers."""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.vectors import Remembered
from briefs import Article, answer
from briefs.answers.evidence import match
from briefs.answers.index import Index, build_index
from briefs.answers.question import read_question
from briefs.answers.ranking import rank
from briefs.meaning import has_meaning
from briefs.terms import find_terms

Prediction = dict[str, Any]
YES_NO = ("Yes", "No")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `python -m benchmarks answers` takes."""
    parser.add_argument("--data", required=True, type=Path, help="questions (JSONL: id, context, question, history?)")
    parser.add_argument("--out", type=Path, help="where to write the predictions")
    parser.add_argument("--words", action="store_true", help="without the model, as where it is not installed")
    parser.add_argument("--compare", action="store_true", help="print other rankers' sentences at 1 and 3 beside ours")
    parser.add_argument("--cache", type=Path, help="keep sentence vectors in this file between runs")


def main(args: argparse.Namespace) -> int:
    """Answer every question, write the predictions, print the times."""
    rows = [json.loads(line) for line in args.data.read_text("utf-8").splitlines() if line.strip()]
    memory = None if args.words or not has_meaning() else Remembered(args.cache)
    indexes = {text: build_index(Article.from_text(text), embedder=memory) for text in {row["context"] for row in rows}}
    if memory:
        memory.save()
    found = [_predict(row, indexes[row["context"]]) for row in rows]
    if args.out:
        args.out.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in found), "utf-8")
    times = sorted(p["ms"] for p in found)
    print(f"{len(found)} questions, {'words alone' if memory is None else 'words and meaning'}: "
          f"median {times[len(times) // 2]:.1f} ms, 95 % within {times[int(0.95 * len(times))]:.1f} ms")  # fmt: skip
    print("outcomes:", ", ".join(f"{n} {status}" for status, n in Counter(p["status"] for p in found).most_common()))
    if args.compare:
        _compare(rows, indexes)
    return 0


def thread_of(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The (question, answer) pairs before a question."""
    return tuple((turn["q"], turn["a"]) for turn in row.get("history") or ())


def _predict(row: Mapping[str, Any], index: Index) -> Prediction:
    article = Article.from_text(row["context"])
    begun = time.perf_counter()
    given = answer(article, row["question"], thread_of(row), index)
    taken = (time.perf_counter() - begun) * 1000
    refused = given.status == "not_in_article"
    text = given.text
    if given.spans and text not in article.text and text not in YES_NO:
        text = article.cut(given.spans[0])  # of a sum or a list, whose parts stand apart, the scorer knows only one
    return {
        "id": row["id"],
        "status": given.status,
        "refused": refused,
        "sentence": given.sentence.text if given.sentence and not refused else None,
        "answer": (text or None) if not refused else None,
        "sentences": [] if refused else [s.text for s in given.sentences],
        "score": round(given.score, 4),
        "ms": round(taken, 2),
    }


def _compare(rows: Sequence[Mapping[str, Any]], indexes: Mapping[str, Index]) -> None:
    """Sentence at 1 / at 3 over the answerable questions; a sentence is right if it holds an answer or is the proof."""
    rankers: dict[str, Callable[[Index, str], list[float]]] = {"BM25": _bm25, "TF-IDF": _tf_idf}
    if any(index.vectors is not None for index in indexes.values()):
        rankers["the model alone"] = _model
        rankers["BM25 + model"] = _plain_sum
    rankers["ours"] = _ours
    answerable = [row for row in rows if row.get("answerable", True)]
    for name, ranker in rankers.items():
        first = third = 0
        for row in answerable:
            index = indexes[row["context"]]
            scores = ranker(index, row["question"])
            order = sorted(range(len(scores)), key=lambda i: -scores[i])[:3]
            right = [_is_right(row, index.texts[i]) for i in order]
            first, third = first + any(right[:1]), third + any(right)
        print(f"{name:16s} sentence at 1 {first / len(answerable):.3f}  at 3 {third / len(answerable):.3f}")


def _plain(text: str) -> str:
    return " ".join(t.lower for t in find_terms(text) if t.lower not in ("a", "an", "the"))


def _is_right(row: Mapping[str, Any], sentence: str) -> bool:
    """The scorer's rule, near enough to compare rankers; published figures come from the scorer itself."""
    own = f" {_plain(sentence)} "
    if row.get("qtype") not in ("yesno", "speaker") and any(
        f" {_plain(a)} " in own for a in row["answers"] if _plain(a)
    ):
        return True
    proofs = row.get("support_sentences") or ([row["support_sentence"]] if row.get("support_sentence") else [])
    return any(_same(own.split(), _plain(proof).split()) for proof in proofs)


def _same(one: list[str], other: list[str]) -> bool:
    shared = sum((Counter(one) & Counter(other)).values())
    return bool(one and other) and shared / min(len(one), len(other)) >= 0.85 and shared >= min(4, len(other))


def _words(text: str) -> list[str]:
    return [t.lower for t in find_terms(text)]


def _idf(index: Index) -> tuple[list[Counter[str]], Counter[str]]:
    counts = [Counter(_words(text)) for text in index.texts]
    return counts, Counter(word for count in counts for word in count)


def _bm25(index: Index, question: str, k1: float = 1.5, b: float = 0.75) -> list[float]:
    counts, seen = _idf(index)
    mean = sum(c.total() for c in counts) / len(counts)
    asked = _words(question)
    return [
        sum(
            math.log(1 + (len(counts) - seen[w] + 0.5) / (seen[w] + 0.5))
            * c[w]
            * (k1 + 1)
            / (c[w] + k1 * (1 - b + b * c.total() / mean))
            for w in asked
        )
        for c in counts
    ]


def _tf_idf(index: Index, question: str) -> list[float]:
    counts, seen = _idf(index)
    rare = {w: math.log((1 + len(counts)) / (1 + n)) + 1 for w, n in seen.items()}
    asked = Counter(_words(question))
    scores = []
    for count in counts:
        length = math.sqrt(sum((n * rare[w]) ** 2 for w, n in count.items())) or 1.0
        scores.append(sum(asked[w] * rare[w] * count[w] * rare[w] for w in asked if w in count) / length)
    return scores


def _model(index: Index, question: str) -> list[float]:
    return match(read_question(question), index).near


def _plain_sum(index: Index, question: str) -> list[float]:
    words, near = _bm25(index, question), _model(index, question)
    most, low, high = max(words) or 1.0, min(near), max(near)
    return [w / most + (n - low) / ((high - low) or 1.0) for w, n in zip(words, near, strict=True)]


def _ours(index: Index, question: str) -> list[float]:
    return list(rank(match(read_question(question), index)).scores)
