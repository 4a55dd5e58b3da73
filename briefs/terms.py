"""Terms: the words of a text, with their offsets, their stems, and whether they carry meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefs.patterns import pattern

STOP = frozenset(
    """a an the this that these those some any each every no of in on at by for from to with into onto upon
    about above after against along among around as before behind below beneath beside between beyond
    but despite down during except inside like near off out outside over past per since than through
    throughout till toward towards under until up via within without and or nor so yet if because while
    although though whether unless i me my mine myself we us our ours ourselves you your yours yourself
    he him his himself she her hers herself it its itself they them their theirs themselves one who whom
    whose what which when where why how am is are was were be been being do does did doing done have has
    had having will would shall should can could may might must ought not n't there here then now just
    only also too very much many more most such own same other another both either neither all again
    further once ever s t d ll m re ve don didn doesn isn wasn weren aren hasn haven hadn wouldn
    couldn shouldn mr mrs ms dr please tell""".split()
)
"""Words that say little about what a sentence is about."""

_TERM = pattern(
    r"\d+(?:[.,:]\d+)*"  # 6,588 and 13:00 and 0.4
    r"|[぀-ヿ㐀-䶿一-鿿가-힯]{1,2}"
    r"|(?:[A-Z]\.){2,}"  # U.S.
    r"|[^\W\d_]+"
)
_BRITISH = (("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"))
_SPELLING = {
    "colour": "color", "favour": "favor", "labour": "labor", "honour": "honor", "neighbour": "neighbor",
    "behaviour": "behavior", "centre": "center", "theatre": "theater", "defence": "defense", "offence": "offense",
    "licence": "license", "programme": "program", "organise": "organize", "tonne": "ton", "lorry": "truck",
    "synaesthesia": "synesthesia", "grey": "gray", "aluminium": "aluminum", "jewellery": "jewelry",
    "uni": "university", "cent": "percent", "color": "color",
}  # fmt: skip
IRREGULAR = {
    form: base
    for base, forms in {
        "be": "am is are was were been being", "have": "has had having", "do": "does did done", "say": "said says",
        "go": "went gone goes", "get": "got gotten", "make": "made", "know": "knew known", "think": "thought",
        "take": "took taken", "see": "saw seen", "come": "came", "give": "gave given", "find": "found",
        "tell": "told", "become": "became", "leave": "left", "feel": "felt", "bring": "brought", "begin": "began begun",
        "keep": "kept", "hold": "held", "write": "wrote written", "stand": "stood", "hear": "heard",
        "mean": "meant", "meet": "met", "run": "ran", "pay": "paid", "sit": "sat", "speak": "spoke spoken",
        "lead": "led", "grow": "grew grown", "lose": "lost", "fall": "fell fallen", "send": "sent", "build": "built",
        "draw": "drew drawn", "break": "broke broken", "spend": "spent", "rise": "rose risen",
        "drive": "drove driven", "buy": "bought", "wear": "wore worn", "choose": "chose chosen", "seek": "sought",
        "throw": "threw thrown", "catch": "caught", "win": "won", "teach": "taught", "sell": "sold",
        "fight": "fought", "steal": "stole stolen", "sing": "sang sung", "swim": "swam swum", "fly": "flew flown",
        "forget": "forgot forgotten", "lend": "lent", "bear": "bore borne born", "bind": "bound", "bite": "bit bitten",
        "blow": "blew blown", "deal": "dealt", "dig": "dug", "drink": "drank drunk", "eat": "ate eaten",
        "feed": "fed", "flee": "fled", "forbid": "forbade forbidden", "freeze": "froze frozen", "hang": "hung",
        "hide": "hid hidden", "lay": "laid", "light": "lit", "ride": "rode ridden", "ring": "rang rung",
        "shake": "shook shaken", "shine": "shone", "shoot": "shot", "show": "shown", "shrink": "shrank shrunk",
        "sleep": "slept", "slide": "slid", "spin": "spun", "spring": "sprang sprung", "stick": "stuck",
        "strike": "struck", "swear": "swore sworn", "sweep": "swept", "swing": "swung", "tear": "tore torn",
        "understand": "understood", "wake": "woke woken", "weep": "wept", "die": "died dying dies",
        "child": "children", "man": "men", "woman": "women", "person": "people persons", "foot": "feet",
        "tooth": "teeth", "mouse": "mice", "life": "lives", "wife": "wives", "half": "halves", "leaf": "leaves",
        "knife": "knives", "shelf": "shelves", "percent": "percentage percentages", "lie": "lying lies lied",
    }.items()
    for form in forms.split()
}  # fmt: skip
_DOUBLED = pattern(r"([bdfgklmnprtvz])\1$")
_VOWEL = pattern(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or number; `text[start:end]` of the text it was read from."""

    text: str
    start: int
    end: int
    stem: str

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def stops(self) -> bool:
        """Whether the word is too common to tell sentences apart (“us” is, “US” is not)."""
        common = self.lower in STOP or self.stem == "will"
        return common and not (self.text.isupper() and len(self.text) > 1)


