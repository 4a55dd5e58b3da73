"""Index: what is worked out once per article so that each question is quick."""

from __future__ import annotations

import math
import threading
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefs.answers.candidates import find_candidates
from briefs.answers.cast import Cast, read_cast
from briefs.answers.frames import Frame, find_frames
from briefs.answers.mentions import Mention
from briefs.answers.tagging import Word, tag_words
from briefs.answers.voices import Voice, find_voices
from briefs.article import Article
from briefs.figures import find_figures
from briefs.meaning import Embedder, embed, stacked
from briefs.model import Answer, Figure, Quote
from briefs.patterns import pattern
from briefs.people import find_people
from briefs.quotes import find_quotes
from briefs.statements import find_statements
from briefs.terms import Term, content_stems, find_terms

if TYPE_CHECKING:
    from briefs.meaning import Vectors


LONGEST_READ = 1_500
"""Characters of one sentence that are searched for answers: a longer one is a list or no prose."""


@dataclass(frozen=True)
class Reading:
    """One sentence, tagged, with everything in it that could be an answer; offsets are the sentence's."""

    words: tuple[Word, ...]
    candidates: tuple[Mention, ...]
    frames: tuple[Frame, ...] = ()
    """Its verbs with what stands around them."""


@dataclass(frozen=True)
class Index:
    """The words of each sentence of one article, and their vectors where the model is installed.

    Threads may share it: apart from what is read or tried on demand, which any thread may fill in, it never changes.
    """

    article: str
    texts: tuple[str, ...]
    terms: tuple[tuple[Term, ...], ...]
    """Per sentence; offsets count from the sentence's start."""
    counts: tuple[Counter[str], ...]
    documents: Counter[str]
    """In how many sentences each stem stands."""
    mean_length: float
    cast: Cast
    carried: tuple[dict[str, float], ...]
    """Per sentence, the stems of names that a short form or a pronoun stands for, and their worth."""
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    voices: tuple[tuple[Voice, ...], ...] = ()
    paragraphs: tuple[int, ...] = ()
    """Per sentence, the number of its paragraph."""
    names: frozenset[str] = frozenset()
    """The stems of all that is written with a capital inside a sentence."""
    written: tuple[Counter[str], ...] = ()
    """Per sentence, all its words in small letters, common ones too."""
    vectors: Vectors | None = None
    """One row a sentence."""
    contexts: Vectors | None = None
    """One row a sentence, read together with the one before it."""
    embedder: Embedder | None = field(default=None, compare=False, repr=False)
    """What made the vectors, for the questions to come."""
    offers: dict[str, Answer] = field(default_factory=dict, compare=False, repr=False)
    """What was answered to the questions that are offered with a refusal, once each was tried."""
    _readings: dict[int, Reading] = field(default_factory=dict, compare=False, repr=False)

    def idf(self, stem: str) -> float:
        """How rare a stem is; a stem that the article lacks is rarest."""
        n, seen = len(self.counts), self.documents[stem]
        return math.log(1 + (n - seen + 0.5) / (seen + 0.5))

    def by_words(self) -> Index:
        """The same without meaning: five times as quick, for questions in the article's own words."""
        return replace(self, vectors=None, contexts=None, embedder=None)

    def reading(self, i: int) -> Reading:
        """Sentence `i` tagged and searched for candidates, on the first question that needs it."""
        found = self._readings.get(i)
        if found is None:
            text = self.texts[i][:LONGEST_READ]
            words = tag_words(text)
            frames = find_frames(words)
            found = self._readings[i] = Reading(words, find_candidates(text, words, frames), frames)
        return found


