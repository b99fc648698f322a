"""Where this process goes: what it looks up and connects to, apart from this computer."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

HERE = {"", "127.0.0.1", "::1", "localhost", "0.0.0.0", "None"}  # noqa: S104 - not to listen on
NOTED: list[list[str]] = []


@contextmanager
def outings() -> Iterator[list[str]]:
    """Note every other computer that Python is about to call until the end of the block."""
    hosts: list[str] = []
    NOTED.append(hosts)
    try:
        yield hosts
    finally:
        NOTED.remove(hosts)


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if not NOTED or event not in {"socket.getaddrinfo", "socket.connect"}:
        return
    host = arguments[0] if event == "socket.getaddrinfo" else _host(arguments[1])
    if str(host) not in HERE:
        for hosts in NOTED:
            hosts.append(str(host))


def _host(address: Any) -> str:
    """Return the host of an address; that of a socket in a folder has none."""
    return str(address[0]) if isinstance(address, tuple) else ""


sys.addaudithook(_note)
