"""Home: the zone a schedule is in when nobody names one."""

from __future__ import annotations

from zoneinfo import available_timezones

import tzlocal


def home_zone(configured: str) -> str:
    """The configured zone, else the machine's own, else UTC."""
    if configured:
        return configured
    found = tzlocal.get_localzone_name()
    return found if found in available_timezones() and not found.startswith("Etc/") else "UTC"