def build_index(article: Article, *, embedder: Embedder | None = embed) -> Index:
    """Count the words of `article` and, where there is a model, embed its sentences; words alone with `None`.

    Linear in the text, 28 ms a sentence with the model: build it when a brief is published, off the event loop.
    """
    texts = tuple(sentence.text for sentence in article.sentences)
    terms = tuple(find_terms(text) for text in texts)
    counts = tuple(Counter(t.stem for t in found if not t.stops) for found in terms)
    people = find_people(article)
    cast = read_cast(article, people)
    carried = tuple(cast.carried(i) for i in range(len(texts)))
    carried = _with_it(texts, carried)
    documents = Counter(stem for count, others in zip(counts, carried, strict=True) for stem in {*count, *others})
    mean = sum(map(len, terms)) / len(terms) if terms else 1.0
    vectors = contexts = None
    if embedder and texts and len(texts) <= MOST_EMBEDDED:
        vectors = embedder(texts)
        contexts = embedder(_with_before(texts))
    quotes = find_quotes(article, people)
    return Index(
        article.id,
        texts,
        terms,
        counts,
        documents,
        mean or 1.0,
        cast,
        carried,
        quotes,
        find_figures(article),
        find_voices(article, quotes, find_statements(article, people)),
        tuple(sentence.paragraph for sentence in article.sentences),
        frozenset(
            t.stem for found in terms for t in found if t.text[0].isupper() and (t is not found[0] or t.text.isupper())
        ),
        tuple(Counter(t.lower for t in found) for found in terms),
        vectors,
        contexts,
        embedder,
    )


_IT = pattern(r"^\W*(?:[Ii]t|[Tt]hey|[Tt]his|[Tt]hese|[Tt]hat)\s(?:[a-z]+ly\s)?(?=[a-z])")
BY_IT = 0.5
"""What a word is worth that the sentence before has as its subject and this one leaves to “it”."""


def _with_it(texts: Sequence[str], carried: Sequence[dict[str, float]]) -> tuple[dict[str, float], ...]:
    """`carried` with the subject that “it” and “they” at the start of a sentence take from the one before."""
    found: list[dict[str, float]] = []
    last: dict[str, float] = {}
    for i, text in enumerate(texts):
        if i and _IT.match(text):
            last = last or dict.fromkeys(_subject_stems(texts[i - 1][:LONGEST_READ]), BY_IT)
        else:
            last = {}
        found.append({**last, **carried[i]})
    return tuple(found)


def _subject_stems(text: str) -> tuple[str, ...]:
    words = tag_words(text)
    place = next((frame.subject for frame in find_frames(words) if frame.subject), None)
    return content_stems(text[words[place[0]].start : words[place[1] - 1].end]) if place else ()


def _with_before(texts: Sequence[str]) -> tuple[str, ...]:
    """Each sentence after the one before it."""
    return tuple(f"{before} {text}" for before, text in zip(("", *texts), texts, strict=False))


MOST_EMBEDDED = 2_000
"""Sentences: two minutes of work; longer texts are found by words alone."""


def _knowing(index: Index) -> Embedder | None:
    """The embedder of `index`, sparing what the index has embedded already; None where it works by words alone."""
    if index.embedder is None or index.vectors is None or index.contexts is None:
        return None
    embedder = index.embedder
    known = dict(zip(_with_before(index.texts), index.contexts, strict=True))
    known |= dict(zip(index.texts, index.vectors, strict=True))

    def embed_new(texts: Sequence[str], *, asks: bool = False) -> Vectors | None:
        new = [text for text in texts if asks or text not in known]
        rows = embedder(new, asks=asks)
        if asks or rows is None:
            return rows
        fresh = dict(zip(new, rows, strict=True))
        return stacked([known[text] if text in known else fresh[text] for text in texts])

    return embed_new


class Shelf:
    """The indexes of the last few articles, for callers that keep none of their own."""

    def __init__(self, room: int = 8) -> None:
        self._room = room
        self._indexes: OrderedDict[str, Index] = OrderedDict()
        self._lock = threading.Lock()

    def index(self, article: Article, like: Index | None = None) -> Index:
        """The index of `article`, built at its first question.

        `like` is an index of nearly the same text: what it knows by vector is not embedded again, and where it
        works by words alone so does this.
        """
        with self._lock:
            if found := self._indexes.get(article.id):
                self._indexes.move_to_end(article.id)
                return found
        built = build_index(article) if like is None else build_index(article, embedder=_knowing(like))
        with self._lock:
            self._indexes[article.id] = built
            while len(self._indexes) > self._room:
                self._indexes.popitem(last=False)
        return built
