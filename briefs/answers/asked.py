"""Asked: what stands in a place that a question names by its wording, in whichever of the best sentences has it."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.answers.aims import name_aim
from briefs.answers.antecedents import name_antecedent
from briefs.answers.averted import name_averted
from briefs.answers.bounds import name_bound
from briefs.answers.clauses import name_clause
from briefs.answers.closings import name_closing
from briefs.answers.complements import name_complement
from briefs.answers.conditions import name_consequence
from briefs.answers.counted import name_counted, name_total
from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.jubilees import name_age
from briefs.answers.kinds import Kind
from briefs.answers.offices import name_office
from briefs.answers.opposites import is_contrary
from briefs.answers.origins import name_origin
from briefs.answers.parties import name_party
from briefs.answers.possessors import name_possessor
from briefs.answers.qualities import name_described, name_quality
from briefs.answers.stances import name_stance
from briefs.answers.weekdays import name_weekday
from briefs.answers.yes_no import FULL


def name_asked(laid: Match, order: Sequence[int]) -> Found | None:
    """The words that a question of one of these forms leaves open; None for any other, or where nothing tells them."""
    return (
        name_weekday(laid, order)
        or name_complement(laid, order)
        or name_consequence(laid, order)
        or name_possessor(laid, order)
        or name_counted(laid, laid.index.figures)
        or name_quality(laid, order)
        or name_bound(laid, order)
        or name_clause(laid, order)
        or name_aim(laid, order)
        or name_party(laid, order)
    )


def name_outright(laid: Match, order: Sequence[int]) -> Found | None:
    """What the words of a question and a sentence settle, however little else they share: a “no” by the contrary, the
    quoted words that describe the asked thing, what reached the asked figure."""
    best = order[0]
    if laid.question.kind is Kind.YES_NO and laid.coverage[best] >= FULL and is_contrary(laid, best):
        return Found(best, 0, len(laid.index.texts[best]), "No")
    return (
        name_described(laid, order)
        or name_total(laid, laid.index.figures)
        or name_age(laid)
        or name_closing(laid)
        or name_averted(laid, order)
        or name_office(laid, order)
        or name_antecedent(laid, best)
        or name_origin(laid)
        or name_stance(laid)
    )
