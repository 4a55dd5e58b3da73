"""Where quotation marks open and close."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.marks import find_marked


def marked(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in find_marked(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("“It holds,” Ann Lee said. “For now.”", ["It holds,", "For now."]),
        ('"It holds," Ann Lee said. "For now."', ["It holds,", "For now."]),
        ("''It holds,'' Ann Lee said. ''For now.''", ["It holds,", "For now."]),
        ("‘It holds,’ Ann Lee said. ‘For now.’", ["It holds,", "For now."]),
        ("'It holds,' Ann Lee said. 'For now.'", ["It holds,", "For now."]),
        ("«It holds», Ann Lee said.", ["It holds"]),
        ("»It holds«, Ann Lee said.", ["It holds"]),
        ("„It holds“, Ann Lee said.", ["It holds"]),
        ("„It holds”, Ann Lee said.", ["It holds"]),
    ],
)
def test_every_kind_of_mark_is_read(text: str, pieces: list[str]) -> None:
    """Curly, straight, doubled and single marks, guillemets and low openers enclose the same words."""
    assert marked(text) == pieces


def test_possessive_of_a_plural_opens_and_closes_nothing() -> None:
    """The apostrophe in “nations’” is no quotation mark, in either shape."""
    assert marked("Both nations’ envoys met. “It went well,” Ann Lee said.") == ["It went well,"]
    assert marked("Both nations' envoys met. “It went well,” Ann Lee said.") == ["It went well,"]


def test_plural_possessive_inside_single_marks_does_not_close_them() -> None:
    """A firm closer further on shows that the apostrophe belongs to its word."""
    text = "Ann Lee said: 'The boats' owners have paid, and the crews' wages too.'"
    assert marked(text) == ["The boats' owners have paid, and the crews' wages too."]


def test_elided_words_open_nothing() -> None:
    """The ’90s, ’em and 'til stand with an apostrophe."""
    assert marked("Back in the '90s they told 'em to wait 'til spring.") == []


def test_contractions_inside_single_marks_do_not_close_them() -> None:
    """An apostrophe between letters is part of its word."""
    assert marked("‘I don’t think it’s over,’ she said.") == ["I don’t think it’s over,"]


def test_nested_marks_stay_inside() -> None:
    """Only the outermost marks make a quotation; what is quoted inside stays verbatim."""
    assert marked("“He told me ‘no’ twice,” she said.") == ["He told me ‘no’ twice,"]
    assert marked("‘He told me “no” twice,’ she said. ‘Twice.’") == ["He told me “no” twice,", "Twice."]
    assert marked("“They say “no” here,” she said.") == ["They say “no” here,"]


def test_open_paragraph_goes_on_in_the_next() -> None:
    """A paragraph left open runs to its end, and the next one is marked as its continuation."""
    pieces = find_marked("“First we rest.\n“Then we go,” she said.")
    assert [piece.resumes for piece in pieces] == [False, True]
    assert marked("“First we rest.\n“Then we go,” she said.") == ["First we rest.", "Then we go,"]


def test_missing_closer_does_not_swallow_the_next_paragraph() -> None:
    """A forgotten closer costs no more than its own paragraph."""
    assert marked("“First we rest, she said.\nThen they went. “At last,” she said.")[-1] == "At last,"


def test_missing_closer_before_the_next_opener() -> None:
    """In one paragraph a new opener ends what was left open."""
    assert marked("“We rest, she said. “We go,” he said.")[-1] == "We go,"


def test_curly_closer_typed_as_an_opener() -> None:
    """A mark that stands where one opens opens, whichever way it curls."""
    assert marked("”We rest now,” she said.") == ["We rest now,"]


def test_nickname_is_no_quotation() -> None:
    """Robert “Bobby” Scott is one name."""
    assert marked('State Del. Marcia "Cia" Price spoke. "I agree," she said.') == ["I agree,"]


def test_lone_guillemet_is_an_arrow() -> None:
    """Without its partner a » only points."""
    assert marked("Watch the fire » “It spread,” Ann Lee said.") == ["It spread,"]


def test_straight_mark_before_a_block_of_text_with_curly_ones() -> None:
    """A straight mark that opens a paragraph of quoted narrative and never closes leaves the curly ones to quote."""
    assert marked('"She had called it “a rant” before.\n“Never,” she said.') == ["a rant", "Never,"]


def test_block_of_text_goes_on_with_its_own_straight_mark() -> None:
    """The next paragraph of such a block opens with a straight mark too, and is narrative as well."""
    assert marked('"She had called it “a rant” before.\n"Eve was asleep.\n“Never,” she said.') == ["a rant", "Never,"]


def test_turns_of_a_transcript_are_no_block() -> None:
    """A name in capitals after the mark says whose words follow."""
    assert marked('"She called it “a rant” here.\n"ROY: It is one.') == ["a rant", "ROY: It is one."]


def test_attributes_of_markup_are_not_quoted() -> None:
    """What a page left behind in angle brackets quotes nobody."""
    assert marked('<post by="Ann Lee" on="a day in May">She said “it will do” twice.</post>') == ["it will do"]


def test_closing_mark_typed_twice_opens_nothing() -> None:
    """Only a space after a closing mark, another one is a slip."""
    assert marked("He spoke of “the old way,” ”like ploughs” and went.") == ["the old way,"]


def test_words_between_grave_accents_are_code() -> None:
    """Two of them set off a word; one that an apostrophe's glyph closes still quotes."""
    assert marked("The `bot` said 'yes, it does' to `all` of it.") == ["yes, it does"]
    assert marked("She said `we go now' and he said `no'.") == ["we go now", "no"]


def test_inches_are_no_marks() -> None:
    """A mark straight after a figure opens nothing."""
    assert marked('He stands 6\'3" tall. "I duck," he said.') == ["I duck,"]


@given(st.text(alphabet="“”\"'‘’«»„`aSs .,:\n", max_size=120))
def test_pieces_are_ordered_verbatim_and_apart(text: str) -> None:
    """Whatever the marks, pieces follow each other, hold no outer white space and never cross a line."""
    end = 0
    for piece in find_marked(text):
        words = text[piece.start : piece.end]
        assert end <= piece.left <= piece.start < piece.end <= piece.right
        assert words == words.strip()
        assert "\n" not in words
        end = piece.right
