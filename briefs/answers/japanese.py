"""Japanese: what the words of a question in Japanese are called in an English brief.

Not a translation: some two hundred words of the news, countries, and names spelt in katakana by their consonants. What
is not known is left to the sentence vectors.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefs.patterns import pattern
from briefs.terms import stem

_JAPANESE = pattern("[぀-ヿ㐀-䶿一-鿿]")
_KATAKANA = pattern("[ァ-ヺー]{3,}")
_NUMBER = pattern(r"\d+(?:[.,]\d+)*")
_WORDS = """
日本 japan japanese|米国 u.s. america|アメリカ u.s. america|対米 u.s. america export|対日 japan|日米 u.s. japan
中国 china|韓国 south korea|北朝鮮 north korea|台湾 taiwan|ロシア russia|ウクライナ ukraine|英国 britain
イギリス britain|フランス france|ドイツ germany|イタリア italy|インド india|タイ thailand|カンボジア cambodia
ベトナム vietnam|フィリピン philippines|欧州 europe|中東 middle east|イスラエル israel|イラン iran|東京 tokyo
京都 kyoto|大阪 osaka|ワシントン washington|ニューヨーク york|北京 beijing|ロンドン london|パリ paris|アジア asia
首相 prime minister|総理 prime minister|大統領 president|大臣 minister|外相 foreign minister|長官 secretary
知事 governor|市長 mayor|党首 leader party|総裁 president party|首脳 leaders|指導者 leader|政府 government
国会 parliament|議会 parliament|議員 lawmaker|会談 meeting met|会議 meeting conference|会い met meeting
会った met meeting|会っ met meeting|訪問 visit|首脳会談 summit meeting|行われ held meeting|開かれ held|開催 held
選挙 election|投票 vote|政党 party|与党 ruling party|野党 opposition party|貿易 trade|通商 trade|関税 tariff
輸出 exports|輸入 imports|投資 invest|経済 economic economy|協定 agreement deal|合意 agreement deal|条約 treaty
交渉 negotiations|署名 signed|締結 signed|約束 pledge promise|脅し threatened|脅かし threatened|引き上げ raise
引き下げ cut|妥協 compromise|制裁 sanctions|赤字 deficit|黒字 surplus|税 tax|予算 budget|価格 price|費用 cost
株 shares|銀行 bank|会社 company|企業 company|同盟 alliance|友情 friendship|友好 friendship|絆 bond|平和 peace
安定 stability|安全 security|安全保障 security|軍 military|戦争 war|緊張 tensions|緩和 easing|紛争 conflict
攻撃 attack|停戦 ceasefire|核 nuclear|ミサイル missile|防衛 defense|桜 cherry blossom|木 trees|花 flower
贈 donate gift|寄贈 donate gift|寄付 donate|贈り物 gift|記念 anniversary|周年 anniversary|建国 founding
最初 original first|初 first|初めて first|女性 female woman|男性 man|女 female|史上 ever|歴史 history|宮殿 palace
迎賓館 palace|場所 place|賞賛 commended praised|評価 commended praised|称賛 commended praised|感謝 thanked
祝 congratulate|敬意 tribute|呼び called|呼ん called|遺産 legacy|引き継 continue legacy|課題 challenges|誇り proud
親 close|関係 relationship|保守 conservative|元首相 former prime minister|故 late|死亡 died dead|死ん died
亡くな died|負傷 injured|けが injured|病院 hospital|警察 police|逮捕 arrested|裁判 court trial|判決 ruling verdict
火事 fire|地震 earthquake|台風 typhoon|洪水 flood|嵐 storm|事故 accident|列車 train|船 ship|飛行機 plane
空港 airport|港 port|橋 bridge|道路 road|学校 school|大学 university|学生 students|教師 teacher|医師 doctor
研究 study research|科学者 scientist|調査 survey|報告 report|試合 match game|得点 score|勝 won|負け lost|監督 coach
選手 player|ストライキ strike|組合 union|労働者 workers|賃金 wage pay|給料 salary|人口 population|気温 temperature
天気 weather|金額 sum|年齢 age|歳 old|妻 wife|夫 husband|息子 son|娘 daughter|家族 family|子供 children|安倍 abe
晋三 shinzo|高市 takaichi|早苗 sanae|岸田 kishida|石破 ishiba|習近平 xi jinping
"""
_ROWS = """
- アイウエオ|k カキクケコ|s サシスセソ|t タチツテト|n ナニヌネノ|h ハヒヘホ|f フ|m マミムメモ|y ヤユヨ|r ラリルレロ
w ワヲ|n ン
g ガギグゲゴ|z ザジズゼゾ|d ダヂヅデド|b バビブベボヴ|p パピプペポ
"""
"""The consonant of each kana; small ones have none of their own."""


def is_japanese(text: str) -> bool:
    """Whether the text has kana or kanji."""
    return bool(_JAPANESE.search(text))


def english_stems(text: str, vocabulary: Iterable[str]) -> tuple[str, ...]:
    """The stems of what the known words of `text` are in English, its numbers, and the names that it may spell.

    `vocabulary` holds the stems that names are looked for among.
    """
    plain = unicodedata.normalize("NFKC", text)
    found = [*_known(plain), *(m[0].replace(",", "") for m in _NUMBER.finditer(plain))]
    for spelt in _KATAKANA.finditer(plain):
        sounds = _sounds(spelt[0])
        found += [name for name in vocabulary if len(sounds) > 2 and _consonants(name) == sounds]
    return tuple(dict.fromkeys(found))


def _known(text: str) -> Iterator[str]:
    """Longest words first, each place read once."""
    taken = [False] * len(text)
    for word, stems in _dictionary():
        at = text.find(word)
        while at >= 0:
            if not any(taken[at : at + len(word)]):
                taken[at : at + len(word)] = [True] * len(word)
                yield from stems
            at = text.find(word, at + 1)


@lru_cache(maxsize=1)
def _dictionary() -> tuple[tuple[str, tuple[str, ...]], ...]:
    entries = [entry.split() for line in _WORDS.strip().split("\n") for entry in line.split("|")]
    entries.sort(key=lambda entry: -len(entry[0]))
    return tuple((entry[0], tuple(map(stem, entry[1:]))) for entry in entries)


def _sounds(katakana: str) -> str:
    return "".join(sound for c in katakana if (sound := _consonant_of(c)) != "-")


@lru_cache(maxsize=128)
def _consonant_of(kana: str) -> str:
    rows = (row.split() for line in _ROWS.strip().split("\n") for row in line.split("|"))
    return next((consonant for consonant, others in rows if kana in others), "-")


_ALIKE = str.maketrans({"l": "r", "v": "b", "c": "k", "q": "k", "m": "n", "x": "k", "j": "z"})
_VOWELS = frozenset("aeiouyhw")


@lru_cache(maxsize=4_096)
def _consonants(name: str) -> str:
    """The consonants as Japanese hears them: “trump” is t, r, n, p, as トランプ is."""
    if not name.isascii() or not name.isalpha():
        return ""
    heard = "".join(c for c in name.translate(_ALIKE) if c not in _VOWELS)
    return "".join(c for k, c in enumerate(heard) if k == 0 or c != heard[k - 1])
