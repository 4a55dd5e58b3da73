"""Naming: the names that a question uses, as whole as an article would have them: “Emmanuel Macron”."""

from __future__ import annotations

from briefs.answers.question import Question
from briefs.patterns import pattern
from briefs.terms import Term

SHORTEST_NAME = 3
"""Letters: “Jr”, “IL” and “UK” may be written otherwise in the article."""
LATIN = 0x24F
"""The last letter of the Latin alphabet with its marks; a name in another one may stand in the article in this."""
_ASKS_ELSEWHERE = frozenset(
    "wer wen wem wo wann wie was warum welche wessen quién quien qué que cuándo cuando dónde donde cómo como qui quand "
    "où comment pourquoi quel quelle chi dove quando perché quanto quem onde quantos vem när hvem hvor wie waar".split()
)
"""What opens a question in other languages, and is no name for its capital."""
_SENTENCE_END = pattern(r"(?<=[a-z”\"]{4})[.!]\s+(?=[A-Z])")
"""What is told before the question asks nothing: “Julia Child is known for her laugh. What …?”."""


def whole_names(question: Question) -> list[str]:
    """The question's names, words that stand side by side together; none with a digit."""
    found: list[str] = []
    last = -2
    begins = max((m.end() for m in _SENTENCE_END.finditer(question.text)), default=0)
    for k, term in enumerate(question.terms):
        if term.start < begins or not _may_name(question, term):
            continue
        if last == k - 1 and question.text[question.terms[last].end : term.start] in (" ", "-", " '"):
            found[-1] += f" {term.text}"
        else:
            found.append(term.text)
        last = k
    return [name for name in found if not any(c.isdigit() for c in name)]


def _may_name(question: Question, term: Term) -> bool:
    named = term.text in question.names and term.stem in question.stems and len(term.text) >= SHORTEST_NAME
    return named and ord(term.text[0]) <= LATIN and term.lower not in _ASKS_ELSEWHERE
