"""Web addresses: found, judged by their looks, made harmless; nothing is ever fetched."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.forms import addresses
from bot.forms.addresses import (
    FOREIGN_LETTERS,
    HIDDEN_LETTERS,
    LONGEST,
    LONGEST_MESSAGE,
    SHORT_LINK,
    SIGN_IN_CODE,
    TOO_LONG,
    UNKNOWN_ENDING,
    Address,
    defang,
    find_addresses,
    read_address,
)
from tests.support.steps import steps

Read = TypeVar("Read")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("please unblock maths.example.org for Year 5", ("maths.example.org",)),
        ("https://youtu.be/abc?si=1, thanks", ("https://youtu.be/abc?si=1",)),
        ("see (http://example.com/a_(b)).", ("http://example.com/a_(b)",)),
        ("can we have scratch.mit.edu and code.org?", ("scratch.mit.edu", "code.org")),
        ("www.purplemash.com/sch/riverside", ("www.purplemash.com/sch/riverside",)),
        ("code.org or Code.org or code.org", ("code.org", "Code.org")),
        ("unblock https://x.example for year 5 tue to fri", ("https://x.example",)),
        ("<https://www.bbc.co.uk/bitesize|bitesize>", ("https://www.bbc.co.uk/bitesize",)),
        ("<https://evil.example|https://school.sch.uk>", ("https://evil.example",)),
        ("https://docs.google.com@evil.com/x", ("https://docs.google.com@evil.com/x",)),
        ("can you open about.me for year 5", ("about.me",)),
    ],
)
def test_addresses_are_found_as_they_were_typed(text: str, found: tuple[str, ...]) -> None:
    assert find_addresses(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *("hello.How are you", "it was bad.is it safe", "file report.docx is attached", "notes.md"),
        *("javascript:alert(1)", "[ok](javascript:alert(1))", "mailto:amy@school.sch.uk"),
        *("amy@school.sch.uk", "at 10.30 e.g. in Room 12", "photos.zip", "192.168.0.1/admin", ""),
        *("ftp://files.example/x", "Year 5.5", "Mr.Smith said so", "hxxps://site[.]com/a[.]b"),
    ],
)
def test_what_only_looks_like_an_address_is_left_alone(text: str) -> None:
    assert find_addresses(text) == ()


def plain(text: str, host: str, domain: str, *warnings: str) -> Address:
    return Address(text, host, domain, warnings)


BBC = plain("https://www.bbc.co.uk/bitesize", "www.bbc.co.uk", "bbc.co.uk")
APPLE = "xn--pple-43d.com"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https://www.bbc.co.uk/bitesize", BBC),
        ("  www.bbc.co.uk/bitesize. ", BBC),
        ("<https://www.bbc.co.uk/bitesize|bitesize>", BBC),
        ("please unblock https://www.bbc.co.uk/bitesize, thanks", BBC),
        ("\u201chttps://www.bbc.co.uk:443/bitesize\u201d", BBC),
        (
            "HTTP://Example.COM:80/x/../a?b=1",
            plain("http://example.com/a?b=1", *["example.com"] * 2),
        ),
        ("scratch.mit.edu", plain("https://scratch.mit.edu", "scratch.mit.edu", "mit.edu")),
        ("x.example:8443/a", plain("https://x.example:8443/a", "x.example", "x.example")),
        ("a.github.io", plain("https://a.github.io", "a.github.io", "a.github.io")),
        (
            "www.oak.kent.sch.uk",
            plain("https://www.oak.kent.sch.uk", "www.oak.kent.sch.uk", "oak.kent.sch.uk"),
        ),
        ("https://a.com/#/unit/3", plain("https://a.com/#/unit/3", "a.com", "a.com")),
        ("https://\u0430pple.com", plain(f"https://{APPLE}", APPLE, APPLE, FOREIGN_LETTERS)),
        ("https://bit.ly/abc", plain("https://bit.ly/abc", "bit.ly", "bit.ly", SHORT_LINK)),
        ("https://bbc.co.ku/a", plain("https://bbc.co.ku/a", "bbc.co.ku", "co.ku", UNKNOWN_ENDING)),
        (
            "https://e\u200bvil.com/\u202e",
            plain("https://evil.com", *["evil.com"] * 2, HIDDEN_LETTERS),
        ),
    ],
)
def test_an_address_is_read_with_what_to_look_out_for(typed: str, read: Address) -> None:
    assert read_address(typed) == read


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?utm_source=x&id=5&utm_medium=y&fbclid=z", "?id=5"),
        ("?q=tides&gclid=1&mc_eid=2", "?q=tides"),
        ("?v=abc&t=3", "?v=abc&t=3"),
        ("?author=rowling&page=2&q=a%20b+c", "?author=rowling&page=2&q=a%20b+c"),
        ("?si=menu", "?si=menu"),
        ("?&&", ""),
        ("#:~:text=hello", ""),
        ("#access_token=abc", ""),
    ],
)
def test_trackers_are_left_out_and_the_page_stays(query: str, kept: str) -> None:
    address = read_address(f"https://site.example/page{query}")

    assert address.text == f"https://site.example/page{kept}"
    assert address.warnings == ()


@pytest.mark.parametrize(
    "part",
    ["?token=1", "?a=1&Access_Token=2", "?sid=3", "?x=eyJhbGciOi.e30.x", "?X-Amz-Signature=4"],
)
def test_sign_in_codes_are_left_out_and_that_is_said(part: str) -> None:
    address = read_address(f"https://site.example/page{part}")

    assert address.text.removesuffix("?a=1") == "https://site.example/page"
    assert address.warnings == (SIGN_IN_CODE,)


def test_a_share_code_is_left_out_where_sites_use_it() -> None:
    assert read_address("https://youtu.be/abc?si=tok&t=3").text == "https://youtu.be/abc?t=3"
    assert read_address("https://a.com/x;jsessionid=12?y=1").text == "https://a.com/x?y=1"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("http://user:pw@127.0.0.1:80#@good.com/", "real site"),
        ("https://docs.google.com@evil.com/x", r"evil\[\.\]com"),
        ("http://0x7f.1/", "number"),
        ("http://[::ffff:169.254.169.254]/", "number"),
        ("http://2130706433/", "number"),
        ("10.0.0.1", "number"),
        ("file:///etc/passwd", "https://"),
        ("data:text/html,<b>hi</b>", "https://"),
        ("javascript:alert(1)", "https://"),
        ("ftp://files.example", "https://"),
        ("http://localhost:8080/", "inside a network"),
        ("http://printer.local", "inside a network"),
        ("filter.internal/admin", "inside a network"),
        ("scratch", "whole address"),
        ("https://a.com/" + "x" * LONGEST, "too long"),
        ("https://a.com/" + "é" * 1_000, "too long"),
        ("https://a.com/\nb", "line break"),
        ("https://a.com/%00", "line break"),
        ("https://a.com/%0D%0Ax", "line break"),
        ("https://good.com\\@evil.com", "backslash"),
        ("amy@school.sch.uk", "email"),
        ("bbc.co.uk or itv.com", "one address"),
        ("the maths site", "one address"),
        ("https://a..b.com", "can't read"),
        ("https://%41.com/", "can't read"),
        ("example.com:99999", "can't read"),
        ("\ud800.com", "can't read"),
        ("", "can't read"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_with_a_reason(typed: str, reason: str) -> None:
    """Inputs 44 and 47-49."""
    with pytest.raises(ValueError, match=reason) as refused:
        read_address(typed)

    assert is_kind(refused.value)


def is_kind(refusal: ValueError) -> bool:
    words = str(refusal)
    return words[0].isupper() and words.endswith(".") and "Traceback" not in words


def test_a_defanged_address_is_readable_and_nothing_to_click() -> None:
    assert defang("https://site.com/a.html?u=http://b.com") == (
        "hxxps://site[.]com/a[.]html?u=hxxp://b[.]com"
    )
    assert defang("scratch.mit.edu") == "scratch[.]mit[.]edu"


def outcome(read: Callable[[], Read]) -> Read | ValueError:
    try:
        return read()
    except ValueError as refusal:
        return refusal


PIECES = st.sampled_from(
    [
        *(
            "https://",
            "http:",
            "//",
            "www.",
            "evil",
            ".com",
            ".co.uk",
            "@",
            ":",
            "80",
            "/",
            "?",
            "#",
        ),
        *(
            "&",
            "=",
            "token",
            "%",
            "%2e",
            "%00",
            "\\",
            " ",
            "[",
            "]",
            "::1",
            "127.0.0.1",
            "é",
            "\u0430",
        ),
        *("\u200b", "\ud800", ";", "..", ".", "-", "_", "|", "<", ">", "a", "xn--", "javascript:"),
    ]
)
TYPED = st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=60)


@given(TYPED)
@example("https://a.com/%ZZ?a=%ZZ&b=+#%ZZ")
@example("https://xn--a.com")
@example("[]@")
def test_whatever_is_typed_is_an_address_or_a_kind_refusal(typed: str) -> None:
    address = outcome(lambda: read_address(typed))

    assert isinstance(address, Address) or is_kind(address)


@given(TYPED)
def test_an_address_that_was_read_stays_as_it_is(typed: str) -> None:
    first = outcome(lambda: read_address(typed))
    if isinstance(first, ValueError):
        return

    again = read_address(first.text)

    assert (again.text, again.host) == (first.text, first.host)
    assert first.text.startswith(("http://", "https://"))
    assert first.text.isascii()


@given(TYPED)
def test_nothing_defanged_is_ever_a_link(typed: str) -> None:
    assert find_addresses(defang(typed)) == ()


@given(TYPED)
def test_what_is_found_was_typed(typed: str) -> None:
    assert all(address in typed for address in find_addresses(typed))


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 1_000_000, "a " * 20_000 + "!", "a." * 20_000, "http://" * 5_000, "www." * 10_000),
        *("https://a.com/" + "(" * 20_000, "a@" * 20_000, "\u0300" * 40_000, "<" * 40_000),
    ],
)
def test_no_more_of_a_message_is_looked_through_than_a_long_one_has(text: str) -> None:
    """Inputs 45 and 46."""
    find_addresses(text)

    assert steps(lambda: find_addresses(text)) <= steps(
        lambda: find_addresses(text[:LONGEST_MESSAGE])
    )
    assert str(outcome(lambda: read_address(text))) == TOO_LONG


@pytest.mark.parametrize("unit", ["a ", "a.", "http://", "www.", "https://a.com/(", "a@", "<"])
def test_twice_the_message_takes_twice_the_steps(unit: str) -> None:
    half, whole = (unit * length for length in (LONGEST_MESSAGE // 20, LONGEST_MESSAGE // 10))
    find_addresses(whole)

    assert steps(lambda: find_addresses(whole)) <= 2.2 * steps(lambda: find_addresses(half))


def test_reading_addresses_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("an address was visited")

    vars(addresses)["_suffixes"].cache_clear()  # tldextract would go on line at its first use
    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)

    assert read_address("https://www.bbc.co.uk/bitesize") == BBC
