"""Guard: what holds for every request: known names only, forms from our own pages only, nothing foreign in a page."""

from __future__ import annotations

from collections.abc import Collection

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware
from sqlalchemy.exc import SQLAlchemyError

from bot.web.address import Address
from bot.web.pages import Pages, wants_json

BODY_LIMIT = 512 * 1024
"""Bytes of a form; the largest, a brief's draft, stays under 100 kB."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # not no-referrer: with that, browsers send our own forms with “Origin: null”
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

SENTENCES = {
    404: "There is no such page here.",
    405: "This page does not take that.",
    413: f"That is too much at once: at most {BODY_LIMIT // 1024} kB can be sent. Shorten it and send it again.",
}


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
    response.headers["Server"] = "Readout"  # not which versions it is made of
    static = request.path.startswith("/static/")  # kept by the browser, and asked for again only when changed
    response.headers.setdefault("Cache-Control", "no-cache" if static else "no-store")


def guard(address: Address, pages: Pages, called: Collection[str] = ()) -> Middleware:
    """The middleware: refuses with a sentence, and gives every failure one.

    To the paths `called` others than browsers post, and a platform checks there who they are.
    """

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        def refuse(status: int, sentence: str) -> web.StreamResponse:
            if wants_json(request):
                return web.json_response({"kind": "error", "sentence": sentence}, status=status)
            return pages.problem(status, sentence)

        if not address.knows(request.host):
            return refuse(421, "This page is not known by that address. Set PUBLIC_URL to the address people use.")
        ours = request.method in {hdrs.METH_GET, hdrs.METH_HEAD} or request.path in called
        if not ours and not address.sent_from_here(request):
            return refuse(403, "This came from another site, so it was not done. Open this page itself and try there.")
        try:
            return await handler(request)
        except web.HTTPRedirection:
            raise
        except web.HTTPException as problem:
            return refuse(problem.status, SENTENCES.get(problem.status, problem.text or problem.reason))
        except SQLAlchemyError:
            request.app.logger.exception("The chat page could not read or write the database.")
            return refuse(503, "The database does not answer; nothing was changed. Try again in a moment.")
        except ConnectionError:
            raise  # whoever asked is gone
        except Exception:
            # The last door: a fault of ours is logged whole, and told without it.
            request.app.logger.exception("The page %s failed.", request.match_info.route.resource)
            return refuse(500, "That failed, and it is not your doing. The log says why; an admin can look there.")

    return check
