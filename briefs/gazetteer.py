"""Gazetteer: names and words of names that English news takes as known: places, peoples, bodies, works."""

from __future__ import annotations

ORGANISATION_WORDS = frozenset(
    """
    rovers wanderers athletic albion hotspur rangers line lines biology science sciences engineering
    studies motors foods systems labs ferries shipping steel energy oil gas pharma airlines rail
    academy administration agency airways alliance armed army assembly associates association
    authority bank board broadcasting bureau cabinet campaign center centre chamber church club co
    coalition college command commission committee community company conference congress consortium
    corp corporation corps council court daily department devils division enterprises establishment
    express federation fc fellows fire force forces foundation forum front fund gallery gazette
    government group guard guardian herald holdings hospital house inc industries initiative
    institute institution international investments journal laboratory league library llc ltd
    magazine media mission movement ministry museum network news newspaper nhs office orchestra
    organisation organization panel parliament partners partnership party plc police post press
    project radio records registry reserve review school senate service services sociedad society
    software station studios team telegraph television times tribune trust tv union united
    university veterans watch workers nations democrats republicans tories liberals conservatives
    dispatch chronicle monitor observer mirror sun today weekly wire online bros pac
    """.split()
)

ORGANISATIONS = frozenset(
    """
    congress parliament senate pentagon kremlin nato reuters facebook google twitter amazon
    microsoft apple youtube instagram politico politifact breitbart bloomberg gallup labour hamas
    hezbollah isis fbi cia nsa nypd lapd bbc itv cnn nbc cbs abc fox espn msnbc npr pbs afp ap eu un
    imf who unesco unicef opec wto nasa noaa epa fda cdc irs doj dnc rnc gop nhs tuc cbi ukip snp
    ldp mencap oxfam greenpeace interpol europol uefa fifa mailonline uber netflix boeing airbus
    toyota samsung huawei
    """.split()
)

PLACES = frozenset(
    """
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain
    bangladesh belarus belgium bolivia bosnia botswana brazil britain bulgaria burma burundi
    cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus denmark ecuador
    egypt england eritrea estonia ethiopia europe finland france gabon gambia georgia germany ghana
    greece guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland
    israel italy jamaica japan jordan kazakhstan kenya korea kosovo kuwait laos latvia lebanon
    liberia libya lithuania luxembourg macedonia malawi malaysia mali malta mexico moldova mongolia
    montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway
    oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia
    rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden
    switzerland syria taiwan tajikistan tanzania thailand tibet tunisia turkey turkmenistan uganda
    ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe africa asia america
    antarctica alabama alaska arizona arkansas california colorado connecticut delaware florida
    hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts
    michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon
    pennsylvania tennessee texas utah vermont virginia wisconsin wyoming manhattan brooklyn queens
    bronx harlem amsterdam ankara athens atlanta auckland austin baghdad baltimore bangkok barcelona
    beijing beirut belfast berlin birmingham bogota boston bristol brussels bucharest budapest cairo
    calais canberra cardiff charlotte chelsea chicago cleveland copenhagen dallas damascus delhi
    denver detroit dubai dublin edinburgh frankfurt geneva glasgow hamburg hanoi havana helsinki
    hiroshima honolulu houston istanbul jakarta jerusalem johannesburg kabul karachi kiev kyiv kyoto
    lagos leeds leicester lima lisbon liverpool london madrid manchester manila melbourne miami
    milan minneapolis montreal moscow mumbai munich nagasaki nairobi naples newcastle oslo ottawa
    oxford cambridge paris philadelphia phoenix pittsburgh prague pyongyang rome rotterdam seattle
    seoul shanghai sheffield stockholm sydney tehran tokyo toronto vancouver vienna warsaw
    washington wellington zurich hollywood indo-pacific mideast balkans crimea gaza glastonbury
    stonehenge somerset kent essex surrey cornwall devon yorkshire lancashire norfolk suffolk sussex
    u.s. u.k. d.c. us uk usa
    """.split()
)

THINGS = frozenset(
    """
    act accord agreement amendment award awards bill code convention cup day deal decree doctrine
    fair festival games game law laws marathon medal olympics open pact plan prize project protocol
    rule rules series show summit treaty trophy war week year years
    """.split()
)
"""Last words of names that are neither people nor bodies nor places."""

