"""Web addresses: found in what people write, judged by their looks, never visited (rule 10)."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Protocol
from urllib.parse import unquote

from linkify_it import LinkifyIt
from linkify_it.tlds import TLDS
from tldextract import TLDExtract
from yarl import URL

LONGEST = 2_048
LONGEST_MESSAGE = 10_000
LONGEST_HOST = 253
FOR_EXAMPLES = "example"
EXAMPLE = "For example https://www.bbc.co.uk/bitesize."
SLACK_LINK = re.compile(r"<([^<>|\s]+)(?:\|[^<>]*)?>")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)(?:://|(?<![.]):(?!\d))", re.IGNORECASE)
EMAIL = re.compile(r"(?:mailto:)?[^\s/@:]+@[^\s/@:]+", re.IGNORECASE)
HIDDEN_BREAK = re.compile(r"%0[0ad]", re.IGNORECASE)
NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)", re.IGNORECASE)
# Files that people name in a sentence and that end like a country: report.md, photos.zip.
FILES = frozenset({"zip", "mov", "md", "py", "sh", "pl", "ps", "ai", "rs", "cc", "so", "app"})
INSIDE = frozenset(
    {"localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "localdomain"}
)
HIDDEN = ("Cf", "Cs", "Co", "Cn")
QUOTES = "\"'<>\u201c\u201d\u2018\u2019"
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")
SHORTENERS = frozenset(
    {
        *("adf.ly", "amzn.to", "bit.do", "bit.ly", "bl.ink", "buff.ly", "cutt.ly", "dlvr.it"),
        *("fb.me", "goo.gl", "is.gd", "j.mp", "lnkd.in", "ow.ly", "qrco.de", "rb.gy"),
        *("rebrand.ly", "s.id", "short.io", "shorturl.at", "soo.gd", "t.co", "t.ly", "tiny.cc"),
        *("tinyurl.com", "trib.al", "urlz.fr", "v.gd", "x.gd", "shorturl.com", "tny.im", "cli.re"),
    }
)
TRACKING = re.compile(
    r"utm_\w*|mc_[ce]id|(?:g|fb|ms|tw|tt|y|d)clid|li_fat_id|[gw]braid|igshid?|_ga|_gl|ref_src"
    r"|ref_url|spm|cmpid|mkt_tok|_hs(?:enc|mi)|vero_id",
    re.IGNORECASE,
)
SHARED_FROM = {"si": ("youtu.be", "youtube.com", "spotify.com")}
SECRET = re.compile(
    r"(?:\w*[-_])?(?:token|session(?:[-_]?id)?|passw(?:or)?d|pwd|secret|signature|sig|jwt|auth|sso"
    r"|sid|api[-_]?key)|(?:access|auth|csrf|id|refresh|xsrf)token|(?:asp|j|php)sess(?:ion)?id"
    r"|x-(?:amz|goog)-.*",
    re.IGNORECASE,
)
SECRET_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)

TOO_LONG = f"That address is too long: {LONGEST:,} letters at most. Please give the page's own one."
SHORT_LINK = "This is a short link, which hides the real site. Please paste the real address."
FOREIGN_LETTERS = "This address has letters that can look like others. Check that it is the one."
UNKNOWN_ENDING = "I don't know the ending of this address. Please check how it is spelt."
HIDDEN_LETTERS = "I took out hidden letters. Please check that the address is the one you mean."
SIGN_IN_CODE = "I left out a part that looked like a sign-in code."


# "It was bad.is it safe?" is two sentences, not a site in Iceland.
FIRST_WORDS = frozenset({"how", "is", "it", "so", "no", "my", "as", "at", "in", "be", "do"})
BARE_HOST = re.compile(r"(?P<before>[^./\s]+)\.(?P<ending>[^./\s]+)")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address that looks right; nobody has looked at what is there.

    `host` is in the letters that machines use, so that imitations show (A26).
    """

    text: str
    host: str
    registered_domain: str
    warnings: tuple[str, ...] = ()


class Link(Protocol):
    """What the finder says of a link."""

    raw: str
    schema: str
    last_index: int


def find_addresses(text: str) -> tuple[str, ...]:
    """Return the web addresses in a message, as they were typed, each once."""
    said = SLACK_LINK.sub(r" \1 ", text[:LONGEST_MESSAGE])
    found = (match.raw for match in _finder()(said) or () if _is_meant(match, said))
    return tuple(dict.fromkeys(found))


