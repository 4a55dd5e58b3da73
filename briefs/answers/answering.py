"""Answering: a question read, its sentence found, its words cut out, or a refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers import notes
from briefs.answers.arithmetic import compute
from briefs.answers.asked import name_asked, name_outright
from briefs.answers.beside import beside
from briefs.answers.callings import name_called
from briefs.answers.comparing import choose, compare, is_apart
from briefs.answers.cutting import cut_to_size, with_unit, without_half_marks
from briefs.answers.definition import define, spell_out
from briefs.answers.doers import name_described, name_doer
from briefs.answers.doubt import asks_for_plans, only_planned, takes_for_fact
from briefs.answers.evidence import FITTING, Match, match
from briefs.answers.figuring import name_figure
from briefs.answers.finer import coarse
from briefs.answers.follow_up import other_figure, read_in_thread
from briefs.answers.found import Found
from briefs.answers.gapped import name_gapped, name_gapped_figure
from briefs.answers.holder import name_holder, office_asked
from briefs.answers.impossible import impossible
from briefs.answers.index import Index
from briefs.answers.judged import is_turned_round, name_judged
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.listing import list_all
from briefs.answers.objects import name_object
from briefs.answers.question import read_question
from briefs.answers.ranking import Ranking, rank
from briefs.answers.reasons import name_purpose, name_reason, name_reply
from briefs.answers.refusal import REFUSED, UNSURE, confidence, is_refused
from briefs.answers.rivals import name_rival
from briefs.answers.roles import name_role, name_thing
from briefs.answers.silence import is_doubtful, reason
from briefs.answers.speaking import name_speaker, name_who_said, name_who_says_i, speakers_of
from briefs.answers.standing import name_subject
from briefs.answers.strangers import stranger
from briefs.answers.suggestions import questions_about
from briefs.answers.superlative import most_of
from briefs.answers.taken import is_unearned
from briefs.answers.utterance import words_asked_for
from briefs.answers.yes_no import alive_or_dead, premise_note, say_yes_or_no
from briefs.article import Article
from briefs.modality import modality_at
from briefs.model import Answer, Figure, Modality, Quote, Sentence, Span
from briefs.patterns import pattern
from briefs.summary import summarize

EVIDENCE = 3
"""Sentences given with an answer."""


def answer_one(article: Article, question: str, history: Sequence[tuple[str, str]], index: Index) -> Answer:
    """What `article` says to a single question; `index` is this article's. Never raises for any question or text."""
    asked = read_in_thread(question, history, index.cast.people)
    if not index.texts:
        return Answer("not_in_article", note=notes.NOTHING)
    if asked.kind is Kind.SUMMARY:
        return _summary(article)
    if said := name_who_said(asked.text, index):
        return _who_said(article, *said)
    if asked.kind is Kind.EMPTY or asked.kind is Kind.BOT or not (asked.stems or asked.earlier or history):
        note = notes.BOT if asked.kind is Kind.BOT else notes.EMPTY
        return Answer("not_in_article", note=note, suggestions=_offered(article, index))
    if other := other_figure(asked.text, history, index.figures):
        return _figure(article, other)
    if most := most_of(asked, index.figures):
        return _figure(article, most)
    if listed := list_all(asked, article, index):
        return _list(article, listed)
    laid = match(asked, index)
    return _Reply(article, laid, rank(laid)).answer()


def _summary(article: Article) -> Answer:
    sentences = summarize(article, EVIDENCE) or article.sentences[:1]
    return Answer("answered", sentences[0].text, sentences[0], sentences, tuple(s.span for s in sentences[:1]), 1.0)


def _who_said(article: Article, quote: Quote, name: Found) -> Answer:
    """Who spoke, with the sentence of the words that were asked about."""
    start = article.sentences[name.sentence].span.start
    span = Span(article.id, start + name.start, start + name.end)
    proof = article.sentences[name.sentence if name.proof is None else name.proof]
    sentences = tuple(dict.fromkeys((proof, *(_sentence_at(article, one) for one in quote.spans))))
    return Answer("answered", article.cut(span), proof, sentences, (span,), 1.0, speakers=quote.speakers)


def _offered(article: Article, index: Index, order: Sequence[int] = ()) -> tuple[str, ...]:
    """Two questions that are answered, each tried once by words alone, with an answerer that offers none itself."""
    plain = index.by_words()

    def ask(question: str) -> Answer:
        found = index.offers.get(question)
        if found is None:
            laid = match(read_question(question), plain)
            found = index.offers[question] = _Reply(article, laid, rank(laid), offers=False).answer()
        return found

    return questions_about(index, ask, order)


def _list(article: Article, spans: tuple[Span, ...]) -> Answer:
    """Several things, each at its own place; their sentences are the evidence."""
    sentences = tuple(dict.fromkeys(_sentence_at(article, span) for span in spans))
    text = ", ".join(article.cut(span) for span in spans)
    return Answer("answered", text, sentences[0], sentences, spans, 1.0)


def _sentence_at(article: Article, span: Span) -> Sentence:
    return next(s for s in reversed(article.sentences) if s.span.start <= span.start)


