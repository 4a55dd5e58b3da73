"""Answering: what an editor pins comes first, with its proof or a name; it is versioned, audited, and followed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cards import Card, LineKind, Reply
from bot.commands import Caller
from bot.roles import Role
from bot.storage.audit import SYSTEM
from bot.storage.documents import article_to_row, brief_to_json
from bot.storage.tables import Audit, Draft
from briefs import Article, condense
from tests.bot.newsroom import Newsroom, filled, form_of, open_newsroom, text_of

TREES = "How many cherry blossom trees will Japan give?"
IN_OTHER_WORDS = "what number of cherry blossom trees is japan going to donate"
PROOF = "250 cherry blossom trees"
OWN = "Will the newsroom publish a transcript?"


@pytest.fixture
async def news(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path) as opened:
        yield opened


@pytest.fixture
async def anywhere(home: Path) -> AsyncIterator[Newsroom]:
    """On SQLite and on PostgreSQL."""
    async with open_newsroom(home) as opened:
        yield opened


@pytest.fixture
async def ann(news: Newsroom) -> Caller:
    return await news.person("Ann Lee", Role.EDITOR)


def action_of(reply: Reply, label: str) -> str:
    assert isinstance(reply, Card)
    return next(button.action for button in reply.buttons if button.label == label)


async def pin(news: Newsroom, ann: Caller, question: str, text: str, proof: str = "") -> Reply:
    return await news.run("answer", ann, question=question, text=text, proof=proof or None)


async def test_a_statement_of_the_desk_carries_its_name(news: Newsroom, ann: Caller) -> None:
    """It is not the article's, and readers are told so."""
    await pin(news, ann, OWN, "Yes, on Friday at noon.")
    told = await news.reads(f"ask {OWN}")
    assert "Yes, on Friday at noon." in told
    assert "The desk's own statement, not the article's: Ann Lee, 23 Nov 2026." in told


async def test_a_proven_answer_shows_the_article(news: Newsroom, ann: Caller) -> None:
    """With the sentence that its proof stands in, a way to the source, and who answers for it."""
    await pin(news, ann, TREES, "Japan will give 250 trees.", PROOF)
    answer = await news.type(f"ask {TREES}")
    told = text_of(answer)
    assert told.splitlines()[2] == "Japan will give 250 trees."
    assert "Answered by the desk: Ann Lee" in told
    assert PROOF in text_of(await news.press(action_of(answer, "Source")))


@pytest.mark.parametrize(
    "asked", [TREES, TREES.upper(), IN_OTHER_WORDS, "How many cherry blosom trees will Japan give"]
)
async def test_it_answers_other_wordings(news: Newsroom, ann: Caller, asked: str) -> None:
    """As people type in a chat."""
    await pin(news, ann, TREES, "Japan will give 250 trees.", PROOF)
    assert "Answered by the desk: Ann Lee" in await news.reads(f"ask {asked}")


@pytest.mark.parametrize(
    "asked", ["Why will Japan give cherry blossom trees?", "How many cherry trees did Japan give in 1912?"]
)
async def test_it_answers_no_other_question(news: Newsroom, ann: Caller, asked: str) -> None:
    """A wrong match would be worse than none."""
    await pin(news, ann, TREES, "Japan will give 250 trees.", PROOF)
    assert "Answered by the desk" not in await news.reads(f"ask {asked}")


async def test_other_wordings_can_be_given(news: Newsroom, ann: Caller) -> None:
    """Where the words have nothing in common."""
    form = form_of(await news.run("answer", ann))
    values = filled(form, question=OWN, text="On Friday.", origin="desk", alike="When can I read it all?\n\n")
    await news.press(form.action, ann, values)
    assert "On Friday." in await news.reads("ask when can i read it all")


async def test_the_form_begins_with_what_the_engine_gives(news: Newsroom, ann: Caller) -> None:
    """An editor confirms or mends it instead of searching for the sentence."""
    form = form_of(await news.type(f"answer {TREES}", ann))
    values = filled(form)
    assert values["question"] == (TREES,)
    assert PROOF in values["words"][0]
    assert "Pinned." in text_of(await news.press(form.action, ann, values))


