"""Desk: which state follows which, who may move it there, what stops it, and what is kept about it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk import Blocked, Conflict, Desk, DeskError
from bot.people import Sessions
from bot.roles import Role
from bot.storage.audit import SYSTEM, By
from bot.storage.editions import Edition, live_edition, load_edition
from bot.storage.tables import Audit, PersonRow
from briefs import Brief, Line, Origin
from tests.bot.editions import ARTICLE, BRIEF
from tests.fakes.databases import open_in

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANN, BOB, EVE = (By(name, "local", number) for number, name in enumerate(("Ann", "Bob", "Eve"), 1))


@dataclass
class Newsdesk:
    """A desk with one topic, two publishers (Ann and Bob) and an editor (Eve)."""

    desk: Desk
    sessions: Sessions
    topic: int = 0
    newsroom: int = 0
    now: datetime = NOON
    told: list[tuple[int, int]] = field(default_factory=list)

    def clock(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    async def note(self, session: AsyncSession, topic_id: int, revision_id: int) -> None:
        self.told.append((topic_id, revision_id))

    async def write(self, by: By, text: str = "Channel to be widened at last", lede: str = "") -> int:
        """Save a draft with an edited headline, and maybe lede; returns its version."""
        draft = await self.desk.draft(self.topic)
        edited = headlined(draft.brief, text, by)
        if lede:
            edited = replace(edited, lede=reworded(draft.brief.lede, lede, by))
        return await self.desk.save_draft(self.topic, edited, draft.version, by)

    async def live(self) -> Edition:
        async with self.sessions() as session:
            edition = await live_edition(session, self.topic)
        assert edition is not None
        return edition

    async def acts(self) -> list[tuple[str, str]]:
        async with self.sessions() as session:
            rows = await session.scalars(select(Audit).order_by(Audit.id))
            return [(row.who, row.what) for row in rows]

    async def states(self) -> list[str]:
        return [past.state for past in reversed(await self.desk.history(self.topic))]


def headlined(brief: Brief, text: str, by: By) -> Brief:
    return replace(brief, headline=reworded(brief.headline, text, by))


def reworded(line: Line, text: str, by: By) -> Line:
    return replace(line, text=text, origin=Origin.EDITED, editor=by.name)


@pytest.fixture
async def news(home: Path) -> AsyncIterator[Newsdesk]:
    database = await open_in(home)
    news = Newsdesk(None, database.sessions)  # type: ignore[arg-type]
    news.desk = Desk(database.sessions, news.clock, news.note)
    news.newsroom = await news.desk.open_newsroom("The Lantern")
    news.topic = await news.desk.add_topic(news.newsroom, "Harbour", ARTICLE, BRIEF, SYSTEM, note="A made-up report.")
    await add_people(news, Ann=Role.PUBLISHER, Bob=Role.PUBLISHER, Eve=Role.EDITOR)
    yield news
    await database.close()


async def add_people(news: Newsdesk, **roles: Role) -> None:
    async with news.sessions.begin() as session:
        for name, role in roles.items():
            session.add(PersonRow(newsroom_id=news.newsroom, name=name, role=int(role), made=NOON))
            await session.flush()


async def test_a_newsroom_is_opened_once(news: Newsdesk) -> None:
    """Each start opens it by name, and finds the same one."""
    assert await news.desk.open_newsroom("The Lantern") == news.newsroom


async def test_times_are_shown_in_the_newsroom_s_zone(news: Newsdesk) -> None:
    """Until one is kept, in UTC; the last one kept counts."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    assert (await news.live()).zone == "UTC"
    for zone in ("Asia/Tokyo", "Europe/Paris"):
        await news.desk.keep_zone(zone)
    assert (await news.live()).zone == "Europe/Paris"


async def test_nothing_is_live_before_it_is_published(news: Newsdesk) -> None:
    """A draft is nobody's reading."""
    async with news.sessions() as session:
        assert await live_edition(session, news.topic) is None