STATES = frozenset(
    """
    ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. mass. md. mich. minn.
    miss. mo. mont. neb. nev. okla. ore. pa. tenn. tex. va. vt. wash. wis. wyo. n.y. n.j. n.c. n.d.
    n.h. n.m. s.c. s.d. r.i. w.va.
    """.split()
)
"""How American papers shorten the states."""

PLACE_PAIRS = frozenset(
    " ".join(pair.split())
    for pair in """
    new york, new jersey, new hampshire, new mexico, new zealand, new orleans, new delhi, new
    england, north carolina, south carolina, north dakota, south dakota, west virginia, rhode
    island, san francisco, san diego, san antonio, los angeles, las vegas, st. louis, hong kong,
    saudi arabia, south africa, north korea, south korea, sri lanka, costa rica, puerto rico, el
    salvador, united states, united kingdom, middle east, long island, staten island, northern
    ireland, salt lake city, kansas city, tel aviv, cape town, buenos aires, rio de janeiro, sao
    paulo, southeast asia, latin america, north america, south america, washington d.c., united arab
    emirates, oval office, silicon valley, wall street, capitol hill
    """.split(",")
)

PLACE_WORDS = frozenset(
    """
    street avenue road square park bridge river lake mountain mount island islands county city town
    village valley airport beach bay sea ocean hall palace tower plaza hotel stadium cathedral
    castle station province region coast hill hills heights fort strait gulf peninsula desert forest
    canal port harbor harbour
    """.split()
)

DEMONYMS = frozenset(
    """
    american americans british briton britons english scottish welsh irish french german germans
    italian italians spanish russian russians chinese japanese korean koreans indian indians
    pakistani pakistanis iranian iranians iraqi iraqis israeli israelis palestinian palestinians
    syrian syrians turkish turks greek greeks european europeans african africans asian asians arab
    arabs muslim muslims christian christians jewish jews islamic islamist catholic protestant hindu
    sikh buddhist mexican mexicans canadian canadians australian australians brazilian egyptian
    afghan saudi ukrainian polish dutch belgian swiss swedish norwegian danish finnish cuban latino
    latinos hispanic hispanics black white democrat democrats democratic republican republicans
    conservative conservatives liberal liberals labour tory tories communist soviet western eastern
    northern southern african-american african-americans asian-american native glaswegian londoner
    texan georgian hungarian romanian bulgarian czech serbian croatian bosnian portuguese vietnamese
    thai filipino indonesian nigerian kenyan
    argentine argentinian bolivian chilean colombian ecuadorian paraguayan peruvian uruguayan venezuelan honduran
    guatemalan nicaraguan panamanian jamaican haitian dominican austrian belgian norwegian icelandic latvian
    lithuanian estonian slovak slovenian slovene albanian macedonian montenegrin moldovan belarusian maltese cypriot
    catalan basque algerian angolan cameroonian congolese ethiopian eritrean ghanaian ivorian liberian libyan
    moroccan namibian rwandan senegalese somali sudanese tanzanian tunisian ugandan zambian zimbabwean arabic
    emirati jordanian kurdish kuwaiti lebanese omani qatari saudis yemeni armenian azerbaijani kazakh mongolian
    uzbek bangladeshi burmese cambodian laotian malaysian nepalese nepali singaporean taiwanese tibetan fijian
    """.split()
)

PEOPLES = DEMONYMS | frozenset(
    """
    dutchman dutchwoman englishman englishwoman frenchman frenchwoman irishman irishwoman scotsman
    scot welshman welshwoman spaniard dane swede finn pole turk briton argentine uruguayan croat
    serb croats serbs
    """.split()
)
"""What somebody may be called by where they come from: “said the German”."""

WORKS = frozenset(
    """
    album anthem article autobiography ballad bestseller blog book broadcast chapter column comedy
    commentary documentary drama editorial episode essay exhibition feature film franchise game
    guide headline hit hymn magazine manual memoir movie musical novel op-ed opera painting paper
    piece play podcast poem program programme report review sculpture segment series sequel show
    single sitcom song story track video
    """.split()
)
"""Nouns of works: the marks right after one enclose its title."""

PLACE_STARTS = frozenset(
    """
    lake port cape mount mt fort isle upper lower greater north south east west northern southern
    eastern western central camp point loch glen saint san santa sao los las el
    """.split()
)
"""First words of names of places."""
