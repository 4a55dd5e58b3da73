"""Saved web pages of ten layouts of our own making, all telling the same story."""

from __future__ import annotations

import json
from collections.abc import Callable

STORY = (
    "The harbour of Port Ellis will close for six weeks so that its sea wall can be rebuilt, "
    "the council decided on Tuesday.",
    "Storms in January tore a hole of 40 metres into the wall, which was built in 1911.",
    "“We have waited long enough, and the boats have paid for it,” said Mayor Ruth Calder after the vote.",
    "The work is expected to cost £12 million, of which the government has promised to pay half.",
    "Fishermen will land their catch at Sandwick, 18 miles up the coast, until the harbour opens again.",
    "The council had rejected the plan twice before, in 2019 and in 2022, because of its price.",
)
HEADLINE = "Port Ellis to close its harbour for six weeks"
AUTHOR = "Nora Whitlock"
OUTLET = "The Ellis Courier"
STAMP = "2026-03-17T18:30:00+01:00"
FURNITURE = (
    "Subscribe to our newsletter for the best of the coast.",
    "Read more: Ten walks by the sea",
    "Advertisement",
)


def _page(head: str, body: str) -> str:
    return f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def _paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in STORY)


def _meta() -> str:
    return (
        f"<title>{HEADLINE} | {OUTLET}</title><meta property='og:title' content='{HEADLINE}'>"
        f"<meta property='og:site_name' content='{OUTLET}'><meta name='author' content='{AUTHOR}'>"
        f'<meta property="article:published_time" content="{STAMP}">'
    )


def plain() -> str:
    return _page(_meta(), f"<article><h1>{HEADLINE}</h1>{_paragraphs()}</article>")


def with_navigation() -> str:
    menu = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(12)) + "</ul></nav>"
    return _page(
        _meta(), f"{menu}<main><article><h1>{HEADLINE}</h1>{_paragraphs()}</article></main><footer>© {OUTLET}</footer>"
    )


def with_sidebar() -> str:
    side = (
        "<aside><h3>Most read</h3>"
        + "".join(f"<p><a href='#'>Another story number {n}</a></p>" for n in range(8))
        + "</aside>"
    )
    return _page(_meta(), f"<div class='content'><h1>{HEADLINE}</h1>{_paragraphs()}</div>{side}")


def with_json_ld() -> str:
    data = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": HEADLINE,
            "datePublished": STAMP,
            "author": {"@type": "Person", "name": AUTHOR},
            "publisher": {"@type": "Organization", "name": OUTLET},
            "license": "https://creativecommons.org/licenses/by/4.0/",
        }
    )
    head = f"<title>{HEADLINE}</title><script type='application/ld+json'>{data}</script>"
    return _page(head, f"<article><h1>{HEADLINE}</h1>{_paragraphs()}</article>")


def with_furniture() -> str:
    between = "".join(
        f"<p>{text}</p>" + (f"<div class='promo'><p>{FURNITURE[n // 2]}</p></div>" if n % 2 else "")
        for n, text in enumerate(STORY)
    )
    return _page(_meta(), f"<article><h1>{HEADLINE}</h1><p class='byline'>By {AUTHOR}</p>{between}</article>")


def with_figures() -> str:
    picture = (
        "<figure><img src='wall.jpg' alt=''><figcaption>The broken wall, pictured in January</figcaption></figure>"
    )
    return _page(_meta(), f"<article><h1>{HEADLINE}</h1>{picture}{_paragraphs()}</article>")


def with_time_tag() -> str:
    head = f"<title>{HEADLINE}</title>"
    stamp = f'<time class="when" datetime="{STAMP}">17 March 2026</time>'
    return _page(head, f"<article><header><h1>{HEADLINE}</h1>{stamp}</header>{_paragraphs()}</article>")


def with_comments() -> str:
    said = "".join(f"<div class='comment'><p>Reader {n}: what a shame about the wall.</p></div>" for n in range(5))
    return _page(
        _meta(), f"<article><h1>{HEADLINE}</h1>{_paragraphs()}</article><section id='comments'>{said}</section>"
    )


def with_tables_of_divs() -> str:
    body = "".join(f"<div class='row'><div class='cell'><p>{text}</p></div></div>" for text in STORY)
    return _page(_meta(), f"<div id='page'><div id='story'><h1>{HEADLINE}</h1>{body}</div></div>")


def with_cookie_banner() -> str:
    banner = "<div id='cookie-banner'><p>We use cookies. Accept all cookies to go on.</p><button>Accept</button></div>"
    return _page(_meta(), f"{banner}<article><h1>{HEADLINE}</h1>{_paragraphs()}</article>")


LAYOUTS: tuple[Callable[[], str], ...] = (
    plain,
    with_navigation,
    with_sidebar,
    with_json_ld,
    with_furniture,
    with_figures,
    with_time_tag,
    with_comments,
    with_tables_of_divs,
    with_cookie_banner,
)