async def test_an_unreviewed_brief_says_so(news: Newsdesk) -> None:
    """Where nobody answers for it, readers are told."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    live = await news.live()
    assert (
        live.label,
        live.number,
        live.brief,
        live.article_note,
    ) == ("Published without review", 1, BRIEF, "A made-up report.")


async def test_a_published_brief_names_who_approved_it(news: Newsdesk) -> None:
    """A human answers for what is published."""
    await news.write(EVE)
    await news.desk.submit(news.topic, EVE)
    revision = await news.desk.publish(news.topic, ANN)
    live = await news.live()
    assert ("Approved by Ann", revision) == (live.label, live.revision_id)
    assert live.brief.headline.text == "Channel to be widened at last"


async def test_publication_tells_the_outbox(news: Newsdesk) -> None:
    """Whoever posts corrections hears of each change of what is live, with the revision to show."""
    first = await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await news.write(EVE)
    second = await news.desk.publish(news.topic, ANN)
    await news.desk.withdraw(news.topic, "Wrong.", ANN)
    back = await news.desk.rollback(news.topic, 1, ANN)
    assert [(news.topic, number) for number in (first, second, second, back)] == news.told


async def test_nothing_is_published_where_the_outbox_cannot_note_it(news: Newsdesk) -> None:
    """Else a crash between the two would leave copies that nobody corrects."""

    async def crash(*_: object) -> None:
        raise ConnectionError

    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await news.write(EVE)
    news.desk.on_published = crash
    with pytest.raises(ConnectionError):
        await news.desk.publish(news.topic, ANN)
    assert (await news.live()).number == 1
    with pytest.raises(ConnectionError):
        await news.desk.withdraw(news.topic, "Wrong.", ANN)
    assert (await news.live()).withdrawn == ""


async def test_only_one_revision_is_live(news: Newsdesk) -> None:
    """A new publication supersedes the one before."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await news.write(EVE)
    await news.desk.publish(news.topic, ANN)
    assert await news.states() == ["superseded", "published"]


async def test_of_two_who_publish_at_once_one_does(news: Newsdesk) -> None:
    """The other is told, and readers get one revision under one name."""
    await news.write(EVE)
    await news.desk.submit(news.topic, EVE)
    results = await asyncio.gather(
        news.desk.publish(news.topic, ANN), news.desk.publish(news.topic, BOB), return_exceptions=True
    )
    assert sorted(type(result).__name__ for result in results) == ["DeskError", "int"]
    assert await news.states() == ["published"]
    assert len(news.told) == 1


async def test_of_two_who_save_at_once_one_does(news: Newsdesk) -> None:
    """The other meets a conflict, whichever came first."""
    opened = await news.desk.draft(news.topic)
    saves = (
        news.desk.save_draft(news.topic, headlined(opened.brief, f"{by.name}'s", by), opened.version, by)
        for by in (EVE, BOB)
    )
    results = await asyncio.gather(*saves, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "int"]


async def test_a_draft_that_changes_nothing_is_not_submitted(news: Newsdesk) -> None:
    """A revision that says the same would only make readers look for a difference."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    with pytest.raises(DeskError, match="says the same as what is live"):
        await news.desk.submit(news.topic, EVE)


async def test_a_new_submission_takes_the_place_of_a_waiting_one(news: Newsdesk) -> None:
    """Never do two revisions of a topic wait at once."""
    first = await news.desk.submit(news.topic, EVE)
    await news.write(EVE)
    second = await news.desk.submit(news.topic, EVE)
    assert await news.states() == ["sent back", "in review"]
    assert await news.desk.waiting(news.topic) == second != first


async def test_a_later_save_over_an_older_version_is_refused(news: Newsdesk) -> None:
    """The second of two who opened the same version loses nothing and overwrites nothing."""
    draft = await news.desk.draft(news.topic)
    await news.write(EVE, "Eve's headline")
    with pytest.raises(Conflict) as conflict:
        await news.desk.save_draft(news.topic, draft.brief, draft.version, BOB)
    assert ("Eve", draft.version + 1) == (conflict.value.saved_by, conflict.value.version)
    assert (await news.desk.draft(news.topic)).brief.headline.text == "Eve's headline"


async def test_a_reworded_quotation_is_refused(news: Newsdesk) -> None:
    """Quotations are the article's, to the letter."""
    quote = BRIEF.quotes[0]
    changed: Brief = replace(BRIEF, quotes=(replace(quote, parts=("We have waited far too long", quote.parts[1])),))
    with pytest.raises(DeskError, match="never reworded"):
        await news.desk.save_draft(news.topic, changed, 1, EVE)


