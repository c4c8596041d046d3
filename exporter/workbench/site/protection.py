"""Who may ask for what: names of this machine alone, a token for every change, a strict policy."""

from __future__ import annotations

from collections.abc import Collection
from hmac import compare_digest

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["POLICY", "SHOWN", "Protection"]

HOSTS = frozenset(("127.0.0.1", "localhost", "[::1]"))
LARGEST = 64 * 1024 * 1024
"""Bytes of a request: a Word copy with its pictures."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
SHOWN = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""Of a copy that is shown in a frame: no script runs, and it may ask for nothing elsewhere."""


class Protection:
    """Middleware. ``hosts`` are the names that the application answers to (RFC 9110, 7.2),
    without ports; None where another server in front of it looks at them. ``token`` must come
    with every request that changes something."""

    def __init__(
        self, app: ASGIApp, *, token: str, read_only: bool, hosts: Collection[str] | None = HOSTS
    ) -> None:
        self._app = app
        self._token = token
        self._read_only = read_only
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refused = self._refused(request)
        if refused is not None:
            await refused(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _headers(message["headers"])
            await send(message)

        await self._app(scope, receive, guarded)

    def _refused(self, request: Request) -> Response | None:
        if self._hosts is not None and _name(request.headers.get("host", "")) not in self._hosts:
            return _refusal(403, "This name is not served.", "Open the address that was printed.")
        if request.method in ("GET", "HEAD"):
            return None
        return self._refused_change(request)

    def _refused_change(self, request: Request) -> Response | None:
        if request.method != "POST":
            return _refusal(405, "This method is not known.", "Load the page again.")
        origin = request.headers.get("origin")
        if origin is not None and origin.partition("://")[2] != request.headers.get("host"):
            return _refusal(403, "Another site asked for this.", "Use the page itself.")
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return _refusal(403, "Another site asked for this.", "Use the page itself.")
        given = request.headers.get("x-exporter-token", "")
        if not compare_digest(given.encode(), self._token.encode()):
            return _refusal(403, "The page is of another session.", "Load it again.")
        if self._read_only:
            return _refusal(403, "The article is shown only.", "Start without --read-only.")
        length = request.headers.get("content-length", "")
        if not (length.isascii() and length.isdigit()):
            return _refusal(411, "The length of the request is missing.", "Load the page again.")
        if int(length) > LARGEST:
            return _refusal(413, "The file is larger than 64 MB.", "Make its pictures smaller.")
        return None


def _name(host: str) -> str:
    """A host without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()


def _refusal(status: int, error: str, remedy: str) -> Response:
    return JSONResponse({"error": error, "what_to_do": remedy}, status_code=status)


def _headers(given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """What every answer carries, but for what it says itself."""
    said = {name.lower() for name, _ in given}
    ours = (
        (b"content-security-policy", POLICY.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cache-control", b"no-store"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
    )
    return [*given, *(each for each in ours if each[0] not in said)]