def find_terms(text: str) -> tuple[Term, ...]:
    """The words and numbers of `text` in order; punctuation and signs are left out."""
    return tuple(Term(m.group(), m.start(), m.end(), _stem_at(text, m)) for m in _TERM.finditer(text))


def _stem_at(text: str, found: re.Match[str]) -> str:
    """“won” of “won't” is “will”, whatever it is elsewhere."""
    if found.group().lower() == "won" and text[found.end() : found.end() + 2] in ("'t", "’t"):
        return "will"
    return stem(found.group())


def content_stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text` that carry meaning, in order."""
    return tuple(term.stem for term in find_terms(text) if not term.stops)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A crude common form: “negotiations” and “negotiated”, “colour” and “color” meet; names keep theirs."""
    low = word.lower().replace(".", "") if word[0].isalpha() else word.lower()
    if not low.isascii() or not low.isalpha():
        return low.replace(",", "") if low[:1].isdigit() else low
    low = IRREGULAR.get(low, low)
    low = _SPELLING.get(low, low)
    low = _spelling(low)
    return low if len(low) < 4 else _suffixless(low)


def _spelling(low: str) -> str:
    for british, american in _BRITISH:
        if low.endswith(british) and len(low) > len(british) + 3:
            return low[: -len(british)] + american
    for plain in (low.removesuffix("s"), low.removesuffix("ed"), low.removesuffix("ing")):
        if plain in _SPELLING:
            return _SPELLING[plain]
    return low


_SUFFIXES = (
    ("izations", "iz"), ("ization", "iz"), ("izing", "iz"), ("ized", "iz"), ("izes", "iz"), ("ize", "iz"),
    ("ations", ""), ("ation", ""), ("ating", ""), ("ated", ""), ("ates", ""), ("ate", ""), ("ators", ""),
    ("ator", ""), ("itions", ""), ("ition", ""), ("ments", ""), ("ment", ""), ("nesses", ""), ("ness", ""),
    ("ings", ""), ("ing", ""), ("ions", ""), ("ion", ""), ("edly", ""), ("ously", ""),
    ("ies", "y"), ("ied", "y"), ("ily", "y"), ("ally", "al"), ("ly", ""), ("ers", ""), ("er", ""), ("ors", ""),
    ("or", ""), ("sses", "ss"), ("ed", ""), ("es", ""), ("e", ""), ("s", ""),
)  # fmt: skip


def _suffixless(low: str) -> str:
    if low.endswith(("ss", "us", "is")) and not low.endswith(("ness", "less")):
        return low
    for suffix, put in _SUFFIXES:
        if low.endswith(suffix):
            base = low[: -len(suffix)]
            if len(base) >= 3 and _VOWEL.search(base):
                return _tidy(base + put)
    return _DOUBLED.sub(r"\1", low)


def _tidy(base: str) -> str:
    if _DOUBLED.search(base):
        base = base[:-1]
    if base.endswith("i"):
        base = base[:-1] + "y"
    return base.removesuffix("e") if len(base) > 3 else base
