"""A gate without a lock, for a foreign client on this computer: the Agents Playground.

It signs nothing. So only what comes from this computer, to this computer, and from no web page, is
let in, and only `python3 -m bot playground` uses it.
"""

from collections.abc import AsyncIterable
from http import HTTPStatus

from adapters.teams.gate import JSON_TYPE, MOST_BYTES, Accepted, Refused
from adapters.teams.service_urls import may_be_called
from adapters.teams.shapes import fits
from adapters.wire.bodies import Headers, decoded, header, json_object
from adapters.wire.payloads import text_at

HERE = ("127.0.0.1", "localhost")


class OpenGate:
    """Lets in what stays on this computer."""

    async def receive(self, headers: Headers, chunks: AsyncIterable[bytes]) -> Accepted | Refused:
        """Check a request as it comes in."""
        is_here = header(headers, "host").partition(":")[0] in HERE
        # A page of another site cannot send JSON without asking first, and names itself.
        if not is_here or header(headers, "origin"):
            return Refused(HTTPStatus.FORBIDDEN)
        if not JSON_TYPE.fullmatch(header(headers, "content-type")):
            return Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        body = bytearray()
        async for chunk in chunks:
            body += chunk
            if len(body) > MOST_BYTES:
                return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return _opened(bytes(body))


def _opened(raw_body: bytes) -> Accepted | Refused:
    activity = json_object(decoded(raw_body) or "")
    if activity is None or not fits(activity):
        return Refused(HTTPStatus.BAD_REQUEST)
    is_answered_here = may_be_called(text_at(activity, "serviceUrl"), trusts_loopback=True)
    return Accepted(activity, {}) if is_answered_here else Refused(HTTPStatus.BAD_REQUEST)
