"""Another newsroom's things: no address, no button and no command of ours reaches them, or tells that they exist."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cards import Form
from bot.commands import COMMANDS, Caller, Services, press, run
from bot.commands.declare import ACTIONS, Kind
from bot.platform import Destination
from bot.render.plain import plain
from bot.roles import Role
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM, By
from bot.storage.tables import Base, Delivery, OpenQuestion, Part, PersonRow, PinnedAnswer, Server, Subscription
from briefs import Article, condense
from tests.bot.colleagues import Newsroom, open_desk
from tests.bot.test_web_routes import FILES, MATRIX

SECRET = "Zanzibar"
REPORT = """ZANZIBAR — Fishermen of Zanzibar will get 40 new boats, minister Asha Juma said on Monday.
“The boats of Zanzibar are for everybody who lives by the sea,” Juma said.
The boats cost 3 million dollars, and the first ten will be delivered in May, the ministry of Zanzibar said.
"""
ASHA = By("Asha", "discord")


@dataclass(frozen=True, slots=True)
class Theirs:
    """What the other newsroom has, by its numbers."""

    newsroom: int
    topic: int
    waiting: int
    delivery: int
    subscription: int
    question: int
    erratum: int
    pinned: int
    person: int

    @property
    def addresses(self) -> dict[str, str]:
        numbers = {"topic": self.topic, "number": 1, "delivery": self.delivery, "person": self.person}
        return {name: str(number) for name, number in numbers.items()} | {"platform": "discord", "server": "77"}

    @property
    def numbers(self) -> set[int]:
        """Ours has nothing that has one of them."""
        return {self.delivery, self.subscription, self.question, self.erratum, self.pinned, self.waiting}


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """Ours, with a published topic."""
    async with open_desk(tmp_path) as found:
        article = sample_article()
        topic = await found.page.services.desk.add_topic(1, TOPIC, article, condense(article), SYSTEM)
        await found.page.services.desk.publish_unreviewed(topic, SYSTEM)
        yield found


@pytest.fixture
async def theirs(newsroom: Newsroom) -> Theirs:
    """Another newsroom in the same installation, with one of everything that has a number."""
    services, now = newsroom.page.services, newsroom.page.clock()
    other = await services.desk.open_newsroom("The Dhow")
    await newsroom.hire(Role.PUBLISHER, "Asha", newsroom=other)
    article = Article.from_text(REPORT)
    topic = await services.desk.add_topic(other, f"{SECRET} boats", article, condense(article), SYSTEM)
    live = await services.desk.publish_unreviewed(topic, SYSTEM)
    asked = {"question": f"Who pays in {SECRET}?", "text": f"{SECRET} pays."}
    await run(services, _on_discord("Asha"), "answer", asked)
    mark, _ = await services.desk.mark(topic, "40 new boats", "50 new boats", "The ministry says so.", ASHA)
    waiting = await services.desk.submit(topic, ASHA)
    where = {"topic_id": topic, "platform": "discord", "server": "77", "channel": "78", "made": now}
    async with services.sessions.begin() as session:
        rule = Subscription(**where, name=f"#{SECRET}", rule={}, made_by="Asha", next_due=now)
        owed = Delivery(
            **where, slot="demand:9", day=now.date(), format="full", state="unconfirmed", due=now, revision_id=live
        )
        question = OpenQuestion(
            topic_id=topic, plain="how many", wording=f"How many in {SECRET}?", first=now.date(), last=now.date()
        )
        server = Server(platform="discord", server="77", name=SECRET, newsroom_id=other, linked=now)
        session.add_all([rule, owed, question, server])
        await session.flush()
        session.add(Part(id="theirs", delivery_id=owed.id, position=0, payload={}, first_tried=now))
        pinned = (await session.scalars(select(PinnedAnswer.id).where(PinnedAnswer.topic_id == topic))).one()
        person = (await session.scalars(select(PersonRow.id).where(PersonRow.newsroom_id == other))).one()
        return Theirs(other, topic, waiting, owed.id, rule.id, question.id, mark.id, pinned, person)


def _on_discord(name: str) -> Caller:
    return Caller("discord", name, name, Destination("discord", "", name, "direct", name))


async def everything(services: Services, theirs: Theirs) -> list[str]:
    """All rows of the other newsroom."""
    known = {"topic_id": [theirs.topic], "newsroom_id": [theirs.newsroom], "delivery_id": [theirs.delivery]}
    known |= {"pinned_id": [theirs.pinned], "article_id": [2]}
    found = []
    async with services.sessions() as session:
        for table in Base.metadata.sorted_tables:
            for name, numbers in known.items():
                if name in table.columns:
                    rows = await session.execute(select(table).where(table.columns[name].in_(numbers)))
                    found += [f"{table.name}: {row}" for row in rows]
                    break
    return found


async def test_every_address_of_theirs_is_not_found(newsroom: Newsroom, theirs: Theirs) -> None:
    """Not “forbidden”: nobody learns that it exists. For whoever asks, and with everything that a form may say."""
    before = await everything(newsroom.page.services, theirs)
    assert len(before) >= 10
    admin, wrong = await newsroom.hire(Role.ADMIN), {}
    said = {"do": "withdraw", "note": "x", "role": "reader", "answer": "there", "seen": f"r{theirs.waiting}"}
    for path, methods in MATRIX.items():
        if "{" in path and path != "/c/{channel}":
            for method in methods:
                heard = await admin.ask(method, path.format_map(theirs.addresses), multipart=path in FILES, **said)
                if heard.status != 404 or SECRET in heard.text:
                    wrong[f"{method} {path}"] = heard.status
    assert wrong == {}
    assert await everything(newsroom.page.services, theirs) == before


async def test_no_page_of_ours_names_them(newsroom: Newsroom, theirs: Theirs) -> None:
    """Neither the lists, nor the record, nor the feeds. The record is the whole installation's: its admins see it."""
    admin = await newsroom.hire(Role.ADMIN)
    for path, methods in MATRIX.items():
        if "GET" in methods and "{" not in path and path != "/events" and not path.startswith("/desk/record"):
            assert SECRET not in (await admin.send("GET", path)).text, path
    asha = await newsroom.again("Asha")
    for path in ("/desk/record", "/desk/record.csv", "/desk/record.json"):
        assert (await asha.send("GET", path)).status in (401, 403, 404)


