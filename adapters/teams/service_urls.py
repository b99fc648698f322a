"""Where Teams may be called: the token goes over HTTPS only, in the sandbox also to ourselves."""

from yarl import URL

HERE = frozenset({"127.0.0.1", "::1", "localhost"})


def may_be_called(service_url: str, *, trusts_loopback: bool = False) -> bool:
    """Tell whether an address that a conversation came from may be written back to."""
    try:
        url = URL(service_url)
    except ValueError:
        return False
    is_here = trusts_loopback and url.scheme == "http" and url.host in HERE
    return bool(url.host) and (url.scheme == "https" or is_here)
