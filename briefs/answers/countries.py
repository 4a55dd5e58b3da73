"""Countries: the names under which the news writes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_NAMES = """
Afghanistan|Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh
Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Botswana|Brazil|Brunei|Bulgaria|Burkina Faso|Burundi
Cambodia|Cameroon|Canada|Chad|Chile|China|Colombia|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Czechia
Denmark|Djibouti|Dominican Republic|Ecuador|Egypt|El Salvador|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland
France|Gabon|Gambia|Georgia|Germany|Ghana|Greece|Greenland|Grenada|Guatemala|Guinea|Guyana|Haiti|Honduras
Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya
Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Madagascar
Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Moldova|Monaco|Mongolia|Montenegro|Morocco
Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea|North Macedonia
Norway|Oman|Pakistan|Palau|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania
Russia|Rwanda|Samoa|Saudi Arabia|Senegal|Serbia|Sierra Leone|Singapore|Slovakia|Slovenia|Somalia|South Africa
South Korea|South Sudan|Spain|Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania
Thailand|Togo|Tonga|Trinidad and Tobago|Tunisia|Turkey|Türkiye|Turkmenistan|Uganda|Ukraine|United Arab Emirates
UAE|Uruguay|Uzbekistan|Vanuatu|Vatican|Venezuela|Vietnam|Wales|Scotland|England|Yemen|Zambia|Zimbabwe
"""
_STATES = frozenset(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa
    kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska
    nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming bavaria saxony
    queensland victoria tasmania ontario quebec alberta
    """.split()
)
"""States and provinces of one word that are no towns."""
_ALIKE = {
    "United States": ("United States", "U.S.", "US", "USA", "America", "United States of America"),
    "United Kingdom": ("United Kingdom", "UK", "U.K.", "Britain", "Great Britain"),
}
"""One country under several names."""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = [name for line in _NAMES.split("\n") for name in line.split("|") if name]
    names += [name for others in _ALIKE.values() for name in others]
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])")


def find_countries(text: str) -> Iterator[tuple[str, int, int]]:
    """Each country named in `text`, with where; the same word for one country under two names."""
    known = {other: name for name, others in _ALIKE.items() for other in others}
    for found in _pattern().finditer(text):
        before = text[max(0, found.start() - 4) : found.start()]
        if found[0] not in ("Georgia", "Jordan", "Chad") or before.endswith(("in ", "of ", "to ")):
            yield known.get(found[0], found[0]), found.start(), found.end()


def is_country(name: str) -> bool:
    """Whether `name` is that of a country and nothing more, in whatever letters."""
    return any(end - start == len(name) for _, start, end in find_countries(name.title() if name.islower() else name))


def is_state(name: str) -> bool:
    """Whether `name` is that of a state within a country."""
    return name.lower() in _STATES
