"""Suggestions: questions that an article answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from briefs.answers.index import Index, build_index
from briefs.article import Article
from briefs.model import Answer, Brief, Figure, Modality, Person, PersonKind, Quote

MOST = 25
"""What an autocompletion shows at once (Discord)."""
OFFERED = 2
"""What goes with a refusal."""


Ask = Callable[[str], Answer]
"""The answerer, with the article at hand."""


def suggest_questions(brief: Brief, article: Article) -> tuple[str, ...]:
    """At most 25 questions that `article` answers, from its figures, quotations and people, most telling first.

    Each is tried, by words alone, before it is offered: some 10 ms a question.
    """
    from briefs.answers.answering import answer_one  # which offers questions itself

    index = build_index(article, embedder=None)

    def ask(question: str) -> Answer:
        return answer_one(article, question, (), index)

    found = [*_tried(brief.figures, ask), *_said(brief.quotes, ask), *_known(brief.people, ask)]
    if any(event.when for event in brief.timeline):
        found.append("What happened when?")
    found.append("What is this about?")
    return tuple(dict.fromkeys(found))[:MOST]


def questions_about(index: Index, ask: Ask, order: Sequence[int] = ()) -> tuple[str, ...]:
    """Two questions that the article of `index` answers, about what its best sentences name where there are such."""
    near = [n.person for i in order[:3] for n in index.cast.named[i]]
    people = [index.cast.people[p] for p in dict.fromkeys(near)] or list(index.cast.people)
    names = {p.name for p in people}
    quotes = [q for q in index.quotes if set(q.speakers) & names] or list(index.quotes)
    said = _said(quotes, ask)
    texts = [index.texts[i] for i in order[:3]]
    figures = sorted(index.figures, key=lambda f: next((k for k, t in enumerate(texts) if _tells(t, f)), len(texts)))
    found = chain(islice(said, 1), _tried(figures, ask), said, _known(people, ask), ("What is this about?",))
    return tuple(islice(_once(found), OFFERED))


def _tells(text: str, figure: Figure) -> bool:
    return figure.text in text and figure.counts in text


def _once(questions: Iterable[str]) -> Iterator[str]:
    """Each question once, tried no further than needed."""
    seen: set[str] = set()
    for question in questions:
        if question not in seen:
            seen.add(question)
            yield question


def _tried(figures: Sequence[Figure], ask: Ask) -> Iterator[str]:
    """The questions that get the very figure back that they were made from."""
    for question, figure in _counts(figures):
        found = ask(question)
        if found.status == "answered" and any(
            span.start < figure.span.end and figure.span.start < span.end for span in found.spans
        ):
            yield question


def _said(quotes: Sequence[Quote], ask: Ask) -> Iterator[str]:
    return (question for question in _once(_words(quotes)) if ask(question).status == "answered")


def _known(people: Sequence[Person], ask: Ask) -> Iterator[str]:
    return (question for question in _once(_who(people)) if ask(question).status == "answered")


def _counts(figures: Sequence[Figure]) -> Iterator[tuple[str, Figure]]:
    """Questions of a reader's kind: a plural noun counted, or a sum or share of something measured."""
    for figure in figures:
        words = _noun(figure.counts)
        if not words or figure.modality is Modality.THREAT:
            continue
        head = words[-1].lower()
        if not figure.unit and figure.value > FEW and _is_plural(head) and not (len(words) == 1 and head in _BARE):
            yield f"How many {figure.counts} does the article mention?", figure
        elif figure.unit in _SUMS and head in _MEASURED:
            yield f"How much {'are' if _is_plural(head) else 'is the'} {_plain(figure.counts)}?", figure


def _noun(counts: str) -> list[str]:
    """The words of a noun phrase up to its head: what stands before “of”, “to”, “from”; empty where it is no such."""
    words = counts.split()
    if not words or words[0].lower() in _NO_NOUN or counts[0].isdigit():
        return []
    stop = next((k for k, word in enumerate(words) if word.lower() in _NO_NOUN), len(words))
    return words[:stop]


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "'s", "’s", ".s")))


def _plain(counts: str) -> str:
    return counts.removeprefix("the ").removeprefix("The ")


_SUMS = ("percent", "USD", "GBP", "EUR", "JPY")
_PLURALS = frozenset("people men women children larvae".split())
_BARE = frozenset("people countries nations sides leaders times points marks crowns years days hours".split())
"""Nouns that ask nothing by themselves: “how many people?” wants a verb."""
_MEASURED = frozenset(
    """exports imports tariff tariffs tax toll levy fee fine grant rise increase profit loss debt deficit budget price
    cost rent wage salary interest turnout unemployment inflation rate bill estimate pledge investment aid""".split()
)
FEW = 3
"""“two leaders” is worth no question."""
_NO_NOUN = frozenset(
    "to of in on at by for from with and or that which who more less its their his her the a an".split()
)


def _words(quotes: Sequence[Quote]) -> Iterator[str]:
    for quote in quotes:
        if quote.speakers:
            yield f"What did {quote.speakers[0]} say?"


def _who(people: Sequence[Person]) -> Iterator[str]:
    for person in people:
        if person.kind is PersonKind.PERSON and person.roles:
            yield f"Who is {person.name}?"