async def test_an_editor_pins_from_beneath_an_answer(news: Newsroom, ann: Caller) -> None:
    """The button is the editors' only."""
    answer = await news.type(f"ask {TREES}", ann)
    form = form_of(await news.press(action_of(answer, "Pin an answer"), ann))
    assert filled(form)["question"] == (TREES,)
    reader = await news.type(f"ask {TREES}")
    assert isinstance(reader, Card)
    assert "Pin an answer" not in [button.label for button in reader.buttons]


@pytest.mark.parametrize("line", ["answer What is it? text: That.", "answers", "questions"])
async def test_only_editors_answer_for_the_desk(news: Newsroom, line: str) -> None:
    """A reader is told which role it takes, and nothing is pinned."""
    assert "takes the role “editor”" in await news.reads(line, await news.person("Bob", Role.READER))
    assert "takes the role “editor”" in text_of(await news.press("unpin:1:1", news.caller("Eve")))


async def test_a_proof_has_to_stand_in_the_article(news: Newsroom, ann: Caller) -> None:
    """Nothing is pinned; the text is kept to go on with."""
    form = form_of(await news.run("answer", ann))
    values = filled(form, question=TREES, text="300 trees.", origin="article", words="300 cherry blossom trees")
    refused = await news.press(form.action, ann, values)
    assert "does not stand in the article" in text_of(refused)
    again = form_of(await news.press(action_of(refused, "Back to my text"), ann))
    assert filled(again)["text"] == ("300 trees.",)
    assert "Answered by the desk" not in await news.reads(f"ask {TREES}")


async def test_a_proven_answer_says_what_the_article_bears_out(news: Newsroom, ann: Caller) -> None:
    """Another number than the proof's is no answer of the article's."""
    said = text_of(await pin(news, ann, TREES, "Japan will give 300 trees.", PROOF))
    assert "The article does not bear this answer out" in said
    assert "300" in said


async def test_a_proof_is_kept_to_the_letter(news: Newsroom, ann: Caller) -> None:
    """Typed with straight marks, it is shown with the article's own."""
    await pin(news, ann, "What did Trump call her rise?", "“a big deal”", '"a big deal - not just for Japan')
    assert "“a big deal — not just for Japan" in await news.reads("ask What did Trump call her rise?")


async def test_one_question_has_one_answer(news: Newsroom, ann: Caller) -> None:
    """The second editor is told of the first's."""
    await pin(news, ann, OWN, "Yes.")
    assert "has an answer already, by Ann Lee" in text_of(await pin(news, ann, f"{OWN}?", "No."))


async def test_a_change_is_a_new_version(news: Newsroom, ann: Caller) -> None:
    """All versions are kept and shown; what was opened before somebody else's change is not saved over it."""
    await pin(news, ann, OWN, "Yes.")
    card = await news.press("answer:1:1", ann)
    form = form_of(await news.press(action_of(card, "Change"), ann))
    await news.press(form.action, ann, filled(form, text="No."))
    shown = text_of(await news.press("answer:1:1", ann))
    assert "• 2. No. — Ann Lee" in shown
    assert "• 1. Yes. — Ann Lee" in shown
    assert "changed this answer since" in text_of(await news.press(form.action, ann, filled(form, text="Maybe.")))
    assert "No." in await news.reads(f"ask {OWN}")


async def test_unpinned_it_is_given_no_more(news: Newsroom, ann: Caller) -> None:
    """Its versions stay, and it may be pinned again."""
    await pin(news, ann, OWN, "Yes, on Friday.")
    unpinned = await news.press("unpin:1:1", ann)
    assert "on Friday" not in await news.reads(f"ask {OWN}")
    assert "unpinned already" in text_of(await news.press("unpin:1:1", ann))
    form = form_of(await news.press(action_of(unpinned, "Change and pin again"), ann))
    await news.press(form.action, ann, filled(form))
    assert "on Friday" in await news.reads(f"ask {OWN}")


