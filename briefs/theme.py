"""Theme: what a story is about, by the words it keeps coming back to, and which sentences wander from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefs.choice import stems
from briefs.model import Sentence
from briefs.patterns import pattern

_AGAIN = 2
"""Sentences in which a word of the headline or the lede must stand for the story to be about it."""
_OFTEN, _SHARE = 3, 0.08
"""Number and share of the sentences in which any other word must stand."""
_CLOSE = 2
"""Words of the theme that make a sentence one about it."""
_FRONT = pattern(r"(?:(?:The|A|An)\s)?(?:[a-z][\w-]*\s){0,3}((?:[A-Z][\w’'-]*\W{1,2}){1,4})")
"""A name at the front of a sentence, behind a role or none: “Guitarist Ann Lee”, “The mayor, Ann Lee,”."""
_FULL_NAME = pattern(r"\b[A-Z][\w’'-]+\s[A-Z][\w’'-]+")
_SEVERAL = 2
"""Full names met nowhere else that make a sentence a list of people."""
_WORD = pattern(r"[A-Za-z][\w’'-]*")
_SPEAKS = pattern(
    r"\b(?:said|says|told|according|added|argue[sd]?|warn(?:s|ed)|believe[sd]?|claim(?:s|ed)|insist(?:s|ed)|explain(?:s|ed)"
    r"|call(?:s|ed)\s(?:for|on)|welcomed|condemned|criticised|criticized|described|ruled|found|sentenced|ordered)\b"
)


class Theme:
    """The words that a story is about: of its headline and lede those that come again, and what else recurs."""

    def __init__(self, pool: Sequence[Sentence], opening: str) -> None:
        """`opening` is the headline, where there is one, and the lede."""
        self._stems = [stems(sentence.text) for sentence in pool]
        self._seen = Counter(stem for mine in self._stems for stem in mine)
        often = max(_OFTEN, _SHARE * len(pool))
        first = stems(opening)
        self.words = {s for s, times in self._seen.items() if times >= (_AGAIN if s in first else often)}

    def holds(self, at: int) -> bool:
        """Whether sentence `at` is about what the story is about."""
        return len(self._stems[at] & self.words) >= _CLOSE

    def touches(self, at: int) -> bool:
        """Whether sentence `at` has any word of the theme."""
        return not self._stems[at].isdisjoint(self.words)

    def strays(self, own: str, *, speaks: bool = True) -> bool:
        """Whether a sentence (`own` words) is about who or what is named nowhere else and takes no position.

        Where it is not one that `speaks` in the reporter's words, what is said counts for no position.
        """
        if speaks and _SPEAKS.search(own):
            return False
        front = _FRONT.match(own.lstrip())
        if front and self._is_new(" ".join(word for word in _WORD.findall(front[1]) if word[0].isupper())):
            return True
        return sum(self._is_new(name) for name in _FULL_NAME.findall(own)) >= (_SEVERAL if speaks else 1)

    def _is_new(self, name: str) -> bool:
        """Whether all words of a name stand in one sentence only."""
        words = stems(name)
        return bool(words) and all(self._seen[word] <= 1 for word in words)
