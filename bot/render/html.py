"""HTML: cards and forms as fragments for the chat page. Every word is escaped, so nothing in it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import LiteralString
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from bot.cards import Button, ButtonStyle, Card, CardLine, Field, FieldKind, Form, LineKind, Moment, Run
from bot.render.plain import moment as in_words

FIELD = "f:"
"""Before a form's field names, which keeps them apart from the page's own."""
SHOWN_AT_ONCE = 6
"""Options of a choice that are shown side by side; more of them go into a list that opens."""


def card_html(card: Card, csrf: str = "") -> Markup:
    """The card as one form, whose buttons send their action back to the page that shows it, where `#reply` answers."""
    return _filled(
        '<form class="card" method="post" action="#reply">{}{}<div class="lines">{}</div>{}</form>',
        _token(csrf),
        _title(card),
        lines_html(card.lines),
        _buttons(card),
    )


Proof = Callable[[CardLine], Markup]
"""What stands behind a line to show its evidence; nothing where it has none."""


def lines_html(lines: Iterable[CardLine], proof: Proof | None = None, level: int = 3) -> Markup:
    """The lines one below the other, by default with a button for the evidence; `level` is that of a heading."""
    return Markup("").join(_lines(lines, proof or _source, level))


def _filled(html: LiteralString, *values: object) -> Markup:
    """`html` of our own with the values, each escaped unless it is markup: `Markup.format` costs twice as much."""
    return Markup(html.format(*map(escape, values)))  # noqa: S704 - a literal, and nothing in it that is not escaped


def _token(csrf: str) -> Markup:
    return _hidden("csrf", csrf)


def _hidden(name: str, value: str) -> Markup:
    return _filled('<input type="hidden" name="{}" value="{}">', name, value) if value else Markup("")


def form_html(form: Form, csrf: str = "", opened_by: str = "") -> Markup:
    """The form with a label for each field; it sends its action and its values to the page that shows it.

    With `opened_by`, the button that opened it goes along, so that the page can open it again.
    """
    about = _filled('<p class="about">{}</p>', with_code(form.about)) if form.about else ""
    return _filled(
        '<form class="form" method="post" action="#reply">{}<h2 id="form-title" dir="auto">{}</h2>{}'
        '<input type="hidden" name="action" value="{}">{}'
        '<div class="send"><button class="primary">{}</button></div></form>',
        _token(csrf) + _hidden("opened", opened_by),
        form.title,
        about,
        form.action,
        Markup("").join(map(_field, form.fields)),
        form.send,
    )


def words_html(line: CardLine) -> Markup:
    return Markup("").join(_moment(part) if isinstance(part, Moment) else _run(part, line) for part in line.words)


def _title(card: Card) -> Markup:
    if not card.title:
        return Markup("")
    return _filled('<h2 class="title" dir="auto">{}</h2>', _linked(escape(card.title), card.url))


def _lines(lines: Iterable[CardLine], proof: Proof, level: int) -> Iterable[Markup]:
    for is_list, group in groupby(lines, lambda line: line.kind is LineKind.POINT):
        if is_list:
            items = (_filled('<li class="line" dir="auto">{}</li>', _worded(line, proof)) for line in group)
            yield _filled('<ul class="points">{}</ul>', Markup("").join(items))
        else:
            yield from (_line(line, proof, level) for line in group)


def _line(line: CardLine, proof: Proof, level: int) -> Markup:
    if line.kind is LineKind.HEADING:
        return _filled('<h{0} class="line" dir="auto">{1}</h{0}>', level, _worded(line, proof))
    if line.kind is LineKind.QUOTE:
        return _quote(line, proof)
    kind = "line small" if line.kind is LineKind.SMALL else "line"
    return _filled('<p class="{}" dir="auto">{}</p>', kind, _worded(line, proof))


def _quote(line: CardLine, proof: Proof) -> Markup:
    by = _filled('<span class="by" dir="auto">{}</span>', line.by) if line.by else Markup("")
    under = by + proof(line)
    caption = _filled("<figcaption>{}</figcaption>", under) if under else Markup("")
    return _filled(
        '<figure class="quote line"><blockquote dir="auto">{}</blockquote>{}</figure>', words_html(line), caption
    )


def _worded(line: CardLine, proof: Proof) -> Markup:
    source = proof(line)
    return words_html(line) + (" " + source if source else source)


def _source(line: CardLine) -> Markup:
    if not line.source:
        return Markup("")
    return _filled(
        '<button class="source" name="action" value="{}" aria-label="Source: {}">Source</button>',
        line.source,
        _beginning(line),
    )


def _beginning(line: CardLine) -> str:
    """What a screen reader says after “Source”, so that the buttons of a message differ."""
    text = "".join(part.text for part in line.words if isinstance(part, Run))
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + "…"


def _run(run: Run, line: CardLine) -> Markup:
    quoted = line.kind is LineKind.QUOTE
    text = escape(run.text) if quoted or line.source else with_code(run.text)
    text = _linked(text, run.url)
    if run.bold:
        text = _filled("<{0}>{1}</{0}>", "mark" if quoted else "strong", text)
    return _filled("<em>{}</em>", text) if run.italic else text


def with_code(text: str) -> Markup:
    """A sentence of our own, in which the commands it names stand out; an article's words keep every mark."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return escape(text)
    return Markup("").join(
        _filled("<code>{}</code>", piece) if n % 2 else escape(piece) for n, piece in enumerate(pieces)
    )


