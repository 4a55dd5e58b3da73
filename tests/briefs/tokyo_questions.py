"""Questions about the summit in Tokyo, as readers type them, with the words that answer each."""

from __future__ import annotations

ANSWERED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("How many trees?", ("250",)),
    ("how many cherry trees will japan give", ("250",)),
    ("what tariff", ("15 percent",)),
    ("How high is the tariff on Japanese goods?", ("15 percent",)),
    ("What tariff did Trump threaten?", ("25 percent",)),
    ("to how much did he threaten to raise tariffs", ("25 percent",)),
    ("When did they meet?", ("Monday",)),
    ("what day was the meeting", ("Monday",)),
    ("Where did they meet?", ("Tokyo", "Akasaka Palace")),
    ("in which palace did they meet?", ("Akasaka Palace",)),
    ("who is Takaichi?", ("prime minister", "Prime Minister")),
    ("Who was Shinzo Abe?", ("prime minister", "Prime Minister")),
    ("who met Takaichi", ("Trump",)),
    ("Whom did Trump meet?", ("Takaichi",)),
    ("What is the LDP?", ("Liberal Democratic Party",)),
    ("which party does Takaichi lead", ("Liberal Democratic Party", "LDP")),
    ("How much will Japan invest in the United States?", ("$550 billion",)),
    ("how much money did japan pledge", ("$550 billion",)),
    ("When was the trade agreement signed?", ("July",)),
    ("when did they sign the deal", ("July",)),
    ("How much are U.S. exports to Japan?", ("$80 billion",)),
    ("how much does japan export to the us", ("$148 billion",)),
    ("In which year were exports to the U.S. $148 billion?", ("2024",)),
    ("When did Japan first give cherry trees to Washington?", ("1912",)),
    ("What anniversary will be celebrated?", ("250th anniversary",)),
    ("when is the 250th anniversary", ("2026",)),
    ("what did Takaichi say about Abe?", ("Prime Minister Abe always spoke of the great trust",)),
    ("What did Trump say about the US-Japan friendship?", ("stronger than ever",)),
    ("what did trump call her rise to power", ("a big deal",)),
    ("What did Takaichi say about the alliance?", ("Our alliance has stood the test of time",)),
    ("who said “the best is yet to come”?", ("Donald Trump", "Trump")),
    ("Who said that the alliance has stood the test of time?", ("Sanae Takaichi", "Takaichi")),
    ("who called it a big deal", ("Donald Trump", "Trump")),
    ("which countries had tensions", ("Thailand and Cambodia", "Thailand")),
    ("What did Trump congratulate her on?", ("glass ceiling",)),
    ("Will Japan donate trees?", ("Yes",)),
    ("Did the two countries sign a trade agreement?", ("Yes",)),
    ("Is Takaichi the first woman to be prime minister?", ("Yes",)),
    ("which is larger, exports to Japan or from Japan?", ("Japanese exports", "Japan’s exports")),
    ("Are exports to Japan larger than exports from Japan?", ("No",)),
    ("how mcuh will japan invset?", ("$550 billion",)),
    ("WHERE DID THEY MEET", ("Tokyo", "Akasaka Palace")),
)
"""(question, words one of which the answer has)."""

COMPUTED: tuple[tuple[str, str], ...] = (
    ("what is the trade deficit?", "$148 − $80 billion = $68 billion"),
    ("How much larger are exports to the U.S. than exports to Japan?", "$148 − $80 billion = $68 billion"),
    ("how many years between 1912 and 2026", "2026 − 1912 = 114 years"),
)

REFUSED: tuple[str, ...] = (
    "who is the president of France?",
    "What did Biden say?",
    "did they meet in Kyoto?",
    "what did Emmanuel Macron say about the meeting",
    "How many soldiers does Japan have?",
    "did Trump raise tariffs to 25 percent?",
    "How old is Takaichi?",
    "What is the name of Takaichi's husband?",
    "what did the Chinese government say about it",
    "when will Takaichi visit Washington?",
    "what did Abe say about Takaichi in 2019",
    "Which tariff applies to German cars?",
    "who won the election in Cambodia",
    "What did they eat for dinner?",
    "how much did the palace cost to build?",
    "why did Abe die",
)
"""Questions that the article does not answer, and one that takes a threat for a deed."""

FOLLOW_UPS: tuple[tuple[tuple[tuple[str, str], ...], str, tuple[str, ...]], ...] = (
    ((("How much are U.S. exports to Japan?", "$80 billion"),), "and in the other direction?", ("$148 billion",)),
    ((("When did they meet?", "Monday"),), "where was it?", ("Tokyo", "Akasaka Palace")),
    ((("What did Trump say of it?", "stronger than ever"),), "what about Takaichi?", ("alliance", "legacy", "Abe")),
    ((("How high is the tariff?", "15 percent"),), "and what did he threaten?", ("25 percent",)),
)

JAPANESE: tuple[tuple[str, str], ...] = (
    ("日本は桜の木を何本贈りますか？", "250 cherry"),
    ("首脳会談はどこで行われましたか？", "Tokyo"),
    ("関税は何パーセントですか？", "15 percent"),
    ("日本はアメリカにいくら投資しますか？", "$550 billion"),
    ("日本の対米輸出額はいくらですか？", "$148 billion"),
    ("高市早苗は誰ですか？", "Takaichi"),
    ("貿易協定はいつ署名されましたか？", "July"),
    ("トランプ氏は関税を何パーセントに引き上げると脅しましたか？", "25 percent"),
    ("安倍晋三について高市氏は何と言いましたか？", "Abe"),
    ("最初の桜の木はいつ贈られましたか？", "1912"),
    ("建国250周年はいつですか？", "2026"),
    ("二人の首脳はいつ会いましたか？", "Monday"),
    ("同盟について高市氏は何と言いましたか？", "alliance"),
    ("タイとカンボジアの緊張緩和を評価したのは誰ですか？", "Cambodia"),
    ("トランプ氏は日米の友情について何と言いましたか？", "friendship"),
    ("会談はどの宮殿で行われましたか？", "Akasaka"),
    ("日本初の女性首相は誰ですか？", "first"),
    ("アメリカの対日輸出はいくらですか？", "$80 billion"),
    ("高市氏はどの政党の党首ですか？", "Liberal Democratic Party"),
    ("両首脳は両国の絆を何と呼びましたか？", "unbreakable bond"),
)
"""(question in Japanese, words of the English sentence that answers it)."""