async def test_a_publisher_alone_may_approve_their_own_words(news: Newsdesk) -> None:
    """A newsroom of one can work; readers are told who it was, and that nobody else read it."""
    async with news.sessions.begin() as session:
        (await session.get_one(PersonRow, BOB.person_id)).role = int(Role.EDITOR)
    await news.write(ANN)
    await news.desk.publish(news.topic, ANN)
    assert (await news.live()).label == "Approved by Ann, without a second reader"


async def test_where_there_are_others_nobody_approves_their_own_words(news: Newsdesk) -> None:
    """With a second publisher, four eyes see what is published."""
    await news.write(ANN)
    with pytest.raises(DeskError, match="yours alone"):
        await news.desk.publish(news.topic, ANN)
    assert await news.states() == ["in review"]
    await news.desk.publish(news.topic, BOB)
    assert (await news.live()).label == "Approved by Bob"


async def test_words_that_another_submitted_may_be_approved_by_their_writer(news: Newsdesk) -> None:
    """Two people have seen them then."""
    await news.write(ANN)
    revision = await news.desk.submit(news.topic, EVE)
    await news.desk.approve(revision, ANN)
    assert await news.states() == ["approved"]


async def test_an_automatic_draft_may_be_approved_by_who_took_it_in(news: Newsdesk) -> None:
    """Nobody worded it, so its approver is the first to answer for it."""
    topic = await news.desk.add_topic(news.newsroom, "Docks", ARTICLE, BRIEF, ANN)
    await news.desk.publish(topic, ANN)


async def test_an_invented_number_stops_approval(news: Newsdesk) -> None:
    """What an edited line counts has to be in the article."""
    await news.write(EVE, "Channel to be widened for $90 million")
    with pytest.raises(Blocked) as blocked:
        await news.desk.publish(news.topic, ANN)
    assert [(f.where, f.problem.kind) for f in blocked.value.findings] == [("Headline", "number")]
    assert "90" in str(blocked.value)
    assert await news.states() == ["in review"]


async def test_a_written_reason_overrules_the_check_and_is_kept(news: Newsdesk) -> None:
    """A person may know better than the check, and answers for it by name."""
    await news.write(EVE, "Channel to be widened for $90 million")
    await news.desk.publish(news.topic, ANN, "The council raised the sum after the report.")
    past = (await news.desk.history(news.topic))[0]
    assert (past.state, past.reason) == ("published", "The council raised the sum after the report.")
    async with news.sessions() as session:
        kept = (await session.scalars(select(Audit).where(Audit.what == "approved"))).one()
    assert kept.detail["reason"] == "The council raised the sum after the report."
    assert kept.detail["over"]


async def test_a_line_that_was_approved_is_not_stopped_again(news: Newsdesk) -> None:
    """Somebody answers for it already; a later revision asks only about what is new."""
    await news.write(EVE, "Channel to be widened for $90 million")
    await news.desk.publish(news.topic, ANN, "The council raised the sum.")
    await news.write(EVE, "Channel to be widened for $90 million", lede="The council voted to widen the channel.")
    await news.desk.publish(news.topic, ANN)
    assert (await news.live()).number == 2


async def test_what_was_overruled_stops_nothing_and_says_by_whom(news: Newsdesk) -> None:
    """The objection stays to be read, with who answers for the line and why, wherever the line is looked at."""
    await news.write(EVE, "Channel to be widened for $90 million")
    revision = await news.desk.publish(news.topic, ANN, "The council raised the sum.")
    of_draft = await news.desk.draft_findings(await news.desk.draft(news.topic))
    for found in (*of_draft, *await news.desk.findings(revision)):
        assert not found.blocks
        assert found.standing.startswith(f"overruled by {ANN.name}")
        assert "The council raised the sum." in found.standing
    assert of_draft


async def test_extracted_lines_are_not_checked(news: Newsdesk) -> None:
    """They are the article's own words."""
    revision = await news.desk.submit(news.topic, EVE)
    assert list(await news.desk.findings(revision)) == []


async def test_a_revision_is_sent_back_with_what_is_missing(news: Newsdesk) -> None:
    """Silence would leave the editor guessing."""
    revision = await news.desk.submit(news.topic, EVE)
    with pytest.raises(DeskError, match="what is missing"):
        await news.desk.send_back(revision, ANN, "  ")
    await news.desk.send_back(revision, ANN, "Name the chair.")
    past = (await news.desk.history(news.topic))[0]
    assert (past.state, past.reason) == ("sent back", "Name the chair.")
    assert await news.desk.waiting(news.topic) is None


