"""Numbers: the numbers of a text, in digits or words, with scale, unit, range and how exact they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from briefs.patterns import pattern
from briefs.units import SCALES, unit_of

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_RANKS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
_CARDINALS = {word: value for value, word in enumerate(_ONES)} | {word: 20 + 10 * at for at, word in enumerate(_TENS)}
_ORDINALS = {word: value for value, word in enumerate(_RANKS, 1)} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50}
_ORDINALS |= {"sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_CARDINAL = "|".join(sorted(_CARDINALS, key=len, reverse=True))
_MULTIPLE = "hundred|thousand|million|billion|trillion|dozen"
_CURRENCY = r"(?:US|AU?|CA?|HK|NZ|S|R)?\$|[£€¥₹₩₽₺]|(?:USD|EUR|GBP|JPY|CHF|CNY|INR|AUD|CAD)\s"
_DIGITS = pattern(
    rf"""(?<![\w.,])(?<![A-Za-z][-–’'])(?P<currency>{_CURRENCY})?\s?(?P<sign>(?<![\w)])[-−])?
      (?P<amount>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,5}}(?:\.[0-9]{{1,9}})?|[0-9]{{1,15}}(?:\.[0-9]{{1,9}})?)(?![0-9])
      (?P<ordinal>(?:st|nd|rd|th)\b)?(?P<half>\s?½)?
      (?P<scale>[\s-]?(?:hundred|thousand|million|billion|trillion)\b|\s?(?:bn|tn|mn|m|k)\b(?!\s(?:high|long|wide|deep|tall|away|race
        |sprint|from|below|above|butterfly|freestyle|hurdles)\b))?""",
    re.VERBOSE,
)
_WORDS = pattern(
    rf"""(?<![\w’'-])(?:
        (?P<several>(?:tens|hundreds|thousands|millions|billions|trillions|dozens|scores)\sof
          (?:\s(?:thousands|millions|billions)\sof)?)
      | (?P<odds>(?:{_CARDINAL})\s(?:in|out\sof)\s(?:every\s)?(?:{_CARDINAL})(?!\w))
      | (?P<share>(?<=\bby\s)an?\s(?:half|third|quarter|fifth|tenth)\b|(?:{_CARDINAL})-(?:half|thirds?|quarters?
          |fifths?|tenths?))
      | (?P<part>(?!half\sa\s(?:{_MULTIPLE}))(?:(?:{_CARDINAL}|an?)[\s-])?(?:half|thirds?|quarters?|fifths?
          |tenths?))(?=\s(?:of|the|its|their|his|her|an?)\s)
      | (?P<cardinal>(?:half\sa|an?)\s(?:{_MULTIPLE})\b
          | (?:{_CARDINAL})\b(?:[\s-](?:and\s)?(?:{_CARDINAL}|{_MULTIPLE})\b){{0,8}})
      | (?P<rank>(?:(?:{"|".join(_TENS)})-)?(?:{"|".join(_ORDINALS)})\b)
      )(?![\w’]|-(?:and|in|on|off|to|up|time|ever|hand|rate|class|degree|person|sided|way)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_LETTERS = pattern(r"[A-Za-z]+")
_DIGIT = pattern(r"[0-9]")
_NUMBER_WORDS = frozenset([*_CARDINALS, *_ORDINALS, *_PARTS, *(f"{part}s" for part in _PARTS), *_MULTIPLE.split("|")])
_SPACED = str.maketrans(dict.fromkeys("-–—,.;:!?()[]\"“”‘’'", " "))
_NUMBER_WORDS |= frozenset("tens hundreds thousands millions billions trillions dozens scores".split())
_OPENING = _NUMBER_WORDS | {"a", "an"}
_ABOUT = pattern(
    r"(?:\b(?:about|around|approximately|roughly|some|nearly|almost|circa|estimated|over|under|above|below|up\sto|close\sto"
    r"|(?:more|less|fewer|greater|higher|lower)\sthan|at\s(?:least|most)|as\s(?:many|much|few|little)\sas|upwards?\sof)"
    r"|\bc\.|[~≈<>])\s?(?:a\s|an\s)?$",
    re.IGNORECASE,
)
_ABOUT_AFTER = pattern(r"(?:\s\w{1,20})?\sor\s(?:so|more)\b|-odd\b|\splus\b|\+")
_SLASHED = pattern(r"[0-9]/[0-9]")
"""“9/11” and “03/04/2026” are days, and which ones is not said."""
_ODD = pattern(r"-plus\b|-odd\b|\+")
_CLOCK = pattern(r"\s?(?:[ap]\.?m\b|o['’]clock|GMT|hrs\b|(?:this\s(?:morning|afternoon|evening)|tonight|tomorrow)\b)")
_TO = pattern(r"\sto\s(?:about\s|around\s|just\s|nearly\s|only\s|some\s)?")
_RANGE = pattern(r"\s?[-–]\s?|\sto\s")
_BETWEEN = pattern(r"\bbetween\s(?:about\s|around\s)?$", re.IGNORECASE)
_FROM = pattern(
    r"(?<!ranging\s)(?<!ranges\s)(?<!ranged\s)(?<!anywhere\s)\bfrom\s(?:about\s|around\s|just\s)?$", re.IGNORECASE
)
_SCORED = pattern(r"\s(?:win|victory|defeat|loss|draw|lead|vote|ruling|decision|thrashing|away|home|aggregate)\b")


@dataclass(frozen=True, slots=True)
class Number:
    """`text[start:end]` with its unit; `value` and `high` are multiplied by their scale."""

    start: int
    end: int
    value: Decimal
    unit: str = ""
    high: Decimal | None = None
    approximate: bool = False
    spelled: bool = False
    scale: Decimal = Decimal(1)


def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of `text` in order; a range or a score is one. Digits in names (“F-16”) and clock times are none."""
    found = sorted([*_in_digits(text), *_in_words(text)], key=lambda number: number.start)
    return tuple(_joined(text, found))


def _in_digits(text: str) -> Iterator[Number]:
    if not _DIGIT.search(text):
        return
    for match in _DIGITS.finditer(text):
        if _CLOCK.match(text, match.end()) or _SLASHED.search(text, max(0, match.start() - 2), match.end() + 2):
            continue
        if text[match.end() : match.end() + 1] == ":" and text[match.end() + 1 : match.end() + 2].isdigit():
            continue
        if (
            text[max(0, match.start() - 1) : match.start()] == ":"
            and text[match.start() - 2 : match.start() - 1].isdigit()
        ):
            continue
        scale = SCALES.get((match["scale"] or "").strip(" -").lower(), Decimal(1))
        value = (Decimal(match["amount"].replace(",", "")) + (Decimal("0.5") if match["half"] else 0)) * scale
        odd = _ODD.match(text, match.end())
        unit, end = unit_of(text, odd.end() if odd else match.end(), match["currency"] or "")
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        yield Number(
            start,
            end,
            _plain(-value if match["sign"] else value),
            "ordinal" if match["ordinal"] else unit,
            approximate=bool(odd) or _approximate(text, start, end),
            scale=scale,
        )


def _plain(value: Decimal) -> Decimal:
    """1,500,000 and not 1500000.0."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _in_words(text: str) -> Iterator[Number]:
    if _NUMBER_WORDS.isdisjoint(text.lower().translate(_SPACED).split()):
        return
    for match in _spelled(text):
        words = match.group().lower().replace("-", " ").split()
        if _CLOCK.match(text, match.end()) or (words == ["one"] and not _counts(text, match.end())):
            continue
        unit, end = unit_of(text, match.end())
        about = _approximate(text, match.start(), end)
        match match.lastgroup:
            case "several":
                yield Number(match.start(), match.end() - 3, _several(words), "", None, True, True)
            case "odds":
                share = (_cardinal(words[:1]) / (_cardinal(words[-1:]) or 1)).quantize(Decimal("0.0001")).normalize()
                yield Number(match.start(), match.end(), share, "fraction", None, about, True)
            case "part" | "share":
                yield Number(match.start(), match.end(), _part(words), "fraction", None, about, True)
            case "rank":
                if _ranks(text, match.start(), match.end()):
                    yield Number(match.start(), match.end(), _ordinal(words), "ordinal", spelled=True)
            case _:
                yield Number(match.start(), end, _cardinal(words), unit, None, about, True)


def _spelled(text: str) -> Iterator[re.Match[str]]:
    """The numbers in words, looked for only where a word of number or an article stands."""
    done = 0
    for word in _LETTERS.finditer(text):
        if word.start() >= done and word.group().lower() in _OPENING and (match := _WORDS.match(text, word.start())):
            done = match.end()
            yield match


def _joined(text: str, numbers: Iterable[Number]) -> Iterator[Number]:
    """Two numbers with a dash or “to” between them are one range or one score."""
    last: Number | None = None
    for number in numbers:
        if last is not None and number.start < last.end:
            continue
        if last is not None and (both := _both(text, last, number)):
            last = both
            continue
        if last is not None:
            yield _like(text, last, number)
            number = _carried(text, last, number)
        last = number
    if last is not None:
        yield last


def _both(text: str, low: Number, high: Number) -> Number | None:
    between = text[low.end : high.start]
    before = text[max(0, low.start - 20) : low.start]
    if (
        len(between) > 5
        or low.high is not None
        or "ordinal" in (low.unit, high.unit)
        or (low.unit and high.unit and low.unit != high.unit)
    ):
        return None
    if between in ("-", "–") and (high.value <= low.value or _SCORED.match(text, high.end)) and high.value < 1000:
        return replace(low, end=high.end, unit="score") if not high.unit else None
    if not (_RANGE.fullmatch(between) or (between == " and " and _BETWEEN.search(before))) or _FROM.search(before):
        return None
    value = low.value * high.scale if low.scale == 1 and low.value < high.value / high.scale else low.value
    if value >= high.value:
        return None
    return replace(low, end=high.end, value=value, high=high.value, unit=high.unit or low.unit, scale=high.scale)


def _like(text: str, low: Number, high: Number) -> Number:
    """`low` with the unit and scale of `high` where they share it: “from 15 to 25 percent”."""
    if low.unit or low.scale != 1 or text[low.end : high.start] != " to ":
        return low
    if not _FROM.search(text[max(0, low.start - 20) : low.start]):
        return low
    grows = low.value < high.value / high.scale
    return replace(low, unit=high.unit, value=low.value * high.scale if grows else low.value)


def _carried(text: str, low: Number, high: Number) -> Number:
    """`high` with the unit that only `low` names: “from 9,800 square kilometers to about 5,900”."""
    if high.unit or not low.unit or not _TO.fullmatch(text, low.end, high.start):
        return high
    return replace(high, unit=low.unit) if _FROM.search(text[max(0, low.start - 20) : low.start]) else high


def _approximate(text: str, start: int, end: int) -> bool:
    return bool(_ABOUT.search(text[max(0, start - 24) : start]) or _ABOUT_AFTER.match(text, end))


def _cardinal(words: list[str]) -> Decimal:
    total, part = Decimal(0), Decimal(0)
    for word in words:
        if word in _CARDINALS:
            part += _CARDINALS[word]
        elif word in ("hundred", "dozen"):
            part = (part or 1) * SCALES[word]
        elif word in SCALES:
            total, part = total + (part or 1) * SCALES[word], Decimal(0)
        elif word == "half":
            return SCALES[words[-1]] / 2
    return total + part


def _several(words: list[str]) -> Decimal:
    """The least that “hundreds of” or “tens of thousands of” can mean."""
    value = Decimal(1)
    for word in words:
        single = word.removesuffix("s")
        value *= SCALES.get(single, {"ten": Decimal(10), "score": Decimal(20)}.get(single, Decimal(1)))
    return value


def _part(words: list[str]) -> Decimal:
    whole = Decimal(_PARTS[words[-1].removesuffix("s")])
    return (
        ((Decimal(_CARDINALS.get(words[0], 1)) if len(words) > 1 else Decimal(1)) / whole)
        .quantize(Decimal("0.0001"))
        .normalize()
    )


def _ordinal(words: list[str]) -> Decimal:
    return Decimal(sum(_CARDINALS.get(word, 0) or _ORDINALS.get(word, 0) for word in words))


_NOT_COUNTED = pattern(
    r"\s(?:of|is|was|has|had|can|could|will|would|who|that|which|another|back|day|stage|point|time|thing|way|by|or|and|to|in|at|on|for|as)\b"
)


def _counts(text: str, end: int) -> bool:
    """Whether “one” counts what follows it, rather than stand for somebody."""
    return bool(re.match(r"[\s-][a-z]", text[end : end + 2])) and not _NOT_COUNTED.match(text, end)


def _ranks(text: str, start: int, end: int) -> bool:
    """Whether an ordinal in words ranks a noun: “the first meeting”, not “at first” or “ten seconds”."""
    return bool(re.match(r"\s[a-zA-Z]", text[end : end + 2])) and text[max(0, start - 3) : start].lower() != "at "
