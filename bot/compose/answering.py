"""Answering: an answer with the sentence that proves it, and the evidence of any line in its paragraph."""

from __future__ import annotations

from bot.cards import Button, Card, CardLine, LineKind, Run, line
from bot.compose.errata import note_lines, printed, set_right
from bot.compose.fragments import linked, read_it
from bot.compose.lines import LINE_KEYS, keyed_lines, line_of, spans_of
from bot.storage.editions import Edition
from bot.words import listed
from briefs import Answer, Modality, Sentence, Span
from briefs.terms import content_stems

LEAD = {
    "closest": "The article does not say this directly; the closest passage is:",
    "not_in_article": "The article does not say.",
}
FIRMNESS = {
    Modality.PLEDGE: "The article says that this was pledged, not that it is done.",
    Modality.THREAT: "The article says that this was threatened, not that it happened.",
    Modality.EXPECTATION: "The article says that this was expected or planned, not that it happened.",
    Modality.ESTIMATE: "The article gives this as an estimate.",
}
BUTTONS_SHOWN = 20
"""One below the components that a Discord message may carry beside its text (40 in all)."""


def answer_card(edition: Edition, question: str, answer: Answer, buttons: tuple[Button, ...] = ()) -> Card:
    """The shortest right words in bold inside their sentence; or plainly that the article does not say."""
    lines = answer_lines(edition, question, answer)
    return Card(question.strip()[:200], tuple(lines), (*source_button(edition, answer), *buttons))


def answer_lines(edition: Edition, question: str, answer: Answer) -> list[CardLine]:
    lines: list[CardLine] = []
    if (lead := LEAD.get(answer.status)) and not _says(answer.note, answer.status):
        lines.append(line(lead))
    sentences = _sentences(answer)
    if answer.text and not _shown(answer.text, sentences):
        computed = (Run(", computed"),) if answer.status == "computed" else ()
        lines.append(CardLine((Run(answer.text, bold=True), *computed)))
    if answer.note:
        lines.append(line(answer.note))
    lines += [_evidence_line(edition, sentence, answer) for sentence in sentences]
    if sentences and not any(isinstance(run, Run) and run.url for own in lines for run in own.words):
        lines += read_it(edition, sentences[0].span)
    lines += _nearby(edition, question, answer)
    if answer.status == "answered" and answer.modality in FIRMNESS:
        lines.append(line(FIRMNESS[answer.modality], LineKind.SMALL))
    return lines + [line(f"It can answer: {suggestion}", LineKind.SMALL) for suggestion in answer.suggestions[:2]]


def _shown(text: str, sentences: tuple[Sentence, ...]) -> bool:
    """Whether the answer's words stand in its evidence, each part of a split quotation too."""
    evidence = " ".join(sentence.text for sentence in sentences)
    return all(part in evidence for part in text.split(" … "))


def _says(note: str, status: str) -> bool:
    """Whether the note says already what the lead would, or says more exactly what the article does not say."""
    return ("closest passage" if status == "closest" else "does not say") in note


def _sentences(answer: Answer) -> tuple[Sentence, ...]:
    if answer.sentence is None:
        return ()
    parts = [s for s in answer.sentences if any(_inside(span, s.span) for span in answer.spans)]
    return tuple(parts[:3]) or (answer.sentence,)


def _nearby(edition: Edition, question: str, answer: Answer) -> list[CardLine]:
    """After a refusal, what the article does say of somebody or something that the question names."""
    asked = set(content_stems(question))
    near = [s for s in answer.sentences[:2] if _names(s.text, asked)] if answer.sentence is None else []
    return [line("What it does say:", LineKind.SMALL), _evidence_line(edition, near[0], answer)] if near else []


def _names(text: str, asked: set[str]) -> bool:
    """Whether a sentence shares a name with the question, or two other words of content."""
    capitalised = [word for word in text.split() if word[:1].isupper()]
    return bool(asked & set(content_stems(" ".join(capitalised)))) or len(asked & set(content_stems(text))) >= 2


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _evidence_line(edition: Edition, sentence: Sentence, answer: Answer) -> CardLine:
    words = linked(edition, printed(edition, sentence.span, answer.spans), sentence.span)
    by = listed(answer.speakers)
    kind = LineKind.QUOTE if by else LineKind.TEXT
    return CardLine(words, kind, by, f"source:{edition.revision_id}:x{sentence.span.start}-{sentence.span.end}")


def source_button(edition: Edition, answer: Answer) -> tuple[Button, ...]:
    if answer.sentence is None:
        return ()
    span = answer.sentence.span
    return (Button("Source", f"source:{edition.revision_id}:x{span.start}-{span.end}"),)


def evidence_card(edition: Edition, key: str) -> Card:
    """The evidence of the line with this key, in bold in its paragraph; `all` lists every line with a button."""
    if key == "all":
        return _index(edition)
    spans = spans_of(edition.brief, key)
    text = edition.article.text
    if not spans or any(span.end > len(text) for span in spans):
        return Card("Source", (line("This line has no passage of the article behind it."),))
    lines: list[CardLine] = []
    if stated := line_of(edition.brief, key):
        lines.append(line(f"{LINE_KEYS[key[0]]}: {set_right(edition, stated, spans)}", LineKind.SMALL))
    paragraphs: dict[tuple[int, int], list[Span]] = {}
    for span in spans:
        paragraphs.setdefault(paragraph_at(text, span), []).append(span)
    for (start, end), inside in paragraphs.items():
        lines.append(CardLine(tuple(printed(edition, Span(edition.brief.article, start, end), inside)), LineKind.QUOTE))
    lines += note_lines(edition, spans)
    link = read_it(edition, spans[0])
    lines += link
    if not link and edition.article_note:
        lines.append(line(edition.article_note, LineKind.SMALL))
    return Card("Source", tuple(lines), (Button("All sources", f"source:{edition.revision_id}:all"),))


def _index(edition: Edition) -> Card:
    known = [
        (key, set_right(edition, text, spans))
        for key, text, spans in keyed_lines(edition.brief)
        if spans and key[0] in "lpqfo"
    ]
    lines = [
        CardLine((Run(f"{n}. ", bold=True), Run(text)), source=f"source:{edition.revision_id}:{key}")
        for n, (key, text) in enumerate(known[:BUTTONS_SHOWN], 1)
    ]
    buttons = [
        Button(str(n), f"source:{edition.revision_id}:{key}") for n, (key, _) in enumerate(known[:BUTTONS_SHOWN], 1)
    ]
    return Card("Press a number to see the sentence that proves the line", tuple(lines), tuple(buttons))


def paragraph_at(text: str, span: Span) -> tuple[int, int]:
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    end = text.find("\n", span.end)
    return start, len(text) if end < 0 else end
