"""House: what a newsroom has set for itself, kept in the database over what the environment gives as a default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.desk.errors import DeskError
from bot.rules import RuleError, parse_zone
from bot.rules.home import home_zone
from bot.settings import Settings
from bot.storage.audit import By, audit
from bot.storage.editions import ZONE
from bot.storage.publications import first_newsroom
from bot.storage.tables import Fact, HouseRule


@dataclass(frozen=True, slots=True)
class HouseRules:
    """As they stand now."""

    name: str = "Readout"
    """Of the newsroom, as readers and colleagues see it."""
    zone: str = ""
    """Of times that readers are shown where their own is not known; empty: as found at the start."""
    quoted_share: int = 40
    """Percent of the article's words: an editor is warned of a brief that quotes more of them."""
    undo_seconds: int = 0
    """So long a publication waits, and can be undone, before readers get it."""
    questions_days: int = 90
    record_days: int = 0
    """So long the record of who did what is kept; 0 is for ever."""

    @classmethod
    def of(cls, settings: Settings) -> HouseRules:
        """What the environment says, for whatever nobody has set."""
        return cls(
            name=settings.newsroom,
            zone=home_zone(settings.timezone),
            undo_seconds=settings.undo_seconds,
            questions_days=settings.questions_days,
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One of them, as an admin may set it: a text, or a number up to `most`."""

    name: str
    label: str
    about: str
    most: int = 0


RULES = (
    Rule("name", "Newsroom", "The name that readers and colleagues see."),
    Rule("zone", "Zone", "Of times that readers are shown where their own is not known, such as Asia/Tokyo."),
    Rule("undo", "Undo", "Seconds that a publication waits and can be undone; 0: it goes out at once.", 600),
    Rule("quoted", "Quoted share", "Percent of the article's words that a brief may repeat; 0: any number.", 100),
    Rule("questions", "Questions", "Days for which unanswered questions are kept; 0 keeps none.", 3650),
    Rule("record", "Record", "Days for which the record is kept; 0 keeps it for ever.", 36500),
)
FIELDS = {
    "name": "name",
    "zone": "zone",
    "undo": "undo_seconds",
    "quoted": "quoted_share",
    "questions": "questions_days",
    "record": "record_days",
}
EVERY = timedelta(seconds=10)
"""So soon what was set on one replica holds on the others."""
AS_USUAL = "usual"
"""Written in place of a value: the default again."""


class House:
    """The rules in memory, read anew now and then, so that each replica goes by them."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession], usual: HouseRules) -> None:
        self._sessions = sessions
        self._usual = usual
        self.now = usual
        self._read: datetime | None = None

    @property
    def usual(self) -> HouseRules:
        """What holds for everything that nobody has set."""
        return self._usual

    async def read(self) -> HouseRules:
        """The rules as the database has them now."""
        async with self._sessions() as session:
            newsroom = await first_newsroom(session)
            found = select(HouseRule.name, HouseRule.value).where(HouseRule.newsroom_id == newsroom)
            own = {row.name: row.value for row in await session.execute(found)}
        self.now = _over(self._usual, own)
        return self.now

    async def refresh(self, now: datetime) -> bool:
        """Read them again where that was a while ago; whether it was."""
        due = self._read is None or abs(now - self._read) >= EVERY
        if due:
            await self.read()
            self._read = now
        return due

    async def change(self, newsroom_id: int, wanted: Mapping[str, str], now: datetime, by: By) -> Sequence[str]:
        """Set what is `wanted`, all or nothing; returns the names of what is different now. Raises `DeskError`."""
        values = {name: _checked(name, written) for name, written in wanted.items()}
        async with self._sessions.begin() as session:
            if newsroom_id != await first_newsroom(session):
                raise DeskError("These settings are of the newsroom that this installation belongs to.")
            changed = [name for name, value in values.items() if await self._set(session, newsroom_id, name, value)]
            for name in changed:
                before, after = str(shown(self.now, name)), values[name]
                audit(session, now, by, "setting changed", name, before=before, after=after or "as usual")
        await self.read()
        return changed

    async def _set(self, session: AsyncSession, newsroom_id: int, name: str, value: str) -> bool:
        if value == str(shown(self.now, name)):
            return False
        if value == "" or value == str(shown(self._usual, name)):
            found = await session.get(HouseRule, (newsroom_id, name))
            if found is None:
                return False
            await session.execute(delete(HouseRule).where(HouseRule.newsroom_id == newsroom_id, HouseRule.name == name))
        else:
            await session.merge(HouseRule(newsroom_id=newsroom_id, name=name, value=value))
        if name == "zone" and (zone := value or self._usual.zone):
            await session.merge(Fact(name=ZONE, value=zone))
        return True


def shown(rules: HouseRules, name: str) -> str | int:
    """What a rule says, by the name that people use for it."""
    value: str | int = getattr(rules, FIELDS[name])
    return value


async def sets_zone(session: AsyncSession) -> bool:
    """Whether an admin has chosen the newsroom's zone: then no start changes it."""
    chosen = select(HouseRule.value).where(HouseRule.name == "zone").limit(1)
    return await session.scalar(chosen) is not None


def _checked(name: str, written: str) -> str:
    """What is kept; empty for the default. Raises `DeskError` where it cannot be."""
    rule = next((rule for rule in RULES if rule.name == name), None)
    written = " ".join(written.split())
    if rule is None:
        raise DeskError(f"There is no setting “{name[:40]}”. They are {', '.join(rule.name for rule in RULES)}.")
    if written.lower() in ("", AS_USUAL):
        return ""
    if rule.most:
        if not written.isdecimal() or len(written) > 6 or int(written) > rule.most:
            raise DeskError(f"“{written[:40]}” cannot be used: {rule.label} is a number from 0 to {rule.most:,}.")
        return str(int(written))
    if name == "zone":
        try:
            return parse_zone(written)
        except RuleError as error:
            raise DeskError(str(error)) from None
    return written[:100]


def _over(usual: HouseRules, own: Mapping[str, str]) -> HouseRules:
    """The defaults, with what was set in their place."""
    rules = usual
    for name, field in FIELDS.items():
        if name in own:
            is_text = isinstance(getattr(usual, field), str)
            value: dict[str, object] = {field: own[name] if is_text else int(own[name])}
            rules = replace(rules, **value)  # type: ignore[arg-type]
    return rules
