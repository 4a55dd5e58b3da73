"""Kinds: what sorts of question there are, and which one a wording is."""

from __future__ import annotations

import re
from enum import StrEnum

from briefs.answers.lexicon import PREPOSITIONS
from briefs.answers.wording import is_mistyped
from briefs.patterns import pattern
from briefs.terms import stem


class Kind(StrEnum):
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    WHY = "why"
    HOW = "how"
    HOW_MANY = "how many"
    HOW_MUCH = "how much"
    HOW_LONG = "how long"
    HOW_OLD = "how old"
    WHAT = "what"
    YES_NO = "yes or no"
    EITHER = "either or"
    SAID = "what was said"
    SPEAKER = "who said"
    DEFINE = "what is"
    COMPARE = "comparison"
    LIST = "list"
    SUMMARY = "summary"
    BOT = "about the bot"
    EMPTY = "empty"


class Wanted(StrEnum):
    """The type of the words that would answer."""

    PERSON = "person"
    PLACE = "place"
    GROUP = "group"
    TIME = "time"
    DURATION = "duration"
    AGE = "age"
    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"
    NAME = "name"
    QUOTE = "quote"
    REASON = "reason"
    CLAUSE = "clause"
    ANY = "any"


_WH = pattern(
    r"\b(who(?:m|se)?(?:['’]s)?|what(?:['’]?s|['’]re)?|which|when(?:['’]s)?|where(?:['’]?s)?|why|how(?:['’]s)?)\b", re.I
)
_HOW = (
    (Kind.HOW_MUCH, Wanted.NUMBER, pattern(r"\bby\s+how\s+much\b", re.I)),
    (
        Kind.HOW_MUCH,
        Wanted.MONEY,
        pattern(r"\bhow\s+many\s+(?:[mb]illions|dollars|pounds|euros|yen)\b(?!\s+of\s+(?!dollars|pounds|euros))", re.I),
    ),
    (Kind.HOW_MANY, Wanted.NUMBER, pattern(r"\bhow\s+many\b|\bwhat\s+number\s+of\b|\bnumber\s+of\b.{0,40}\?", re.I)),
    (
        Kind.HOW_MUCH,
        Wanted.MONEY,
        pattern(
            r"\bhow\s+much\b(?=.*\b(?:cost|pay|paid|price|worth|spen[dt]|earn|invest|money|sell|sold|raise|donat|owe|fine|fetch|charge|salary)\w*)",
            re.I,
        ),
    ),
    (
        Kind.HOW_MUCH,
        Wanted.MONEY,
        pattern(
            r"\bwhat\s+(?:did|does|do|will|would)\s[^?]{1,80}?\b(?:invest|pay|spend|cost|earn|charge|owe)\b"
            r"(?:\s+(?:in|for|per|an?)\s+\w[^?]{0,80})?\W*$",
            re.I,
        ),
    ),
    (
        Kind.HOW_MUCH,
        Wanted.MONEY,
        pattern(
            r"\bwhat\s+(?:did|do|does|was|were|is|are)\b[^?]{1,80}\b(?:amount\s+to|total|add\s+up\s+to|come\s+to|worth|fetch|(?:sell|go)\s+for)\W*$",
            re.I,
        ),
    ),
    (Kind.HOW_MUCH, Wanted.NUMBER, pattern(r"\bhow\s+much\b", re.I)),
    (Kind.HOW_OLD, Wanted.AGE, pattern(r"\bhow\s+old\b|\bwhat\s+age\b|\bage\s+of\b", re.I)),
    (Kind.HOW_LONG, Wanted.DURATION, pattern(r"\bhow\s+long\b(?!\s+ago)", re.I)),
    (Kind.WHEN, Wanted.TIME, pattern(r"\bhow\s+long\s+ago\b|\bhow\s+(?:soon|often|early|late)\b", re.I)),
    (
        Kind.HOW_MUCH,
        Wanted.PERCENT,
        pattern(
            r"\bhow\s+(?:high|low|steep|big|large)\b.{1,40}\b(?:tariff|dut(?:y|ies)|rate|lev(?:y|ies)|tax|taxes)s?\b",
            re.I,
        ),
    ),
    (
        Kind.HOW_MUCH,
        Wanted.NUMBER,
        pattern(r"\bhow\s+(?:big|large|far|tall|high|fast|wide|deep|heavy|small|hot|cold|warm)\b", re.I),
    ),
)
_JAPANESE = (
    (Kind.HOW_MUCH, Wanted.PERCENT, pattern("何(?:パーセント|％|%)|何割")),
    (Kind.HOW_MUCH, Wanted.MONEY, pattern("いくら|何(?:億|兆|万)?(?:ドル|円)")),
    (Kind.HOW_LONG, Wanted.DURATION, pattern("どのくらいの間|何(?:時間|日間|週間|か月間|年間)")),
    (Kind.HOW_OLD, Wanted.AGE, pattern("何歳")),
    (Kind.WHEN, Wanted.TIME, pattern("いつ|何(?:年|月|日|曜日|時)")),
    (Kind.HOW_MANY, Wanted.NUMBER, pattern("いくつ|何(?:本|人|つ|個|台|回|件|か国|カ国)")),
    (Kind.WHERE, Wanted.PLACE, pattern("どこ|どの(?:都市|国|場所|町)")),
    (Kind.SAID, Wanted.QUOTE, pattern("何と(?:言|述|語|話|呼)")),
    (Kind.WHO, Wanted.PERSON, pattern("誰|だれ|どなた")),
    (Kind.WHY, Wanted.REASON, pattern("なぜ|どうして")),
)
"""Question words of Japanese: its readers ask about English briefs."""
_TIME_HEADS = frozenset("year date day month time decade century season hour week period era".split())
_PLACE_HEADS = frozenset(
    """city country place state town location venue region area province village island street county nation
    continent district site capital building palace hotel venue stadium hall""".split()
)
_PERSON_HEADS = frozenset(
    """person man woman president minister leader player official actor actress singer author judge senator mayor
    king queen officer director boss coach star politician scientist researcher driver winner victim suspect lawyer
    spokesman spokeswoman artist writer student passenger producer general governor emperor pope prince chief
    people member presenter aide adviser advisor spokesperson colleague contractor attorney striker midfielder defender
    manager resident councillor owner worker expert builder teacher neighbour negotiator envoy
    ambassador""".split()
)
_GROUP_HEADS = frozenset(
    """company organisation organization group party team agency university school band club firm channel paper
    newspaper network bank union court hospital uni college team army church government""".split()
)
_MONEY_HEADS = frozenset(
    "price cost sum salary fee fine budget bill revenue income profit deficit surplus worth pay".split()
)
_PERCENT_HEADS = frozenset("percentage percent share proportion rate tariff".split())
_NUMBER_HEADS = frozenset(
    "number amount total count score figure population size length height weight distance temperature".split()
)
_DURATION_HEADS = frozenset("duration sentence term".split())
_SPEAK = pattern(
    r"\bwho(?:se words)?\s+(?:\w+\s+){0,2}?(?:said|says|called|described|told|tweeted|wrote|claimed|warned"
    r"|reckon(?:s|ed)?|"
    r"argued|added|stated|announced|thinks?|believes?|spoke(?!\s+(?:of|highly|well|ill|warmly|fondly|so|very))|quoted|insisted|predicted|complained|suggested|promised|vowed|assured)\b"
    r"|\bwhich\s+\w+\s+(?:said|says|called|described|told|tweeted|wrote|claimed|warned|reckons?|thinks?)\b"
    r"|\bwho\s+(?:was|is)\s+quoted\b|\bwhose\s+(?:words|quote)\b",
    re.I,
)
_SAID = pattern(
    r"\bwhat\s+(?:(?:was|were|is|are)\s+.{0,60}\b(?:told|reaction)\b|were\s+\w+(?:['’]s)?\s+words\b)"
    r"|\bwhat(?:['’]?s|\s+(?:else|exactly|words?|comments?|thing|things|reaction|name|nickname))?\s+(?:did|does|do|has|have|had)\b.{0,60}\b(?:say|said|tell|told|tweet(?:ed)?|think|comment(?:ed)?|"
    r"call(?:ed)?|describe[d]?|write|written|wrote|respond|reply|claim|argue|warn|reaction)\b"
    r"|\bwhat\s+were\s+\w+(?:['’]s)?\s+words\b|\bhow\s+did\b.{0,50}\b(?:describe|react|respond|reply)\b|\bquotes?\s+(?:from|by|of)\b",
    re.I,
)
_YES_NO = pattern(
    r"^\W*(?:(?:and|but|so|ok|okay|well|hey|hi|please|um|also|then|yes|no)[\s,]+)*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|"
    r"should|may|might|must|isn['’]?t|aren['’]?t|wasn['’]?t|weren['’]?t|didn['’]?t|doesn['’]?t|don['’]?t|hasn['’]?t|haven['’]?t|won['’]?t)\s+\w",
    re.I,
)
_DEFINE = pattern(
    r"^\W*(?:who|what)(?:['’]?s|\s+(?:is|are|was|were))\s+(?:an?\s+|the\s+)?([\w.’'-]+(?:\s+[\w.’'-]+){0,3})\s*\??\W*$",
    re.I,
)
_BOT = pattern(
    r"\b(?:who|what)\s+(?:are|r)\s+(?:you|u)\b|\bare\s+you\s+(?:a|an|real|human|chatgpt|gpt|ai)\b|\bwhat\s+can\s+you\s+do\b|"
    r"\bhow\s+do\s+(?:you|i)\s+(?:work|use\s+(?:you|this))\b|\bwho\s+(?:made|built|wrote|created)\s+(?:you|this\s+bot)\b|^\W*help\W*$|"
    r"^\W*(?:thanks|thank\s+you|thx|ok|okay|cool|great|nice|lol|hi|hello|hey|bye|good\s+(?:morning|evening|night))\W*$|"
    r"^\W*(?:please\s+)?(?:repeat\s+after|write\s+(?:me\s+)?an?\s|translate|pretend|act\s+as|you\s+are\s+now|imagine\s+you)\b|"
    r"\byour\s+(?:system\s+)?(?:prompt|instructions|name|creator)\b|\bthis\s+bot\b",
    re.I,
)
_SUMMARY = pattern(
    r"^\W*(?:(?:can|could)\s+you\s+|please\s+)?(?:summari[sz]e|sum\s+(?:it|this|that)\s+up|give\s+me\s+(?:a\s+|the\s+)?(?:summary|gist|overview)|"
    r"tl;?dr|what(?:['’]?s|\s+is)\s+(?:new|the\s+(?:news|story|gist|article)|this\s+about|it\s+about|(?:the|this)\s+(?:article|story|summit)\s+about|"
    r"going\s+on|happening)|what\s+(?:has\s+)?happened(?=\W*$|\s+when\W*$|\s+(?:today|yesterday|here|exactly|so\s+far|(?:in|at)\s+(?:the|this)\s+(?:article|story|summit|meeting)))|summary|overview|what['’]?s\s+up)\b[^?]{0,24}\??\W*$",
    re.I,
)
_LIST = pattern(
    r"\b(?:list|name)\s+(?:all|the|every|some)\b|\b(?:which|what)\s+(?:two|three|four|five|all)\b|\bare\s+mentioned\b",
    re.I,
)
_COMPARE = pattern(
    r"\b(?:which|what|who)\b.{0,40}\b(?:larg|bigg|great|high|low|small|few|more|less|long|short|old|young|cheap|expens)\w*(?:er|est)?\b.{0,20}[,:–—-]\s*.+\bor\b"
    r"|\b(?:which|who)\s+(?:is|are|was|were)\s+(?:the\s+)?(?:\w+er|more|less)\b",
    re.I,
)


