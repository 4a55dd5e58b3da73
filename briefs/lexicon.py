"""Lexicon: the closed word classes of English news that tell a name from a word and a source from a subject."""

from __future__ import annotations

from briefs.gazetteer import DEMONYMS as DEMONYMS
from briefs.gazetteer import PLACE_PAIRS as PLACE_PAIRS
from briefs.gazetteer import PLACES as PLACES

MALE_TITLES = frozenset(
    """
    mr mister sir lord king prince duke earl baron father fr brother imam rabbi sheikh pope bishop
    archbishop count
    """.split()
)
FEMALE_TITLES = frozenset(
    "mrs ms miss mme lady dame queen princess duchess baroness countess sister mother madam".split()
)
HONORIFICS = frozenset(
    """
    mr mister mrs ms miss mme mx sir lord lady dame dr prof professor rev reverend fr baron baroness
    """.split()
)

TITLES = frozenset(
    """
    del delegate assemblyman assemblywoman alderman councilor treasurer comptroller provost bailiff
    cllr det dci dc pc insp supt air commodore wing squadron flight vice-admiral lance president
    vice prime minister chancellor premier secretary undersecretary deputy assistant senator sen
    sens representative rep reps congressman congresswoman governor gov lt lieutenant mayor
    councillor councilman councilwoman speaker majority minority whip leader judge justice chief
    attorney general solicitor prosecutor sheriff detective inspector superintendent constable
    officer sergeant sgt captain capt major maj colonel col gen admiral adm commander cmdr brigadier
    private corporal marshal king queen prince princess duke duchess earl count countess emperor
    empress sultan emir pope cardinal archbishop bishop father pastor rabbi imam sheikh ayatollah
    ambassador envoy commissioner chairman chairwoman chair chairperson director executive ceo cfo
    editor professor prof dr doctor coach manager foreign defense defence finance home state
    interior treasury health education trade labor labour energy agriculture commerce press homeland
    security first lady former ex acting interim then-president lord sir dame mr mrs ms miss mme mx
    mister rev reverend fr baron baroness candidate nominee spokesman spokeswoman spokesperson
    adviser advisor strategist republican democratic democrat conservative liberal communist u.s. us
    uk un eu house senate white supreme court district circuit federal national opposition party
    rep-elect president-elect minister-designate son daughter brother sister uncle aunt actor
    actress singer author reporter correspondent
    """.split()
)
"""Words that stand with a capital before a name without being part of it."""

TITLE_HEADS = frozenset(
    """
    del delegate assemblyman assemblywoman alderman councilor treasurer comptroller provost bailiff
    cllr det dci dc pc insp supt commodore president minister chancellor premier secretary
    undersecretary senator sen sens representative rep reps congressman congresswoman governor gov
    lieutenant mayor councillor councilman councilwoman speaker whip leader judge justice attorney
    general solicitor prosecutor sheriff detective inspector superintendent constable officer
    sergeant sgt captain capt major maj colonel col gen admiral adm commander cmdr brigadier
    corporal marshal king queen prince princess duke duchess earl emperor empress sultan emir pope
    cardinal archbishop bishop father pastor rabbi imam sheikh ayatollah ambassador envoy
    commissioner chairman chairwoman chair chairperson director executive ceo cfo editor professor
    prof dr doctor coach manager lord lady sir dame mr mrs ms miss mme mx mister rev reverend fr
    baron baroness candidate nominee spokesman spokeswoman spokesperson adviser advisor strategist
    actor actress singer author reporter correspondent president-elect uncle aunt democrat
    republican
    """.split()
)
"""The last word of a title: what follows it is the name."""

