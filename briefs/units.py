"""Units: what stands behind a number as its measure, under one name: “per cent”, “%” and “percent” are one."""

from __future__ import annotations

from decimal import Decimal

from briefs.patterns import pattern

SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "k": Decimal(1000),
    "million": Decimal(10**6),
    "m": Decimal(10**6),
    "mn": Decimal(10**6),
    "billion": Decimal(10**9),
    "bn": Decimal(10**9),
    "b": Decimal(10**9),
    "trillion": Decimal(10**12),
    "tn": Decimal(10**12),
    "dozen": Decimal(12),
}
_SIGNS = {
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "€": "EUR",
    "eur": "EUR",
    "¥": "JPY",
    "jpy": "JPY",
    "a$": "AUD",
    "au$": "AUD",
    "aud": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "cad": "CAD",
    "hk$": "HKD",
    "nz$": "NZD",
    "s$": "SGD",
    "r$": "BRL",
    "₹": "INR",
    "inr": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "chf": "CHF",
    "cny": "CNY",
}
_NAMES = {
    "percent": "percent|per cent|% points?|%|pct",
    "percentage points": "percentage points?|percent points?|basis points?",
    "USD": "(?:US |U.S. )?dollars?",
    "EUR": "[Ee]uros?",
    "JPY": "yen",
    "CNY": "yuan|renminbi",
    "INR": "rupees?",
    "KRW": "won(?! by)",
    "RUB": "roubles?|rubles?",
    "CHF": "(?:Swiss )?francs?",
    "MXN": "pesos?",
    "TRY": "lira",
    "crowns": "crowns?|kron(?:er|or|a|e)",
    "rand": "rand",
    "baht": "baht",
    "shekels": "shekels?",
    "dirhams": "dirhams?",
    "riyals": "riyals?",
    "dinars": "dinars?",
    "zloty": "zlot(?:y|ys)",
    "pence": "pence|pennies",
    "cents": "cents?",
    "years old": "years? old|years? of age|-?year-olds?|-?years?-olds?",
    "years": "-?years?",
    "months": "-?months?",
    "months old": "-?months?-olds?|months? old",
    "weeks": "-?weeks?",
    "days": "-?days?",
    "hours": "-?hours?|hrs?",
    "minutes": "-?minutes?|mins?",
    "seconds": "-?seconds?|secs?",
    "decades": "-?decades?",
    "centuries": "century|centuries",
    "km": "-?kilomet(?:er|re)s?|km",
    "square km": "square (?:kilomet(?:er|re)s?|km)|sq km",
    "square miles": "square miles?|sq miles?",
    "miles": "-?miles?",
    "square feet": "square feet|square foot|sq ft",
    "metres": "-?met(?:er|re)s?|-?m(?= (?:high|long|wide|deep|tall|away|butterfly|sprint|race))",
    "cm": "-?centimet(?:er|re)s?|cm",
    "mm": "-?millimet(?:er|re)s?|mm",
    "feet": "-?feet|-?foot|ft",
    "inches": "-?inch(?:es)?",
    "yards": "-?yards?",
    "kg": "-?kilogram(?:me)?s?|kilos?|kg",
    "grams": "-?gram(?:me)?s?",
    "tonnes": "-?tonnes?|metric tons?",
    "tons": "-?tons?",
    "pounds": "-?pounds?|lbs?",
    "ounces": "ounces?|oz",
    "litres": "-?lit(?:er|re)s?",
    "gallons": "-?gallons?",
    "barrels": "barrels?",
    "acres": "-?acres?",
    "hectares": "-?hectares?|ha",
    "mph": "mph|miles (?:per|an) hour",
    "km/h": "km/h|kph|kilomet(?:er|re)s (?:per|an) hour",
    "°C": "°C|degrees? (?:Celsius|C|centigrade)|C(?= )",
    "°F": "°F|degrees? (?:Fahrenheit|F)|F(?= )",
    "degrees": "-?degrees?|°",
    "MW": "-?megawatts?|MW",
    "GW": "-?gigawatts?|GW",
    "kWh": "kilowatt[- ]hours?|kWh",
    "GB": "-?gigabytes?|GB",
    "TB": "-?terabytes?|TB",
    "magnitude": "-?magnitude",
    "times": "times|-?fold",
}
_UNIT = pattern(
    "|".join(
        rf"(?P<u{at}>{names})"
        for at, names in sorted(
            enumerate(_NAMES.values()), key=lambda item: ("/" not in item[1], -max(map(len, item[1].split("|"))))
        )
    )
)
_UNIT_AT = pattern(rf"(?:\s|-)?(?:{_UNIT.pattern})(?![\w%])")
_ORDER = tuple(_NAMES)
_PER = pattern(
    r"(?:\s(?:per|a|an|each|every)\s|\s?/\s?)(?P<per>hour|day|week|month|year|night|barrel|tonne|ton|share|person|head|capita"
    r"|gallon|lit(?:re|er)|mile|km|kilomet(?:re|er)|game|match|unit|h|s|100,000(?:\s(?:people|residents|population))?)\b"
    r"|\s(?P<yearly>annually|monthly|daily|weekly)\b"
)
MONEY = frozenset([*_SIGNS.values(), "MXN", "pence", "cents", "crowns", "rand", "baht", "shekels"])
MONEY |= {"dirhams", "riyals", "dinars", "zloty"}
LENGTHS_OF_TIME = frozenset(["years", "months", "weeks", "days", "hours", "minutes", "seconds", "decades", "centuries"])


def unit_of(text: str, end: int, currency: str = "") -> tuple[str, int]:
    """The unit of a number that ends at `end` of `text`, and where the number with its unit ends.

    `currency` is the sign that stood before it. A unit may be given by the hour or the head: “USD per barrel”.
    """
    unit = _SIGNS.get(currency.strip().lower(), "")
    if not unit and (found := _UNIT_AT.match(text, end)):
        unit, end = _ORDER[int((found.lastgroup or "u0")[1:])], found.end()
    if (per := _PER.match(text, end)) and (unit or text.startswith(" per ", end)):
        return f"{unit} per {per['per'] or per['yearly']}".strip(), per.end()
    return unit, end