_OFFERS = pattern(
    r"^\W*(?:who|which|what|when|where)\b[^,:]{2,120}[,:]\s*[^,:?]{1,40}\s+or\s+[^,:?]{1,40}\??\W*$", re.I
)
"""“Which rate was agreed, 15 or 25 percent?”."""


_JOB = pattern(
    r"^\W*what\s+(?:does|did)\s+(?:[A-Z]?[\w.’'-]+\s){1,3}do(?:\s+for\s+(?:a\s+living|work))?\W*$"
    r"|^\W*what\s+(?:title|position|job|office|post|role)\s+(?:does|did)\s+(?:[\w.’'-]+\s){1,3}(?:hold|have)\W*$"
    r"|^\W*what(?:['’]?s|\s+(?:is|was))\s+(?:[\w.’'-]+\s){0,2}[\w.-]+['’]s?\s+(?:job|role|position|profession|occupation|title|post)\W*$",
    re.I,
)
"""“What does Ann Doe do?”, “what is her job?”: what she is."""


def kind_of(text: str) -> tuple[Kind, Wanted]:
    """The kind of the question `text`, and the type of words that would answer it."""
    if _BOT.search(text):
        return Kind.BOT, Wanted.ANY
    if _SUMMARY.search(text):
        return Kind.SUMMARY, Wanted.CLAUSE
    if _JOB.search(text):
        return Kind.DEFINE, Wanted.ANY
    if _SPEAK.search(text):
        return Kind.SPEAKER, Wanted.PERSON
    if _SAID.search(text):
        return Kind.SAID, Wanted.QUOTE
    if _YES_NO.search(text) and not re.search(
        r"\b(?:tell|know)\s+(?:me\s+)?(?:who|what|when|where|why|how|which)\b", text, re.I
    ):
        return (Kind.EITHER if re.search(r"\bor\b", text, re.I) else Kind.YES_NO), Wanted.CLAUSE
    if _COMPARE.search(text) and re.search(r"\bor\b", text, re.I):
        return Kind.COMPARE, Wanted.ANY
    if _OFFERS.search(text):
        return Kind.EITHER, Wanted.CLAUSE
    for kind, wanted, wording in (*_HOW, *_JAPANESE):
        if wording.search(text):
            return kind, wanted
    if _LIST.search(text):
        return Kind.LIST, Wanted.ANY
    return _by_word(text)