ROLE_NOUNS = TITLE_HEADS | frozenset(
    """
    abbot academic accountant activist actor actress administrator advocate aide ally analyst anchor
    anthropologist archaeologist architect artist assessor assistant astronaut astronomer athlete
    attacker author banker barrister bassist billionaire biographer biologist blogger boss boxer
    boyfriend broadcaster broker brother builder businessman businesswoman campaigner captain
    cardiologist caretaker celebrity champion chef chemist child chief clerk climatologist co-author
    co-chair co-founder colleague columnist comedian commentator commissioner companion composer
    conservationist consultant contender contractor convict coordinator coroner councillor counsel
    counselor counterpart cousin creator cricketer critic curator dad dancer daughter deacon dealer
    defendant defender dentist deputy designer detective developer diplomat director doctor driver
    drummer ecologist economist editor educator engineer entrepreneur epidemiologist examiner
    executive expert explorer farmer father fellow fiancé fiancée filmmaker financier firefighter
    fisherman footballer forecaster forward founder friend frontman gardener geologist girlfriend
    goalkeeper governor graduate grandfather grandmother guard guardian guitarist gunman head
    headmaster headteacher historian host husband inspector instructor investigator investor
    inventor jockey journalist judge juror keeper lawmaker lawyer leader lecturer legend legislator
    librarian lobbyist magistrate magnate manager mathematician mayor mechanic mentor meteorologist
    midfielder midwife millionaire minister model moderator mogul mother motorist musician mum mom
    naturalist negotiator neighbor neighbour nephew neurologist niece nominee novelist nurse
    nutritionist officer official operator opponent organiser organizer owner paramedic parent
    partner passenger pastor pathologist patient pediatrician philanthropist philosopher
    photographer physician physicist pilot pioneer planner player playwright poet politician
    pollster predecessor premier presenter president pressman priest principal prisoner producer
    professor prosecutor psychiatrist psychologist publisher pundit ranger rapper realtor rector
    referee refugee regulator relative reporter representative researcher resident restaurateur
    reviewer rider rival runner sailor salesman scholar scientist screenwriter sculptor secretary
    senator sergeant shareholder sheriff shopkeeper singer sister skipper socialist sociologist
    soldier solicitor son songwriter speaker specialist spokesman spokesperson spokeswoman sportsman
    star statesman statistician stepfather stepmother strategist striker student suffragan
    supervisor surgeon survivor suspect swimmer teacher technician teenager tenant therapist tourist
    trader trainer treasurer trustee tutor tycoon uncle undersecretary veteran veterinarian vicar
    victim violinist volunteer warden widow widower wife winger winner witness woman man boy girl
    worker wrestler writer youngster zoologist mother-of-two mother-of-three father-of-two
    father-of-three
    """.split()
)
"""Nouns that name a person by what they do or are."""

MALE_NOUNS = frozenset(
    """
    actor boy boyfriend brother businessman chairman congressman councilman dad duke emperor father
    fisherman frontman grandfather gunman headmaster husband king man nephew prince salesman
    spokesman sportsman statesman stepfather uncle widower son
    """.split()
)
FEMALE_NOUNS = frozenset(
    """
    actress aunt businesswoman chairwoman congresswoman councilwoman daughter duchess empress
    fiancée girl girlfriend grandmother mom mother mum niece princess queen sister spokeswoman
    stepmother widow wife woman
    """.split()
)

CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
    christmas easter ramadan thanksgiving mon tue wed thu fri sat gmt bst est edt pst a.m. p.m. am
    pm
    """.split()
)

PARTICLES = frozenset(
    """
    de da di do del della der den des dos du la le el al bin ibn bint abu ben van von vander ter ten
    zu af av y e san st. st
    """.split()
)
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())

FUNCTION_WORDS = frozenset(
    """
    a about above across after again against ago all almost along already also although always am
    amid among an and another any anybody anyone anything are around as aside at away back based be
    because been before behind being below beneath beside besides between beyond both but by can
    cannot could dear despite did do does doing done down during each earlier early either else
    enough especially even ever every everybody everyone everything except few finally first five
    following for former formerly four from further given go good had half has have having he hello
    hence her here herself him himself his how however i if in indeed inside instead into is it its
    itself just last late later latest least less let like likewise listen look many may maybe me
    meanwhile might mine more moreover most much must my myself near nearly neither never
    nevertheless next nine no nobody none nor not nothing notwithstanding now of off often oh ok
    okay old on once one only onto or other others otherwise our ours out outside over overall own
    past per perhaps please plus previously quite rather read really recently regardless right same
    second see seven several shall she should similarly since six so some somebody someone something
    sometimes somewhere soon still such ten than thank thanks that the their theirs them themselves
    then there therefore these they thing things third this those though three through throughout
    thus to today together tomorrow tonight too toward towards true two under underneath unless
    unlike until up upon us very via was we well were what whatever when whenever where whereas
    wherever whether which whichever while who whoever whom whose why will with within without would
    yes yesterday yet you your yours hi hey sorry asked speaking told according added photo photos
    video image images picture pictures watch share story update updated breaking exclusive opinion
    analysis editorial getty source sources caption credit click follow subscribe related
    advertisement great big new top state local national federal people police officials critics
    experts supporters opponents researchers scientists voters residents lawmakers authorities
    members part eight eleven twelve twenty thirty forty fifty hundred thousand million billion
    dozens hundreds thousands roughly asking adding calling using making taking looking going born
    years year day days week weeks month months time times fellow currently clearly obviously
    certainly actually apparently reportedly allegedly unfortunately fortunately sadly additionally
    furthermore eventually initially originally ultimately immediately suddenly simply specifically
    generally usually welcome fans students workers teachers parents children women men families
    doctors leaders lawyers prosecutors investors markets prices shares stocks sales data figures
    results studies research polls poll reports report news court
    """.split()
)
"""Words that open a sentence with a capital and name nobody."""

PREPOSITIONS = frozenset(
    """
    inside outside beside besides beyond beneath above below around amid throughout upon of for to
    with by from at in on against about than like over under between among during without within
    near into onto behind alongside versus vs via including despite toward towards across through
    after before since until as
    """.split()
)
DETERMINERS = frozenset(
    """
    a an the this that these those his her its their our my your one another some several many two
    three four both all each every no any
    """.split()
)
PRONOUNS = {
    "he": "he",
    "she": "she",
    "they": "they",
    "it": "it",
    "him": "he",
    "his": "he",
    "her": "she",
    "hers": "she",
    "them": "they",
    "their": "they",
    "its": "it",
    "himself": "he",
    "herself": "she",
    "themselves": "they",
}
SUBJECT_PRONOUNS = frozenset("he she they it who i we you".split())

AUXILIARIES = frozenset(
    """
    has have had having is are was were be been being will would could should can may might must
    shall did does do 's 'd 've 'll hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't
    couldn't shouldn't can't cannot didn't doesn't don't
    """.split()
)
ADVERBS = frozenset(
    """
    also then later once recently now often never still even further again already always ever first
    just only rather repeatedly simply soon subsequently too yesterday today not n't famously
    initially instead long sarcastically finally earlier both all himself herself themselves itself
    thus therefore however meanwhile monday tuesday wednesday thursday friday saturday sunday
    nevertheless previously sometimes perhaps quickly merely almost maybe clearly twice
    """.split()
)
CONJUNCTIONS = frozenset(
    """
    and but or because although though while if when whether that unless until so as since where
    after before
    """.split()
)
INDEFINITES = frozenset(
    """
    anybody anyone everybody everyone nobody none somebody someone those these this that both many
    few some most all others another what whatever which whoever there here
    """.split()
)
"""Words that say as little about a source as no source."""
OBJECTS = frozenset("him them me us himself herself themselves myself".split())
FAMILY_FIRST = frozenset(
    """
    kim lee park choi jung jeong kang chung yoon moon wang li zhang liu chen yang xi hu deng mao ho
    nguyen ban
    """.split()
)
"""Family names that East Asian names begin with."""
MODALS = frozenset("would will could should might may can must shall".split())
