"""Check: a text held against its article: quotes, numbers, names, attribution, modality."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.article import Article
    from briefs.model import Erratum, Problem


def check(text: str, article: Article, errata: Sequence[Erratum] = ()) -> tuple[Problem, ...]:
    """What `text` says that `article` does not bear out, in the order of the text.

    Spans index `text`; evidence indexes the article. Sentence by sentence; a sentence that stands in the article
    word for word has no problem. Where `errata` mark the article as wrong, what is right is what counts: a line that
    still says what is wrong has a problem that names the correction. Linear in the article for each sentence.
    """
    from briefs.checks.checking import check as run  # a brief alone should not pay for loading what checks

    return run(text, article, errata)
