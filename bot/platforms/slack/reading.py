"""Reading: what people typed in Slack as plain words, and the line of a command that it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.commands import COMMANDS, Misread, read_line
from bot.commands.lines import looks_like_question, nearest_lines, split_line
from bot.commands.tokens import choice_meant
from bot.render.slack_words import WORD_JOINER

_TAG = re.compile(r"<([@!#]?)([^<>|]*)(?:\|([^<>]*))?>")
_ON = re.compile(r"(?:and|but|so|also|what about|how about)\b.{1,200}\?\s*$|(?:what|how) about\b", re.IGNORECASE)
CODE = "`\u02cb"
"""How Slack marks what is to be typed, and what stands for it where it means nothing (`slack_words`)."""
POLITE = frozenset("please version one me the a an in show give".split())
"""Words around a length or a topic that say nothing: “the long version please”."""
HOW = "Ask me about the article: who said what, how much, when. `/brief help` lists what else I can do."


def brief_line(text: str) -> str:
    """What follows `/brief` as a line for `run_line`: nothing is the brief, “short” its length, “Tokyo summit” a topic.

    A slip in a command's word stays one, so that the nearest right line is said; marks of code, as in a line that was
    copied from a reply, mean nothing.
    """
    line = unescaped(text).strip().strip(CODE).strip()
    if not line:
        return "brief"
    command, _ = split_line(line)
    if command is not None or looks_like_question(line):
        return line
    length = next(argument for argument in COMMANDS["brief"].arguments if argument.choices)
    words = [word for word in line.split() if word.lower() not in POLITE] or ["standard"]
    lengths = [word for word in (words[0], words[-1]) if choice_meant(length, word) in length.choices]
    if lengths:
        words.remove(lengths[0])
        words.insert(0, lengths[0])  # “tokyo long” as well as “long tokyo”
    return f"brief {' '.join(words)}" if lengths or not nearest_lines(line) else line


def ask_line(text: str) -> str:
    return f"ask {unescaped(text).strip()}".strip()


SLASH: Mapping[str, Callable[[str], str]] = {"/brief": brief_line, "/ask": ask_line}
"""Slack's commands -> the line that what follows them means. The manifest is made from this."""


def message_line(text: str, bot: str) -> str:
    """A mention or direct message as a line: a command where it is one, else a question; empty for nothing."""
    words = plain(text, bot)
    if not words:
        return ""
    if not looks_like_question(words):
        try:
            read_line(words)
        except Misread:
            return f"ask {words}"
        return words
    return f"ask {words}"


def question(text: str, bot: str) -> str:
    """The question of a mention, without the mention."""
    return plain(text, bot)


def follows_up(text: str) -> bool:
    """Whether a message in a thread of ours asks on, though it names nobody: a question, “and in 2024?”."""
    words = plain(text, "")
    return "<@" not in text and bool(words) and (looks_like_question(words) or bool(_ON.match(words)))


def plain(text: str, bot: str) -> str:
    """Slack's marks as words: links by their label, channels by their name, the bot's own mention left out."""

    def word(found: re.Match[str]) -> str:
        sign, target, label = found[1], found[2], found[3] or ""
        if sign == "@":
            return "" if target == bot else f"@{label or 'somebody'}"
        return f"#{label}" if sign == "#" else label or ("" if sign == "!" else target)

    return " ".join(unescaped(_TAG.sub(word, text)).split())


def with_addresses(text: str) -> str:
    """As `plain`, but a link is its address, whatever its label says."""
    return unescaped(_TAG.sub(lambda found: f" {found[2]} " if not found[1] else f" {found[3] or ''} ", text))


def unescaped(text: str) -> str:
    """Slack escapes three characters. A channel's mark that was typed by hand stays no mark."""
    text = text.replace(WORD_JOINER, "")  # it stands in what is copied from our own text
    return text.replace("&lt;#", "# ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
