"""Every form of every page, with whatever may stand in it: answered, refused in a sentence, and nothing lost."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.roles import Role
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from briefs import condense
from tests.bot.colleagues import Colleague, Newsroom, open_desk
from tests.bot.filled_forms import PageForm, forms_of
from tests.bot.test_web_routes import GET, MATRIX, OURS, POST, QUERIES

ENDS = ("/logout", "/desk/leave")
"""Who sends these is out; another browser sends the others."""
ODD = (
    "", " ", "0", "-1", "1", "999999999999", "٣", "²", "½", "r1", "d1", "p1", "q1", "h", "e1", "\x00", "\r\n",
    "\u202etxt", "<script>alert(1)</script>", "'\"><b>", "`` ` ``", "{{ 7*7 }}", "%s%n", "../../etc/passwd",
    "https://127.0.0.1:1/", "file:///etc/passwd", "2026-02-30", "Europe/Nowhere", "a" * 5_000, "run:schedule add",
    "pin:1:q:1", "unmark:1:1", "edit:1:x", "save:1:1", ":" * 100,
)  # fmt: skip
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@dataclass(frozen=True, slots=True)
class Opened:
    """One server for all that is sent, and every form that its pages show to an admin."""

    runner: asyncio.Runner
    admin: Colleague
    forms: list[PageForm]

    def send(self, path: str, fields: dict[str, str], multipart: bool = False) -> tuple[int, str]:
        heard = self.runner.run(self.admin.ask(POST, path, multipart=multipart, **fields))
        return heard.status, heard.text


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        newsroom = runner.run(_newsroom(stack, tmp_path_factory.mktemp("desk")))
        admin = runner.run(newsroom.hire(Role.ADMIN))
        yield Opened(runner, admin, runner.run(_forms(admin)))
        runner.run(stack.aclose())


async def _newsroom(stack: AsyncExitStack, folder: Path) -> Newsroom:
    newsroom = await stack.enter_async_context(open_desk(folder))
    desk, article = newsroom.page.services.desk, sample_article()
    topic = await desk.add_topic(1, TOPIC, article, condense(article), SYSTEM)
    await desk.publish_unreviewed(topic, SYSTEM)
    await newsroom.page.news()
    return newsroom


async def _forms(admin: Colleague) -> list[PageForm]:
    found = []
    for path in sorted(path for path in MATRIX if GET in MATRIX[path] and not path.endswith("/events")):
        address = path.format_map(OURS) + QUERIES.get(path, "")
        found += forms_of(address.partition("?")[0], (await admin.send(GET, address)).text)
    return [form for form in found if form.action not in ENDS]


def test_forms_of_every_room_are_found(opened: Opened) -> None:
    """What follows would prove nothing if it sent nothing."""
    assert len(opened.forms) > 60
    assert {form.action for form in opened.forms} >= {"/c/summit", "/desk/topics/1/line", "/desk/topics/1/review"}


@settings(max_examples=120, deadline=None, suppress_health_check=QUIET)
@given(drawn=st.data())
def test_no_form_fails(opened: Opened, drawn: st.DataObject) -> None:
    """A form as it stands, but for some fields that hold something odd: no 500, and markup comes back as text."""
    actions = sorted({form.action for form in opened.forms})
    action = drawn.draw(st.sampled_from(actions), label="form")
    form = drawn.draw(st.sampled_from([form for form in opened.forms if form.action == action]))
    fields = dict(form.fields)
    if form.buttons:
        name, value = drawn.draw(st.sampled_from(form.buttons))
        fields |= {name: value} if name else {}
    names = st.sampled_from(sorted(fields.keys() - {"csrf"}) or ["more"])
    text = st.one_of(st.sampled_from(ODD), st.text(st.characters(codec="utf-8"), max_size=60))
    fields |= drawn.draw(st.dictionaries(names, text, max_size=3), label="odd fields")
    status, said = opened.send(action, fields, form.multipart)
    assert status < 500, said
    assert "Traceback" not in said
    assert "<script>alert" not in said
    if status >= 400:
        sentence = re.search(r"(?:role=\"alert\"|<main>)(.*)", said, re.S)
        assert sentence is not None, said
        assert re.search(r"\w{3}.*[.!?]", html.unescape(sentence[1]), re.S), said


REFUSED = {
    "/desk/topics/1/line": {"do": "reword", "key": "p1", "was": "0" * 16, "text": ""},
    "/desk/topics/1/review": {"do": "nothing", "note": ""},
    "/desk/topics/new": {"text": "", "address": "ftp://nowhere"},
}
"""Forms that are refused, with an empty field for what somebody wrote at length."""


@settings(max_examples=25, deadline=None, suppress_health_check=QUIET)
@given(path=st.sampled_from(sorted(REFUSED)), written=st.text(st.characters(codec="utf-8"), max_size=80))
def test_nothing_that_was_written_is_lost(opened: Opened, path: str, written: str) -> None:
    """Whoever is refused finds their words on the page that says so, to be sent again."""
    written = f"mine {written} mine"
    fields = {name: value or written for name, value in REFUSED[path].items()}
    status, page = opened.send(path, fields, multipart=path.endswith("/new"))
    assert status in (409, 422)
    assert " ".join(written.replace("\x00", "").split()) in " ".join(html.unescape(page).split())