async def test_each_step_is_audited(anywhere: Newsroom) -> None:
    """Who said what in the newsroom's name, and when."""
    news, ann = anywhere, await anywhere.person("Ann Lee", Role.EDITOR)
    await pin(news, ann, OWN, "Yes.")
    form = form_of(await news.press("pin:1:a:1", ann))
    await news.press(form.action, ann, filled(form, text="No."))
    await news.press("unpin:1:1", ann)
    async with news.services.sessions() as session:
        rows = (await session.scalars(select(Audit).where(Audit.what.startswith("answer ")).order_by(Audit.id))).all()
    assert [(row.what, row.who, row.detail["version"]) for row in rows] == [
        ("answer pinned", "Ann Lee", 1),
        ("answer changed", "Ann Lee", 2),
        ("answer unpinned", "Ann Lee", 2),
    ]
    assert rows[1].detail["text"] == "No."


async def test_shared_copies_follow(anywhere: Newsroom) -> None:
    """A shared answer is replaced when one is pinned, changed with it, and the engine's again once it is unpinned."""
    news, ann = anywhere, await anywhere.person("Ann Lee", Role.EDITOR)
    answer = await news.type(f"ask {TREES}")
    await news.press(action_of(answer, "Share in channel"))
    await news.deliver()
    assert "Answered by the desk" not in news.platform.texts[-1]
    await pin(news, ann, TREES, "Japan will give 250 trees.", PROOF)
    await news.deliver()
    assert "Japan will give 250 trees." in news.platform.texts[-1]
    form = form_of(await news.press("pin:1:a:1", ann))
    await news.press(form.action, ann, filled(form, text="It is to be 250."))
    await news.deliver()
    assert "It is to be 250." in news.platform.texts[-1]
    await news.press("unpin:1:1", ann)
    await news.deliver()
    assert "Answered by the desk" not in news.platform.texts[-1]
    assert len(news.platform.messages) == 1


async def test_a_pinned_answer_can_be_shared(news: Newsroom, ann: Caller) -> None:
    """Also a statement that no sentence proves; the withdrawal of the brief reaches it."""
    await pin(news, ann, OWN, "Yes, on Friday.")
    await news.press(action_of(await news.type(f"ask {OWN}"), "Share in channel"))
    await news.deliver()
    assert "Yes, on Friday." in news.platform.texts[-1]
    await news.services.desk.withdraw(news.topic_id, "Retracted.", SYSTEM)
    await news.deliver()
    assert "Retracted." in news.platform.texts[-1]
    assert "Friday" not in news.platform.texts[-1]
    assert "Retracted." in await news.reads(f"ask {OWN}")


async def test_a_mark_on_its_proof_takes_it_from_the_readers(news: Newsroom, ann: Caller) -> None:
    """Until an editor has looked: then it is given again, with what is right."""
    await pin(news, ann, TREES, "Japan will give 250 trees.", PROOF)
    publisher = await news.person("Pat", Role.PUBLISHER)
    await news.run(
        "correct", publisher, wrong="250 cherry blossom trees", right="260 cherry blossom trees", note="Miscounted."
    )
    assert "Answered by the desk" not in await news.reads(f"ask {TREES}")
    assert "260" in await news.reads(f"ask {TREES}")
    assert "(1 to review)" in await news.reads("answers", ann)
    card = await news.press("answer:1:1", ann)
    assert "The desk has since marked the words that prove it as wrong" in text_of(card)
    form = form_of(await news.press(action_of(card, "Change"), ann))
    await news.press(form.action, ann, filled(form, text="Japan will give 260 trees."))
    told = await news.reads(f"ask {TREES}")
    assert "Japan will give 260 trees." in told
    assert "[260 cherry blossom trees]" in told
    assert "to review" not in await news.reads("answers", ann)


