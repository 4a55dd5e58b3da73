"""Zones: an IANA time zone from what somebody typed, or the nearest ones."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from functools import cache
from zoneinfo import available_timezones

from bot.rules.errors import RuleError

SHORT = {
    "est": "America/New_York",
    "edt": "America/New_York",
    "et": "America/New_York",
    "eastern": "America/New_York",
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "ct": "America/Chicago",
    "mst": "America/Denver",
    "mdt": "America/Denver",
    "mt": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "bst": "Europe/London",
    "cet": "Europe/Paris",
    "cest": "Europe/Paris",
    "eet": "Europe/Athens",
    "wet": "Europe/Lisbon",
    "met": "Europe/Paris",
    "hst": "Pacific/Honolulu",
    "ist": "Asia/Kolkata",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "aest": "Australia/Sydney",
    "nzst": "Pacific/Auckland",
    "washington": "America/New_York",
    "beijing": "Asia/Shanghai",
    "mumbai": "Asia/Kolkata",
    "delhi": "Asia/Kolkata",
    "osaka": "Asia/Tokyo",
    "kyoto": "Asia/Tokyo",
    "san francisco": "America/Los_Angeles",
    "boston": "America/New_York",
    "geneva": "Europe/Zurich",
    "munich": "Europe/Berlin",
}
"""Abbreviations keep one offset all year, or mean several zones; other names are no zones. Both are only suggested."""

HOURS_OF = frozenset("est edt cst cdt mst mdt pst pdt bst cet cest eet hst ist jst kst aest nzst".split())
"""The abbreviations among these that are no words."""

ALSO = frozenset(("UTC", "GMT", "Japan", "Singapore"))
"""Keys without a region that are accepted; the others are left-overs such as “EST”, which has no summer time."""

REGIONS = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)
"""The regions of real places; the other keys (US/Eastern) are older names."""


def parse_zone(text: str) -> str:
    """“europe/paris”, “New York” or “tokyo” as its IANA key. Raises `RuleError` with the nearest keys."""
    typed = _plain(text)
    by_key, by_city = _keys(), _cities()
    if typed in by_key:
        return by_key[typed]
    if len(by_city.get(typed, ())) == 1:
        return by_city[typed][0]
    near = [SHORT[_spaced(typed)]] if _spaced(typed) in SHORT else zones_like(text)[:3]
    if not typed or not near:
        raise RuleError(f"“{text.strip()}” is not a time zone; write one like Europe/Paris, or a city such as Tokyo.")
    raise RuleError(f"“{text.strip()}” is not a time zone. Nearest: {', '.join(near)}.")


def zones_like(typed: str, count: int = 25) -> list[str]:
    """Zones for what is typed so far: those it names, begin like it, hold it, then those spelt like it."""
    plain = _plain(typed)
    keys = _keys()
    if not plain:
        return sorted(keys.values())[:count]
    known = [SHORT[_spaced(plain)]] if _spaced(plain) in SHORT else []
    cities = {key: key.rsplit("/", 1)[-1] for key in keys}
    starts = [keys[key] for key in sorted(keys) if cities[key].startswith(plain) or key.startswith(plain)]
    holds = [keys[key] for key in sorted(keys) if plain in key]
    starts.sort(key=lambda zone: not _plain(zone).endswith("/" + plain))
    spelt = [] if len(starts) + len(holds) >= count else _spelt_like(plain)
    return list(dict.fromkeys(known + starts + holds + spelt))[:count]


def _spelt_like(plain: str) -> list[str]:
    names = _cities()
    near = get_close_matches(plain, names, n=4, cutoff=0.7) or get_close_matches(plain, _keys(), n=4, cutoff=0.7)
    near.sort(key=lambda name: -SequenceMatcher(None, plain, name).ratio())
    return [zone for name in near for zone in names.get(name) or (_keys()[name],)]


def _spaced(plain: str) -> str:
    return plain.replace("_", " ")


def _plain(text: str) -> str:
    return "_".join(text.strip().lower().split())


@cache
def _keys() -> dict[str, str]:
    """Plain spelling -> key."""
    wanted = (key for key in available_timezones() if "/" in key or key in ALSO)
    return {_plain(key): key for key in wanted if not key.startswith(("Etc/", "SystemV/", "posix/", "right/"))}


@cache
def _cities() -> dict[str, list[str]]:
    """Plain city -> the zones that carry its name. Two keys of one city are one zone; the longer is the newer."""
    found: dict[str, list[str]] = {}
    for plain, key in sorted(_keys().items()):
        found.setdefault(plain.rsplit("/", 1)[-1], []).append(key)
    cities = {city: [key for key in keys if key.startswith(REGIONS)] for city, keys in found.items()}
    return {city: [max(keys, key=len)] if keys else found[city] for city, keys in cities.items()}