async def test_what_is_live_is_past_review(news: Newsdesk) -> None:
    """A published revision can be corrected or withdrawn, not reviewed again."""
    revision = await news.desk.publish_unreviewed(news.topic, SYSTEM)
    with pytest.raises(DeskError, match="Revision 1 is published"):
        await news.desk.approve(revision, ANN)
    with pytest.raises(DeskError, match="Revision 1 is published"):
        await news.desk.send_back(revision, ANN, "Too late.")


async def test_a_correction_shows_its_dated_note(news: Newsdesk) -> None:
    """Readers see what was wrong, and when it was put right."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await news.write(EVE)
    await news.desk.correct(news.topic, "correction", "The headline said too little.", ANN)
    live = await news.live()
    assert [note.text for note in live.corrections] == ["The headline said too little."]
    assert live.corrections[0].at.tzinfo is not None


async def test_a_refile_is_only_logged(news: Newsdesk) -> None:
    """A slip of spelling needs no note to readers."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await news.write(EVE)
    await news.desk.correct(news.topic, "refile", "Spelling.", ANN)
    assert (await news.live()).corrections == ()
    assert list((await news.desk.history(news.topic))[0].corrections) == [("refile", "Spelling.")]


async def test_corrections_stay_on_later_revisions(news: Newsdesk) -> None:
    """A note does not disappear with the next publication, and is not on what came before it."""
    first = await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await news.write(EVE)
    await news.desk.correct(news.topic, "correction", "One.", ANN)
    await news.write(EVE, "Channel to be widened")
    await news.desk.publish(news.topic, ANN)
    assert [note.text for note in (await news.live()).corrections] == ["One."]
    async with news.sessions() as session:
        assert (await load_edition(session, first)).corrections == ()


async def test_a_note_may_be_all_that_a_correction_changes(news: Newsdesk) -> None:
    """The article may have been wrong in what the brief does not repeat."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await news.desk.correct(news.topic, "correction", "The vote was on Monday.", ANN)
    assert ((await news.live()).number, (await news.live()).brief) == (2, BRIEF)
    with pytest.raises(DeskError, match="says the same"):
        await news.desk.correct(news.topic, "refile", "Nothing.", ANN)


@pytest.mark.parametrize(
    ("severity", "note", "said"),
    [
        ("correction", " ", "what was wrong"),
        ("mend", "A note.", "`correction`"),
        ("correction", "A note.", "`publish`"),
    ],
)
async def test_a_correction_needs_a_kind_a_note_and_something_live(
    news: Newsdesk, severity: str, note: str, said: str
) -> None:
    """Each is refused with what it takes."""
    with pytest.raises(DeskError, match=said):
        await news.desk.correct(news.topic, severity, note, ANN)


async def test_a_withdrawal_puts_its_reason_in_place_of_the_brief(news: Newsdesk) -> None:
    """What is withdrawn stays known as that, with the reason."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await news.desk.withdraw(news.topic, "The report was retracted.", ANN)
    assert (await news.live()).withdrawn == "The report was retracted."
    with pytest.raises(DeskError, match="Nothing is live"):
        await news.desk.withdraw(news.topic, "Again.", ANN)


async def test_a_withdrawal_needs_a_reason(news: Newsdesk) -> None:
    """Readers see it where the brief was."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    with pytest.raises(DeskError, match="needs a reason"):
        await news.desk.withdraw(news.topic, "", ANN)


async def test_what_was_withdrawn_can_be_published_again(news: Newsdesk) -> None:
    """The same text may turn out to be right after all; it then is a revision of its own."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await news.desk.withdraw(news.topic, "In doubt.", ANN)
    await news.desk.publish(news.topic, BOB)
    assert ((await news.live()).withdrawn, (await news.live()).label) == ("", "Approved by Bob")
    assert await news.states() == ["withdrawn", "published"]