async def new_article(news: Newsroom, old: str, new: str) -> None:
    """The topic's article in a new version, briefed and published."""
    before = await news.services.desk.draft(news.topic_id)
    article = Article.from_text(before.article.text.replace(old, new), headline=before.article.headline)
    row = article_to_row(article, news.topic_id, 2, note="", added=news.clock(), added_by="Ann Lee")
    async with news.services.sessions.begin() as session:
        session.add(row)
        await session.flush()
        draft = await session.get_one(Draft, news.topic_id)
        draft.article_id, draft.content = row.id, {"brief": brief_to_json(condense(article)), "writer": None}
    await news.services.desk.publish_unreviewed(news.topic_id, SYSTEM)


async def test_a_new_article_without_the_proof_takes_it_from_the_readers(news: Newsroom, ann: Caller) -> None:
    """Nothing is proven by words that stand there no longer; it is listed, and cannot be called still right."""
    await pin(news, ann, TREES, "Japan will give 250 trees.", PROOF)
    await new_article(news, "250 cherry blossom trees", "three hundred cherry blossom trees")
    assert "Answered by the desk" not in await news.reads(f"ask {TREES}")
    assert "no longer stand in the article" in await news.reads("answers", ann)
    assert "Change it, or unpin it" in text_of(await news.press("confirm:1:1", ann))


@pytest.mark.parametrize("proof", [PROOF, ""])
async def test_a_new_article_asks_for_a_look(news: Newsroom, ann: Caller, proof: str) -> None:
    """Readers get the answer meanwhile, for its proof stands or a name vouches; *Still right* settles it."""
    await pin(news, ann, TREES, "Japan will give 250 trees.", proof)
    await new_article(news, "announced", "declared")
    assert "Japan will give 250 trees." in await news.reads(f"ask {TREES}")
    assert "(1 to review)" in await news.reads("answers", ann)
    bob = await news.person("Bob", Role.EDITOR)
    confirmed = await news.press(action_of(await news.press("answer:1:1", bob), "Still right"), bob)
    assert "Needs review" not in text_of(confirmed)
    assert "to review" not in await news.reads("answers", ann)
    assert "Ann Lee" in await news.reads(f"ask {TREES}")


async def test_several_questions_are_answered_each(news: Newsroom, ann: Caller) -> None:
    """One by the desk and one by the article, under a heading each."""
    await pin(news, ann, OWN, "Yes, on Friday.")
    answer = await news.type(f"ask {OWN} {TREES}")
    assert isinstance(answer, Card)
    assert [line.words[0].text for line in answer.lines if line.kind is LineKind.HEADING] == [OWN, TREES]  # type: ignore[union-attr]
    assert "Yes, on Friday." in text_of(answer)
    assert PROOF in text_of(answer)


async def test_pinned_questions_are_suggested_first(news: Newsroom, ann: Caller) -> None:
    """In completions, and on buttons under a refusal that has to do with them."""
    from bot.commands import complete

    await pin(news, ann, OWN, "Yes, on Friday.")
    found = await complete(news.services, news.caller(), "ask", "question", "")
    assert found[0].value == OWN
    refused = await news.type("ask Who typed the transcript of the phone call?")
    assert "Yes, on Friday." in text_of(await news.press(action_of(refused, OWN)))


async def test_what_is_pinned_is_shown_as_written(news: Newsroom, ann: Caller) -> None:
    """Mentions and markup are plain words to the card; a renderer escapes them."""
    await pin(news, ann, "Who is @everyone?", "<!channel> **bold** [x](http://evil.example) <script>")
    told = await news.type("ask Who is @everyone?")
    assert isinstance(told, Card)
    assert "<!channel> **bold** [x](http://evil.example) <script>" in text_of(told)
    assert not any(getattr(run, "url", "") for line in told.lines for run in line.words)


@pytest.mark.parametrize(("name", "length"), [("question", 301), ("text", 1_001), ("words", 1_501)])
async def test_a_text_has_a_length(news: Newsroom, ann: Caller, name: str, length: int) -> None:
    """A browser can be made to send more than the form allows."""
    form = form_of(await news.run("answer", ann))
    values = {"question": OWN, "text": "Yes.", "origin": "article", "words": PROOF, name: "a" * length}
    assert f"this has {length:,}" in text_of(await news.press(form.action, ann, filled(form, **values)))