def _by_word(text: str) -> tuple[Kind, Wanted]:
    found = _WH.search(text)
    word = found.group(1).lower() if found else ""
    if word.startswith("who"):
        define = _DEFINE.search(text)
        held = (
            define and define.group(1).split()[-1].lower() in _PERSON_HEADS
        )  # “who is the LDP leader”: a name is asked
        named = define and not held and _is_name_like(define.group(1))
        return (Kind.DEFINE, Wanted.ANY) if named else (Kind.WHO, Wanted.PERSON)
    if word.startswith("when"):
        return Kind.WHEN, Wanted.TIME
    if word.startswith("where"):
        return Kind.WHERE, Wanted.PLACE
    if word == "why" or re.search(
        r"\bhow\s+come\b|\bwhat\s+(?:was|is|were)\s+the\s+(?:reason|cause)|\bfor\s+what\s+reason", text, re.I
    ):
        return Kind.WHY, Wanted.REASON
    if word.startswith("how"):
        return Kind.HOW, Wanted.CLAUSE
    if word.startswith("what") and (define := _DEFINE.search(text)) and _is_definable(define.group(1)):
        return Kind.DEFINE, Wanted.ANY
    return Kind.WHAT, Wanted.ANY


def _is_name_like(words: str) -> bool:
    return words[:1].isupper() or (len(words.split()) <= 2 and not words.lower().endswith(("ed", "ing")))