@pytest.mark.parametrize("do", ["publish", "correction", "sendback", "withdraw"])
async def test_no_review_of_ours_decides_about_theirs(newsroom: Newsroom, theirs: Theirs, do: str) -> None:
    """A form names what its sender saw: another newsroom's revision is none that waits here."""
    before = await everything(newsroom.page.services, theirs)
    publisher = await newsroom.hire(Role.PUBLISHER)
    await publisher.ask("POST", "/desk/topics/1/review", do=do, note="x", seen=f"r{theirs.waiting}", reason="x")
    assert await everything(newsroom.page.services, theirs) == before


async def test_no_button_reaches_them(newsroom: Newsroom, theirs: Theirs) -> None:
    """Each button's word with their numbers, in every place where one may stand."""
    services = newsroom.page.services
    await newsroom.hire(Role.ADMIN)
    before = await everything(services, theirs)
    filled = dict.fromkeys(("reason", "note", "question", "text", "wrong", "right", "why"), ("x y",))
    for word, action in ACTIONS.items():
        for args in _arguments(theirs, action.role):
            reply = await press(services, _on_discord("Ann Lee"), f"{word}:{args}", filled)
            shown = repr(reply) if isinstance(reply, Form) else plain(reply)
            assert SECRET not in shown, f"{word}:{args}"
    assert await everything(services, theirs) == before


def _arguments(theirs: Theirs, role: Role) -> Iterator[str]:
    yield from (f"{theirs.topic}:1", f"{theirs.topic}:r{theirs.waiting}", f"{theirs.waiting}:full")
    if role is not Role.READER:
        for number in theirs.numbers:
            yield from (f"{number}:{answer}" for answer in ("there", "pause", "retry"))
            yield from (f"1:{number}", f"1:a:{number}")


async def test_no_command_reaches_them(newsroom: Newsroom, theirs: Theirs) -> None:
    """Each command with their topic's name, and their numbers wherever a number may stand."""
    services = newsroom.page.services
    await newsroom.hire(Role.ADMIN)
    before = await everything(services, theirs)
    for name, command in COMMANDS.items():
        for number in theirs.numbers:
            given: dict[str, str | None] = {argument.name: "x y" for argument in command.arguments if argument.required}
            for argument in command.arguments:
                if argument.kind is Kind.NUMBER:
                    given[argument.name] = str(number)
                elif argument.name == "topic":
                    given[argument.name] = f"{SECRET} boats"
            reply = await run(services, _on_discord("Ann Lee"), name, given)
            shown = repr(reply) if isinstance(reply, Form) else plain(reply)
            assert SECRET not in shown.replace(f"“{SECRET} boats”", ""), f"{name} {given}"
    assert await everything(services, theirs) == before
