"""Learning: the weights of `briefs/answers/weights.py`, from questions with known answers.

    python -m benchmarks.learning --data ANSWERS.jsonl --data CHAT.jsonl --scorer FOLDER --cache FILE [--write]

Three small linear models: which sentence, which words of it, and whether to answer at all. Each is judged on articles
that it was not learnt on (five folds, no article in two of them); `--write` then learns on all of them. What is
written are some hundred numbers; none of the questions' or articles' text.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.answers import thread_of
from benchmarks.vectors import Remembered
from briefs import Article
from briefs.answers.doubt import doubt_features
from briefs.answers.evidence import FITTING, Match, match
from briefs.answers.index import Index, build_index
from briefs.answers.mentions import Mention
from briefs.answers.question import read_question
from briefs.answers.ranking import LOOKED_INTO, NO_SPAN
from briefs.answers.signs import sentence_features
from briefs.answers.span import span_features
from briefs.meaning import Embedder

Row = dict[str, float]
Floats = NDArray[np.float64]

PRIOR: Row = {"bm25": 6, "near": 1, "context": 0.6, "type": 0.5, "pairs": 0.5, "span": 0.3, "their words": 0.7}
"""Where the sentence weights start from and are pulled back to: reasoned, and nearly as good as learnt ones."""
RANKED_BY = (
    "bm25", "coverage", "exact", "met", "rarest", "best words", "near", "context", "apart", "near before",
    "near after", "before", "after", "pairs", "type", *(f"type {wanted}" for wanted in FITTING), "because", "marks",
    "words", "their words", "deed", "span",
)  # fmt: skip
FOLDS = 5
PULL = 0.005
"""How strongly the sentence weights are pulled back to `PRIOR`."""
RARE = 30
"""A span feature seen less often is left out."""
CHAT = 5.0
"""A question as people type it counts for this many made from an encyclopaedia."""
CHAT_LISTS = 3.0
"""… and for so many where sentences and words are learnt."""


@dataclass
class Case:
    """One question laid over its article, with what is right."""

    gold: Mapping[str, Any]
    laid: Match
    sentences: list[Row]
    right: Floats
    """1 for a sentence that answers."""
    spans: list[tuple[tuple[Mention, ...], list[Row]]]
    fold: int
    """Which fifth of the articles its article belongs to."""
    scores: list[Floats] = field(default_factory=list)
    """Per sentence, the scores of its candidates by weights learnt elsewhere."""

    @property
    def chat(self) -> bool:
        return "kind" in self.gold


def main(argv: Sequence[str] | None = None) -> None:
    """Learn, print what was found, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", action="append", required=True, help="questions with answers (JSONL)")
    parser.add_argument("--scorer", required=True, help="the folder of score_answers.py")
    parser.add_argument("--cache", type=Path, help="where to keep the vectors between runs")
    parser.add_argument("--write", action="store_true", help="write briefs/answers/weights.py")
    args = parser.parse_args(argv)
    sys.path.insert(0, args.scorer)
    scorer = importlib.import_module("score_answers")
    gold = [json.loads(line) for path in args.data for line in Path(path).read_text("utf-8").splitlines() if line]
    memory = Remembered(args.cache)
    with_meaning = _learn(_cases(gold, scorer, memory), scorer)
    memory.save()
    words_alone = _learn(_cases(gold, scorer, None), scorer)
    if args.write:
        _write(with_meaning, words_alone)


def _cases(gold: Sequence[Mapping[str, Any]], scorer: Any, embedder: Embedder | None) -> list[Case]:
    indexes: dict[str, Index] = {}
    cases = []
    folds = _folds(gold)
    for g in gold:
        text = g["context"]
        if text not in indexes:
            indexes[text] = build_index(Article.from_text(text), embedder=embedder)
        index = indexes[text]
        laid = match(read_question(g["question"], thread_of(g)), index)
        right = [float(g["answerable"] and scorer.hit(g, sentence)) for sentence in index.texts]
        rows = sentence_features(laid)
        best = sorted(range(len(rows)), key=lambda i: -_start_score(rows[i]))[: 2 * LOOKED_INTO]
        spans = [span_features(laid, i) if i in best or right[i] else ((), []) for i in range(len(rows))]
        cases.append(Case(g, laid, rows, np.array(right), spans, folds[text]))
    return cases


