"""Signs: what speaks for each sentence as the place of the answer, as numbers between about -2 and 2."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from briefs.answers.evidence import FITTING, Match
from briefs.answers.gaps import fill, read_gap
from briefs.answers.index import Index
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.mentions import Form, Mention
from briefs.answers.voices import is_asked
from briefs.model import PersonKind


def centred(values: Sequence[float], spread: float) -> list[float]:
    """Each value's distance from the mean, in units of `spread`."""
    mean = sum(values) / len(values) if values else 0.0
    return [(value - mean) / spread for value in values]


SPREAD, SPREAD_APART = 0.03, 0.12
"""The usual distance of a question's cosines to the sentences of one article from their mean; the second one where
what all sentences share was taken away before."""


def sentence_features(laid: Match) -> list[dict[str, float]]:
    """What speaks for each sentence, by name; the weights are in `weights.py`."""
    wanted = FITTING.get(laid.question.wanted)
    stems = laid.stem_weights()
    rows = _by_meaning(laid)
    most = max(laid.bm25, default=0.0)
    rarest = sorted(laid.weights, key=lambda s: -laid.weights[s])[:RAREST]
    gap = read_gap(laid.question)
    for i, row in enumerate(rows):
        row |= _by_words(laid, i, rarest)
        row["deed"] = max((filled.fit for filled in fill(laid, gap, i)), default=0.0) if gap else 0.0
        row["best words"] = float(most > 0 and laid.bm25[i] == most)
        row["pairs"] = _pairs(laid.index, i, stems)
        row |= _type_features(laid, i, wanted, stems)
    return rows


RAREST = 2
"""The question's rarest words, which no answer should do without."""


def _by_words(laid: Match, i: int, rarest: Sequence[str]) -> dict[str, float]:
    count, carried = laid.index.counts[i], laid.index.carried[i]
    met = {s for s, others in laid.worth.items() if any(o in count or o in carried for o in others)}
    return {
        "bm25": laid.bm25[i],
        "coverage": laid.coverage[i],
        "exact": sum(weight for s, weight in laid.weights.items() if s in count) / laid.total,
        "met": len(met) / max(1, len(laid.weights)),
        "rarest": sum(s in met for s in rarest) / RAREST,
        "before": laid.coverage[i - 1] if i else 0.0,
        "after": laid.coverage[i + 1] if i + 1 < len(laid.coverage) else 0.0,
    }


def _by_meaning(laid: Match) -> list[dict[str, float]]:
    """How near each sentence is: alone, after the one before it, apart from what all of the article says."""
    near, context = centred(laid.near, SPREAD), centred(laid.near_context, SPREAD)
    apart = centred(laid.near_apart, SPREAD_APART)
    return [
        {
            "near": near[i],
            "context": context[i],
            "apart": apart[i],
            "near before": near[i - 1] if i else 0.0,
            "near after": near[i + 1] if i + 1 < len(near) else 0.0,
        }
        for i in range(len(near))
    ]


def _pairs(index: Index, i: int, stems: dict[str, float]) -> float:
    """Matched words that stand close together count more than scattered ones."""
    at = [(k, stems[t.stem]) for k, t in enumerate(index.terms[i]) if t.stem in stems]
    close = sum(min(a[1], b[1]) for a, b in itertools.pairwise(at) if b[0] - a[0] <= 3 and a[1] and b[1])
    total = sum(stems.values()) or 1.0
    return min(1.0, close / total * 2)


_KINDS = {
    Wanted.PERSON: PersonKind.PERSON,
    Wanted.PLACE: PersonKind.PLACE,
    Wanted.GROUP: PersonKind.ORGANISATION,
}


def _kind_fits(laid: Match, i: int, mention: Mention) -> float:
    """Half for a name of another kind than the question wants: the kinds are guesses."""
    kind = _KINDS.get(laid.question.wanted)
    if kind is None or mention.form is not Form.NAME:
        return 1.0
    return 1.0 if laid.index.cast.kind(i, mention.start, mention.end) is kind else 0.5


def _type_features(laid: Match, i: int, wanted: frozenset[Form] | None, stems: dict[str, float]) -> dict[str, float]:
    question = laid.question
    if wanted is None:
        return {}
    asked = set(question.stems)
    reading = laid.index.reading(i)
    text = laid.index.texts[i]
    fresh = max(
        (
            _kind_fits(laid, i, mention)
            for mention in reading.candidates
            if mention.form in wanted
            and any(mention.start <= w.start < mention.end and w.stem not in asked for w in reading.words)
        ),
        default=0.0,
    )
    row = {"type": fresh, f"type {question.wanted}": fresh}
    if question.kind in (Kind.SAID, Kind.SPEAKER):
        row["marks"] = float(any(c in text for c in '“”"‘'))
        voices = laid.index.voices[i]
        row["words"] = float(bool(voices))
        row["their words"] = float(any(is_asked(voice, question) for voice in voices))
    if question.wanted is Wanted.REASON:
        low = text.lower()
        row["because"] = float(
            any(c in low for c in ("because", "due to", "after", "so that", "in order", "as a result", "blam"))
        )
    return row