def read_address(text: str) -> Address:
    """Return the address without trackers and tokens, or say kindly what is wrong with it."""
    typed = _typed(text)
    scheme = SCHEME.match(typed)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise ValueError(f"Please give a web address that starts with https://. {EXAMPLE}")
    try:
        url = URL(typed if scheme else f"https://{typed.lstrip('/')}")
        host = (url.raw_host or "").rstrip(".").lower()
        port = "" if url.is_default_port() else f":{url.port}"
    except (ValueError, IndexError) as error:  # yarl raises the latter for "[]@"
        raise ValueError(f"I can't read that address. {EXAMPLE}") from error
    _check(url, host)
    pairs, has_secret = _kept(url.raw_query_string.split("&"), host)
    path = SECRET_IN_PATH.sub("", url.raw_path)
    fragment = "" if "=" in url.raw_fragment else url.raw_fragment
    query = "&".join(pairs)
    tail = (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    whole = f"{url.scheme}://{host}{port}{path if tail or path != '/' else ''}{tail}"
    if len(whole) > LONGEST:
        raise ValueError(TOO_LONG)
    doubts = ((has_secret, SIGN_IN_CODE), (_visible(text) != text, HIDDEN_LETTERS))
    domain, warnings = _judged(host)
    return Address(whole, host, domain, (*warnings, *(it for is_so, it in doubts if is_so)))


def defang(url: str) -> str:
    """Return an address that no chat turns into a link: hxxps://site[.]com/page."""
    return re.sub(r"\.(?=\S)", "[.]", re.sub(r"http", "hxxp", url, flags=re.IGNORECASE))


@cache
def _finder() -> Callable[[str], list[Link] | None]:
    find: Callable[[str], list[Link] | None] = LinkifyIt().tlds([*TLDS, FOR_EXAMPLES]).match
    return find


@cache
def _suffixes() -> TLDExtract:
    """Return the list of public endings that came with the package; it is never fetched."""
    return TLDExtract(
        cache_dir=None,
        suffix_list_urls=(),
        extra_suffixes=(FOR_EXAMPLES,),
        include_psl_private_domains=True,
    )


def _is_meant(match: Link, said: str) -> bool:
    """Tell an address from a file name and from a missing space between two sentences."""
    if match.schema not in ("", "http:", "https:", "//"):
        return False
    bare = BARE_HOST.fullmatch(match.raw) if match.schema == "" else None
    if bare is None:
        return True
    ending = bare["ending"]
    starts_a_sentence = ending.istitle() and not bare["before"].istitle()
    goes_on = said[match.last_index : match.last_index + 2].strip().isalpha()
    is_word = ending.lower() in FIRST_WORDS and goes_on
    return not (starts_a_sentence or is_word or ending.lower() in FILES)


def _typed(text: str) -> str:
    """Return the one address in an answer; what could hide something in it is refused."""
    if len(text) > LONGEST:
        raise ValueError(TOO_LONG)
    typed = SLACK_LINK.sub(r" \1 ", text).strip()
    if any(it in "\\\x7f" or it < " " for it in typed) or HIDDEN_BREAK.search(typed):
        raise ValueError(f"There is a line break or a backslash in that address. {EXAMPLE}")
    typed = _visible(typed)
    if any(it.isspace() for it in typed):
        found = find_addresses(typed)
        if len(found) != 1:
            raise ValueError(f"Please give one address and nothing else. {EXAMPLE}")
        typed = found[0]
    if EMAIL.fullmatch(typed):
        raise ValueError(f"That is an email address. Please give the site's. {EXAMPLE}")
    return typed.strip(QUOTES).rstrip(".,;:!?")


def _visible(text: str) -> str:
    return "".join(it for it in text if unicodedata.category(it) not in HIDDEN)


def _check(url: URL, host: str) -> None:
    labels = host.split(".")
    if len(host) > LONGEST_HOST or (":" not in host and not all(map(LABEL.fullmatch, labels))):
        raise ValueError(f"I can't read that address. {EXAMPLE}")
    if url.raw_user is not None or url.raw_password is not None:
        raise ValueError(
            f"The part before the @ hides the real site, {defang(host)}. "
            f"Please give the address without it. {EXAMPLE}"
        )
    if ":" in host or NUMBER.fullmatch(labels[-1]):
        raise ValueError(f"That is a number, not the name of a site. {EXAMPLE}")
    if len(labels) == 1 and labels[0] not in INSIDE:
        raise ValueError(f"Please give the whole address of the page. {EXAMPLE}")
    if labels[-1] in INSIDE or host.endswith(".home.arpa"):
        raise ValueError(f"That is inside a network, not on the internet. {EXAMPLE}")


def _kept(pairs: list[str], host: str) -> tuple[list[str], bool]:
    """Return the part of a query that says what is on the page, and whether a secret was in it."""
    names = [(unquote(pair.partition("=")[0]), pair) for pair in pairs if pair]
    secret = [pair for name, pair in names if SECRET.fullmatch(name) or "=eyJ" in pair]
    kept = [
        pair
        for name, pair in names
        if pair not in secret
        and not TRACKING.fullmatch(name)
        and not host.endswith(SHARED_FROM.get(name, ("\0",)))
    ]
    return kept, bool(secret)


def _judged(host: str) -> tuple[str, tuple[str, ...]]:
    """Return who registered the site, and what to look out for."""
    parts = _suffixes()(host)
    nearest = host if parts.suffix else ".".join(host.split(".")[-2:])
    domain = parts.top_domain_under_public_suffix or nearest
    doubts = (
        (domain in SHORTENERS or host in SHORTENERS, SHORT_LINK),
        ("xn--" in host, FOREIGN_LETTERS),
        (not parts.suffix, UNKNOWN_ENDING),
    )
    return domain, tuple(warning for is_so, warning in doubts if is_so)