async def test_a_note_does_not_bring_back_what_was_withdrawn(news: Newsdesk) -> None:
    """A correction of a withdrawn brief needs a changed text; bringing back the same one is said in so many words."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await news.desk.withdraw(news.topic, "In doubt.", ANN)
    with pytest.raises(DeskError, match="withdrawn, and the draft still says the same"):
        await news.desk.correct(news.topic, "correction", "The reason was another one.", BOB)
    assert await news.states() == ["withdrawn"]


async def test_a_rollback_is_a_new_revision_with_the_old_text(news: Newsdesk) -> None:
    """History is added to, never rewritten; the draft follows, so that the next edit starts from it."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await news.write(EVE)
    await news.desk.publish(news.topic, ANN)
    await news.desk.rollback(news.topic, 1, BOB)
    live = await news.live()
    assert (live.number, live.brief, live.label) == (3, BRIEF, "Approved by Bob")
    assert (await news.desk.draft(news.topic)).brief == BRIEF
    assert await news.states() == ["superseded", "superseded", "published"]


@pytest.mark.parametrize(("number", "said"), [(9, "There is no revision 9"), (1, "Revision 1 is published")])
async def test_only_what_was_live_is_rolled_back_to(news: Newsdesk, number: int, said: str) -> None:
    """Neither what is live, nor what never was, nor what was withdrawn."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    with pytest.raises(DeskError, match=said):
        await news.desk.rollback(news.topic, number, ANN)


async def test_a_withdrawn_revision_is_not_rolled_back_to(news: Newsdesk) -> None:
    """What was taken back does not return by a number."""
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await news.desk.withdraw(news.topic, "Wrong.", ANN)
    with pytest.raises(DeskError, match="Revision 1 is withdrawn"):
        await news.desk.rollback(news.topic, 1, ANN)


async def test_every_transition_is_audited(news: Newsdesk) -> None:
    """Who did what can be read later, in order."""
    await news.write(EVE)
    await news.desk.submit(news.topic, EVE)
    await news.desk.publish(news.topic, ANN)
    await news.desk.withdraw(news.topic, "Wrong.", BOB)
    assert await news.acts() == [
        ("Readout", "topic added"),
        ("Eve", "draft saved"),
        ("Eve", "submitted"),
        ("Ann", "approved"),
        ("Ann", "published"),
        ("Bob", "withdrawn"),
    ]


async def test_two_topics_have_two_names(news: Newsdesk) -> None:
    """Names are how people tell topics apart, in whatever case."""
    with pytest.raises(DeskError, match="“Harbour” already"):
        await news.desk.add_topic(news.newsroom, " HARBOUR ", ARTICLE, BRIEF, ANN)
    docks = await news.desk.add_topic(news.newsroom, "Docks", ARTICLE, BRIEF, ANN)
    with pytest.raises(DeskError, match="“Harbour” already"):
        await news.desk.rename_topic(docks, "harbour", ANN)
    await news.desk.rename_topic(docks, "docks", ANN)
    assert (await news.desk.draft(docks)).topic == "docks"


async def test_a_topic_that_is_gone_is_named_as_that(news: Newsdesk) -> None:
    """An old button gets a sentence, not a fault."""
    with pytest.raises(DeskError, match="no such topic"):
        await news.desk.draft(99)
    with pytest.raises(DeskError, match="no such revision"):
        await news.desk.findings(99)


async def test_four_who_publish_at_once_leave_one_revision(news: Newsdesk) -> None:
    """One of them publishes; the others are told, and nothing is sent back that nobody sent back."""
    everybody = (news.desk.publish(news.topic, ANN) for _ in range(4))
    done = await asyncio.gather(*everybody, return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["DeskError"] * 3 + ["int"]
    assert [past.state for past in await news.desk.history(news.topic)] == ["published"]


async def test_submitting_twice_is_submitting_once(news: Newsdesk) -> None:
    """Whoever presses twice sees one revision in review; after a change it is another one."""
    first = await news.desk.submit(news.topic, ANN)
    assert await news.desk.submit(news.topic, ANN) == first
    await news.write(ANN)
    assert await news.desk.submit(news.topic, ANN) != first
    assert [past.state for past in await news.desk.history(news.topic)] == ["in review", "sent back"]


async def test_name_of_a_topic_breaks_no_command(news: Newsdesk) -> None:
    """A backtick would end the mark around a command that names the topic; another apostrophe stands for it."""
    topic = await news.desk.add_topic(news.newsroom, "The `big`  deal", ARTICLE, BRIEF, SYSTEM)
    assert (await news.desk.draft(topic)).topic == "The ’big’ deal"