def _is_definable(words: str) -> bool:
    last = words.split()[-1].lower()
    opens = last in PREPOSITIONS or last.endswith("ed")  # “what is she known for”, “what was signed”
    return len(words.split()) <= 3 and " of " not in f" {words} " and not opens


def wanted_by_head(head: tuple[str, ...], wanted: Wanted) -> Wanted:
    """The type that the asked noun names (“which city”), else `wanted`."""
    for same in (str.__eq__, is_mistyped):
        for noun in reversed(head):
            for heads, kind in _HEADS:
                if any(same(noun, known) for known in _stemmed(heads)):
                    return kind
    return wanted


_HEADS: tuple[tuple[frozenset[str], Wanted], ...] = (
    (_TIME_HEADS, Wanted.TIME),
    (_PLACE_HEADS, Wanted.PLACE),
    (_PERSON_HEADS, Wanted.PERSON),
    (_GROUP_HEADS, Wanted.GROUP),
    (_MONEY_HEADS, Wanted.MONEY),
    (_PERCENT_HEADS, Wanted.PERCENT),
    (_NUMBER_HEADS, Wanted.NUMBER),
    (_DURATION_HEADS, Wanted.DURATION),
    (frozenset(("name", "title", "nickname")), Wanted.NAME),
    (frozenset(("reason", "cause", "motive")), Wanted.REASON),
    (frozenset(("phrase", "expression", "slogan")), Wanted.QUOTE),
)
_STEMMED: dict[frozenset[str], frozenset[str]] = {}


def _stemmed(words: frozenset[str]) -> frozenset[str]:
    if words not in _STEMMED:
        _STEMMED[words] = frozenset(map(stem, words))
    return _STEMMED[words]