def _folds(gold: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """The articles of each source dealt out to the folds, in an order that means nothing."""
    sources: dict[str, set[str]] = {}
    for g in gold:
        sources.setdefault(g["source"].split("-")[0], set()).add(g["context"])
    return {
        text: i % FOLDS
        for texts in sources.values()
        for i, text in enumerate(sorted(texts, key=lambda text: hashlib.sha1(text.encode()).hexdigest()))
    }


def _learn(cases: list[Case], scorer: Any) -> tuple[Row, Row, Row]:
    """Weights for sentences, spans and doubt, learnt on all cases; prints what held on the other part."""
    spans, names = _span_rows(cases, scorer)
    for fold in range(FOLDS):
        learnt = _softmax([s for s in spans if s[0].fold != fold], names)
        for case in cases:
            if case.fold == fold:
                _score_spans(case, learnt)
    start = [PRIOR.get(name, 0.0) for name in RANKED_BY]
    lists = [(case, case.sentences, case.right) for case in cases if case.right.any()]
    ranks = {f: _softmax([x for x in lists if x[0].fold != f], RANKED_BY, start, PULL) for f in range(FOLDS)}
    _report_ranks(cases, ranks, scorer)
    doubts = [_doubt(case, ranks[case.fold]) for case in cases]
    _report_doubt(cases, doubts)
    span = _softmax(spans, names)
    rank = _softmax(lists, RANKED_BY, start, PULL)
    return rank, span, _logistic(cases, doubts)


def _span_rows(cases: Sequence[Case], scorer: Any) -> tuple[list[tuple[Case, list[Row], Floats]], list[str]]:
    found = []
    seen: dict[str, int] = {}
    for case in cases:
        answers = case.gold["answers"]
        if not case.gold["answerable"] or case.gold.get("qtype") == "yesno":
            continue
        order = sorted(range(len(case.right)), key=lambda i: -_start_score(case.sentences[i]))
        told = [i for i in order if any(scorer.contains(case.laid.index.texts[i], a) for a in answers)]
        for i in told[:3]:
            mentions, rows = case.spans[i]
            text = case.laid.index.texts[i]
            fit = np.array([max(scorer.f1(text[m.start : m.end], a) for a in answers) for m in mentions])
            if fit.size and fit.max() > 0:
                found.append((case, rows, fit**2))
                for row in rows:
                    for name in row:
                        seen[name] = seen.get(name, 0) + 1
    return found, sorted(name for name, times in seen.items() if times >= RARE)


def _start_score(row: Row) -> float:
    return sum(weight * row.get(name, 0.0) for name, weight in PRIOR.items())


def _matrix(rows: Sequence[Row], names: Sequence[str]) -> Floats:
    place = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in place:
                table[i, place[name]] = value
    return table


def _softmax(
    lists: Sequence[tuple[Case, list[Row], Floats]],
    names: Sequence[str],
    start: Sequence[float] | None = None,
    pull: float = 0.005,
) -> Row:
    """Weights under which the right rows of each list get most of the probability, pulled back to `start`."""
    table = np.vstack([_matrix(rows, names) for _, rows, _ in lists])
    right = np.concatenate([right for _, _, right in lists])
    sizes = [len(right) for _, _, right in lists]
    worth = np.array([CHAT_LISTS if case.chat else 1.0 for case, _, _ in lists])
    worths = np.repeat(worth / worth.sum(), sizes)
    starts = np.cumsum([0, *sizes[:-1]])
    origin = np.zeros(len(names)) if start is None else np.array(start)

    def shared(values: Floats) -> Floats:
        """Each row's share of its list."""
        sums: Floats = np.repeat(np.add.reduceat(values, starts), sizes)
        return values / sums

    def slope(weights: Floats) -> Floats:
        raw = table @ weights
        chance = shared(np.exp(raw - np.repeat(np.maximum.reduceat(raw, starts), sizes)))
        return np.asarray(pull * (weights - origin) + table.T @ (worths * (chance - shared(chance * right))))

    return dict(zip(names, _descend(slope, origin.copy(), 0.09, 400).tolist(), strict=True))


def _descend(slope: Any, weights: Floats, step: float, times: int) -> Floats:
    """Adam with a step that shrinks to nothing."""
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for t in range(1, times + 1):
        g = slope(weights)
        first = 0.9 * first + 0.1 * g
        second = 0.999 * second + 0.001 * g * g
        pace = step * (1 - t / times) / (np.sqrt(second / (1 - 0.999**t)) + 1e-8)
        weights = weights - pace * first / (1 - 0.9**t)
    return weights


def _score_spans(case: Case, weights: Row) -> None:
    names = list(weights)
    values = np.array([weights[name] for name in names])
    case.scores = []
    for row, (mentions, rows) in zip(case.sentences, case.spans, strict=True):
        scores = _matrix(rows, names) @ values if mentions else np.array([NO_SPAN])
        case.scores.append(scores)
        row["span"] = float(scores.max())


def _order(case: Case, weights: Row) -> tuple[list[int], list[float]]:
    scores = [sum(weights[n] * row.get(n, 0.0) for n in weights) for row in case.sentences]
    return sorted(range(len(scores)), key=lambda i: -scores[i]), scores


def _doubt(case: Case, weights: Row) -> Row:
    order, scores = _order(case, weights)
    best = order[0]
    mentions, rows = case.spans[best]
    beside = rows[int(case.scores[best].argmax())] if mentions else {}
    spans = {i: case.scores[i].tolist() for i in order[:LOOKED_INTO]}
    return doubt_features(case.laid, order[:5], scores, spans, beside)


def _report_ranks(cases: Sequence[Case], ranks: Mapping[int, Row], scorer: Any) -> None:
    for group in ("squad", "multirc", "ood"):
        first, third, f1 = [], [], []
        for case in cases:
            if not case.gold["source"].startswith(group) or not case.right.any():
                continue
            order, _ = _order(case, ranks[case.fold])
            first.append(case.right[order[0]])
            third.append(case.right[order[:3]].max())
            mentions, _ = case.spans[order[0]]
            if case.gold.get("qtype") != "yesno" and mentions:
                m = mentions[int(case.scores[order[0]].argmax())]
                piece = case.laid.index.texts[order[0]][m.start : m.end]
                f1.append(max(scorer.f1(piece, a) for a in case.gold["answers"]))
        if first:
            print(f"{group:8s} sentence at 1 {np.mean(first):.3f} at 3 {np.mean(third):.3f} span F1 {np.mean(f1):.3f}")


def _logistic(cases: Sequence[Case], rows: Sequence[Row], keep: Sequence[bool] | None = None, pull: float = 0.1) -> Row:
    """Weights of the chance that the question is answered; the constant is under the empty name."""
    kept = [i for i in range(len(cases)) if keep is None or keep[i]]
    names = sorted({name for row in rows for name in row})
    table = _matrix([rows[i] for i in kept], names)
    spread = table.std(0) + 1e-9
    table = np.hstack([table / spread, np.ones((len(kept), 1))])
    answered = np.array([float(cases[i].gold["answerable"]) for i in kept])
    worth = np.array([CHAT if cases[i].chat else 1.0 for i in kept])
    worth /= worth.sum()

    def slope(weights: Floats) -> Floats:
        miss = worth * (1 / (1 + np.exp(-table @ weights)) - answered)
        total = table.T @ miss
        total[:-1] += pull * weights[:-1]
        return np.asarray(total)

    weights = _descend(slope, np.zeros(len(names) + 1), 0.1, 400)
    learnt = {n: float(w / s) for n, w, s in zip(names, weights[:-1], spread, strict=True) if s > 1e-6}
    return {**learnt, "": float(weights[-1])}


def _report_doubt(cases: Sequence[Case], rows: Sequence[Row]) -> None:
    chances = [0.0] * len(cases)
    for fold in range(FOLDS):
        weights = _logistic(cases, rows, [case.fold != fold for case in cases])
        for i, case in enumerate(cases):
            if case.fold == fold:
                raw = weights[""] + sum(weights.get(n, 0.0) * v for n, v in rows[i].items())
                chances[i] = float(1 / (1 + np.exp(-raw)))
    for chat in (False, True):
        yes = [c for c, case in zip(chances, cases, strict=True) if case.chat is chat and case.gold["answerable"]]
        no = [c for c, case in zip(chances, cases, strict=True) if case.chat is chat and not case.gold["answerable"]]
        if not yes or not no:
            continue
        print(f"{'chat' if chat else 'texts'}: AUROC {np.mean([(y > n) + (y == n) / 2 for y in yes for n in no]):.3f}")
        for share in (0.02, 0.05, 0.08, 0.12):
            at = sorted(yes)[int(share * len(yes))]
            print(
                f"  refusing below {at:.3f}: {share:.0%} of the answerable, "
                f"{np.mean([n < at for n in no]):.0%} of the others"
            )


def _write(with_meaning: tuple[Row, Row, Row], words_alone: tuple[Row, Row, Row]) -> None:
    path = Path(__file__).parent.parent / "briefs" / "answers" / "weights.py"
    tables = (
        ("RANK", with_meaning[0], "Which sentence, with vectors."),
        ("RANK_WORDS", words_alone[0], "Which sentence, by words alone."),
        ("SPAN", with_meaning[1], "Which words of it."),
        ("DOUBT", with_meaning[2], "Whether it answers, with vectors; the constant is under the empty name."),
        ("DOUBT_WORDS", words_alone[2], "Whether it answers, by words alone."),
    )
    lines = ['"""Weights: learnt by `python -m benchmarks.learning --write`; do not edit by hand."""', ""]
    for name, table, about in tables:
        lines += [f"{name}: dict[str, float] = {{"]
        lines += [
            f'    "{key}": {value:.3f},'
            for key, value in sorted(table.items())
            if abs(value) >= 0.0005 or key == "span"
        ]
        lines += ["}", f'"""{about}"""']
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
