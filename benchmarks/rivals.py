"""Rivals: sumy's summarizers, given our sentences so that only their choice is compared."""

from __future__ import annotations

from importlib import import_module

from briefs.article import Article

RIVALS = {"lexrank": "lex_rank.LexRankSummarizer", "luhn": "luhn.LuhnSummarizer"}
RIVALS |= {"textrank": "text_rank.TextRankSummarizer", "lsa": "lsa.LsaSummarizer"}
RIVALS |= {"sumbasic": "sum_basic.SumBasicSummarizer", "kl": "kl.KLSummarizer"}
RIVALS |= {"reduction": "reduction.ReductionSummarizer"}


class _Tokenizer:
    """sumy's own: NLTK's words; only the sentences are ours, for NLTK's model of them is a download."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        return tuple(sentence.text for sentence in Article.from_text(paragraph).sentences)

    def to_words(self, sentence: str) -> tuple[str, ...]:
        from nltk.tokenize.destructive import NLTKWordTokenizer  # type: ignore[import-untyped]  # what `nltk.word_tokenize` calls
        from sumy.nlp.tokenizers import Tokenizer

        return tuple(word for word in NLTKWordTokenizer().tokenize(sentence) if Tokenizer._is_word(word))


def rival_summary(name: str, article: Article, sentences: int) -> list[str]:
    """The `sentences` sentences that sumy's algorithm `name` takes, in the article's order."""
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.utils import get_stop_words

    module, kind = RIVALS[name].split(".")
    summarizer = getattr(import_module(f"sumy.summarizers.{module}"), kind)(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    document = PlaintextParser.from_string(article.text, _Tokenizer()).document
    return [str(sentence) for sentence in summarizer(document, sentences)]