def _figure(article: Article, figure: Figure) -> Answer:
    sentence = _sentence_at(article, figure.span)
    return Answer(
        "answered", article.cut(figure.span), sentence, (sentence,), (figure.span,), 1.0, modality=figure.modality
    )


DOUBTFUL = 0.99 * UNSURE
"""The most that an answer is worth whose verb or trait the article lacks: the closest passage."""
UNDONE = frozenset((Modality.THREAT, Modality.PLEDGE, Modality.EXPECTATION))


_WARNED = pattern(r"\b(?:warn|threat)\w*\s")


def _same(number: str, figure: Figure) -> bool:
    """Whether the figure is written with exactly these digits."""
    return number.strip("$€£%") in re.findall(r"\d[\d,.]*\d|\d", figure.text)


class _Reply:
    """One question with everything that was found for it."""

    def __init__(self, article: Article, laid: Match, ranking: Ranking, *, offers: bool = True) -> None:
        self.offers = offers
        self.article, self.asked, self.laid, self.ranking = article, laid.question, laid, ranking
        self.score = confidence(laid, ranking)

    def answer(self) -> Answer:
        """The particular kinds first, then any words of the best sentence, then the refusals."""
        if quote := words_asked_for(self.asked, self.laid.index):
            return self._spoken(quote)
        if told := self._outright():
            self.score = max(self.score, UNSURE)
            return self._found(told)
        refused = reason(self.laid, self.score, self.ranking.order[0])
        if refused is None and (sum_ := compute(self.laid, self.laid.index.figures)):
            return Answer(
                "computed",
                sum_.text,
                self._at(sum_.spans[0]),
                self._all(sum_.spans),
                sum_.spans,
                max(self.score, UNSURE),
                sum_.note,
            )
        if refused is None and (compared := self._compared()):
            return compared
        if refused is None and (named := name_figure(self.laid, self.laid.index.figures)):
            return _figure(self.article, named)
        if refused is None and (rival := name_rival(self.laid, self.ranking.order)):
            return self._found(rival)
        if refused is None and self.asked.kind is Kind.COMPARE and self._is_apart():
            return self._refusal(notes.INCOMPARABLE)
        planned = only_planned(self.laid, self.ranking.order[0])
        chosen = choose(self.laid, self.ranking.order) if self.asked.kind is Kind.EITHER else None
        if refused is not None or (chosen is None and is_refused(self.laid, self.score, self.ranking.order[0])):
            return self._refusal(refused or notes.SILENT)
        if (unsaid := self._figure_unsaid()) is not None:
            return self._refusal(premise_note(unsaid))
        if planned is not None and self._takes_for_done(planned):
            return self._refusal(premise_note(planned))
        if is_doubtful(self.laid, self.score, self.ranking.order[0]):
            self.score = min(self.score, DOUBTFUL)
        return self._borne_out(self._particular() or self._short())

    def _outright(self) -> Found | None:
        """What is told so plainly that nothing speaks against it."""
        laid, order = self.laid, self.ranking.order
        plain = alive_or_dead(laid) or name_judged(laid) or name_gapped_figure(laid, order)
        return plain or name_outright(laid, order)

    def _borne_out(self, found: Found | None) -> Answer:
        """What was found; a refusal where it cannot be the answer, or is told of others than the question names."""
        note = impossible(self.laid, found, self.ranking.order[0], self.score) or coarse(self.laid, found, self.score)
        if note is None and (is_unearned(self.laid, found) or is_turned_round(self.laid)):
            note = notes.SILENT
        if note is None and found and not found.words and stranger(self.laid, found, self.score):
            note = notes.SILENT
        return self._found(found) if note is None else self._refusal(note)

    def _short(self) -> Found | None:
        """The best words of the best sentence; none for a yes or a no."""
        best = self.ranking.order[0]
        spans = self.ranking.spans[best]
        if not spans or self.asked.kind is Kind.YES_NO:
            return None
        mention = spans[0].mention
        purpose = name_purpose(self.laid, best)
        if purpose and not (purpose.start <= mention.start < purpose.end):
            return purpose
        if reason_ := name_reason(self.laid, best, mention.start, mention.end):
            return reason_
        return Found(best, *cut_to_size(self.laid, best, mention))

    def _is_apart(self) -> bool:
        best = self.ranking.order[0]
        spans, text = self.ranking.spans[best], self.laid.index.texts[best]
        found = text[spans[0].mention.start : spans[0].mention.end] if spans else ""
        return is_apart(self.laid, best, found)

    def _takes_for_done(self, planned: Modality) -> bool:
        """Whether the question hangs on its having happened: yes or no, when, where the sentence gives no time, and
        when or why of what was only threatened or promised."""
        text = self.laid.index.texts[self.ranking.order[0]]
        only_said = planned in (Modality.THREAT, Modality.PLEDGE) or bool(_WARNED.search(text))
        if only_said and self.asked.kind in (Kind.WHEN, Kind.WHY, Kind.HOW_LONG):
            return True
        spans = self.ranking.spans.get(self.ranking.order[0], ())
        timeless = not any(scored.mention.form in FITTING[Wanted.TIME] for scored in spans)
        return self.asked.kind in (Kind.YES_NO, Kind.EITHER) or (self.asked.kind is Kind.WHEN and timeless)

    def _figure_unsaid(self) -> Modality | None:
        """How the article says the only figure that the question takes for a fact, where it is none: only pledged."""
        told = self.asked.kind in (Kind.YES_NO, Kind.WHY, Kind.HOW) and takes_for_fact(self.asked)
        if not told and (self.asked.kind not in (Kind.WHEN, Kind.HOW_LONG) or asks_for_plans(self.asked)):
            return None
        said = [f for f in self.laid.index.figures if f.unit != "year" and any(_same(n, f) for n in self.asked.numbers)]
        firm = {f.modality for f in said}
        return said[0].modality if len(firm) == 1 and firm <= UNDONE else None

    def _particular(self) -> Found | None:
        order = self.ranking.order
        if asked := name_called(self.laid, order) or name_gapped(self.laid, order) or name_asked(self.laid, order):
            return asked
        if self.asked.kind in (Kind.WHO, Kind.DEFINE) and (holder := name_holder(self.laid)):
            return holder
        if long := spell_out(self.asked, self.laid.index):
            return long
        if (
            phrase := name_reply(self.laid, order[0])
            or name_role(self.laid, order[0])
            or name_object(self.laid, order[0])
            or name_thing(self.laid, order[0])
        ):
            return phrase
        match self.asked.kind:
            case Kind.WHO:
                return (
                    name_described(self.laid, order[0])
                    or name_subject(self.laid, order[0])
                    or name_doer(self.laid, order[0])
                    or name_who_says_i(self.laid, order[0])
                )
            case Kind.DEFINE if not office_asked(self.asked):
                return define(self.asked, self.laid.index, order)
            case Kind.YES_NO:
                return say_yes_or_no(self.laid, order[0]) if self.score >= UNSURE else None
            case Kind.EITHER:
                return choose(self.laid, order)
            case Kind.SPEAKER:
                return name_speaker(self.laid, order)
        return None

    def _found(self, found: Found | None) -> Answer:
        best = self.ranking.order[0]
        yes_no = self.asked.kind is Kind.YES_NO
        if found is None:
            sentence = self.article.sentences[best]
            return Answer(
                "closest", "", sentence, self._evidence(best), (), self.score, notes.OPEN if yes_no else notes.CLOSEST
            )
        shown = found.sentence if found.proof is None else found.proof
        sentence, proof = self.article.sentences[found.sentence], self.article.sentences[shown]
        start, end = without_half_marks(sentence.text, found.start, found.end)
        end = with_unit(sentence.text, start, end) if self.asked.kind is Kind.EITHER else end
        span = Span(self.article.id, sentence.span.start + start, sentence.span.start + end)
        lost = self.asked.kind is Kind.WHO and any(not self.laid.worth.get(s) for s in self.asked.stems)
        sure = (self.score >= UNSURE and not lost) or (self.asked.kind is Kind.DEFINE and found.sentence != best)
        return Answer(
            "answered" if sure else "closest",
            found.words or self.article.cut(span),
            proof,
            self._evidence(shown),
            (span,),
            max(self.score, UNSURE) if sure else min(self.score, UNSURE),
            found.note or ("" if sure else notes.CLOSEST),
            speakers_of(self.laid.index, found.sentence, found.start, found.end),
            modality_at(sentence.text, found.start),
        )

    def _spoken(self, quote: Quote) -> Answer:
        sentences = self._all(quote.spans)
        return Answer("answered", quote.text, sentences[0], sentences, quote.spans, 1.0, speakers=quote.speakers)

    def _refusal(self, note: str) -> Answer:
        return Answer(
            "not_in_article",
            sentences=self._evidence(self.ranking.order[0]),
            score=min(self.score, REFUSED),
            note=note,
            suggestions=_offered(self.article, self.laid.index, self.ranking.order) if self.offers else (),
        )

    def _compared(self) -> Answer | None:
        compared = compare(self.laid, self.laid.index.figures)
        if compared is None:
            return None
        winner, other = compared.winner, compared.other
        sentence = self._at(winner.span)
        at = self.article.text.find(winner.counts, sentence.span.start) if winner.counts else -1
        inside = sentence.span.start <= at < sentence.span.end
        span = Span(self.article.id, at, at + len(winner.counts)) if inside else winner.span
        note = notes.COMPARED.format(winner=winner.text, other=other.text)
        text = compared.says or self.article.cut(span)
        return Answer(
            "answered", text, sentence, self._all((winner.span, other.span)), (span,), max(self.score, UNSURE), note
        )

    def _evidence(self, first: int) -> tuple[Sentence, ...]:
        order = [first, *(i for i in beside(self.laid, self.ranking.order) if i != first)]
        return tuple(self.article.sentences[i] for i in order[:EVIDENCE])

    def _at(self, span: Span) -> Sentence:
        return _sentence_at(self.article, span)

    def _all(self, spans: Sequence[Span]) -> tuple[Sentence, ...]:
        return tuple(dict.fromkeys(self._at(span) for span in spans))
