"""Whether two addresses are the same site, however they were typed (D14); nobody visits them."""

from dataclasses import dataclass

from rapidfuzz import fuzz
from yarl import URL

from bot.forms.addresses import read_address

ALIKE = 90


@dataclass(frozen=True, slots=True)
class Site:
    """An address without what makes no difference: scheme, www, letter case, a last slash."""

    host: str
    path: str
    query: str

    @property
    def is_whole(self) -> bool:
        """Whether the address is a whole site and not a page of it."""
        return not self.path and not self.query


def site_of(address: str) -> Site:
    """Return the site of an address that was read before."""
    read = read_address(address)
    url = URL(read.text)
    query = "&".join(sorted(url.raw_query_string.split("&")))
    port = "" if url.is_default_port() else f":{url.port}"
    host = f"{read.host.removeprefix('www.')}{port}"
    return Site(host, url.raw_path.rstrip("/").casefold(), query)


def is_same(one: str, other: str) -> bool:
    """Tell whether two addresses are the same page, or the same whole site."""
    return site_of(one) == site_of(other)


def is_part_of(address: str, whole: str) -> bool:
    """Tell whether an address is the other one, or a page of the whole site that it is."""
    page, site = site_of(address), site_of(whole)
    return page == site or (site.is_whole and page.host == site.host)


def is_alike(one: str, other: str) -> bool:
    """Tell whether two addresses may well mean the same: only ever for a hint, never for a no."""
    a, b = site_of(one), site_of(other)
    if a.query != b.query:
        return False
    return fuzz.ratio(f"{a.host}{a.path}", f"{b.host}{b.path}") >= ALIKE