def _moment(moment: Moment) -> Markup:
    return _filled('<time datetime="{}">{}</time>', moment.at.isoformat(), in_words(moment))


def _linked(text: Markup, url: str) -> Markup:
    """`text`, leading to `url` where that is a web address; no other scheme can be followed from the page."""
    if not is_web_address(url):
        return text
    return _filled('<a href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>', url, text)


def is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _buttons(card: Card) -> Markup:
    """A *Source* button for the whole card is left out where the line that it proves has the same one."""
    beside = {("Source", line.source) for line in card.lines}
    shown = Markup("").join(_button(button) for button in card.buttons if (button.label, button.action) not in beside)
    return _filled('<div class="buttons">{}</div>', shown) if shown else shown


def _button(button: Button) -> Markup:
    if button.url:
        return _linked(escape(button.label), button.url).replace("<a ", Markup('<a class="button" '), 1)
    style = "" if button.style is ButtonStyle.NORMAL else str(button.style)
    return _filled('<button class="{}" name="action" value="{}">{}</button>', style, button.action, button.label)


def _field(field: Field) -> Markup:
    if field.kind is FieldKind.CHOICES:
        return _group(field, "checkbox")
    if field.kind is FieldKind.CHOICE and len(field.options) <= SHOWN_AT_ONCE:
        return _group(field, "radio")
    made = {FieldKind.TEXT: _textarea, FieldKind.CHOICE: _select}.get(field.kind, _input)(field)
    return _filled(
        '<div class="field"><label for="field-{}">{}</label>{}{}</div>', field.name, field.label, _about(field), made
    )


def _about(field: Field) -> Markup:
    if not field.about:
        return Markup("")
    return _filled('<p class="about" id="about-{}">{}</p>', field.name, with_code(field.about))


def _common(field: Field) -> Markup:
    described = _filled(' aria-describedby="about-{}"', field.name) if field.about else ""
    required = Markup(" required") if field.required else ""
    return _filled(' id="field-{}" name="{}{}"{}{}', field.name, FIELD, field.name, described, required)


def _input(field: Field) -> Markup:
    return _filled(
        '<input type="text" dir="auto" maxlength="{}" value="{}"{}>', field.limit, field.value, _common(field)
    )


def _textarea(field: Field) -> Markup:
    # The first newline after <textarea> is not part of the value: one of our own keeps the value's.
    return _filled(
        '<textarea dir="auto" rows="3" maxlength="{}"{}>\n{}</textarea>', field.limit, _common(field), field.value
    )


def _select(field: Field) -> Markup:
    options = Markup("").join(
        _filled(
            '<option value="{}"{}>{}</option>',
            option.value,
            Markup(" selected") if option.chosen or option.value == field.value else "",
            option.label,
        )
        for option in field.options
    )
    return _filled("<select{}>{}</select>", _common(field), options)


def _group(field: Field, kind: str) -> Markup:
    boxes = Markup("").join(
        _filled(
            '<label dir="auto"><input type="{}" name="{}{}" value="{}"{}{}><span>{}</span></label>',
            kind,
            FIELD,
            field.name,
            option.value,
            Markup(" checked") if option.chosen or (option.value == field.value != "") else "",
            Markup(" required") if kind == "radio" and field.required else "",
            option.label,
        )
        for option in field.options
    )
    # A browser sends nothing for boxes of which none is ticked: the empty value says that the field was there.
    none = _filled('<input type="hidden" name="{}{}" value="">', FIELD, field.name)
    return _filled(
        '<fieldset class="field"><legend>{}</legend>{}{}{}</fieldset>',
        field.label,
        _about(field),
        none if kind == "checkbox" else "",
        boxes,
    )
