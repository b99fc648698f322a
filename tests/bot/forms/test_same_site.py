"""When two addresses are the same site (D14)."""

import pytest

from bot.forms.same_site import is_alike, is_part_of, is_same, site_of


@pytest.mark.parametrize(
    "typed",
    [
        "https://maps.example/rivers",
        "http://maps.example/rivers",
        "maps.example/rivers",
        "https://www.maps.example/rivers/",
        "HTTPS://WWW.Maps.Example/Rivers",
        "https://maps.example/rivers?utm_source=newsletter&fbclid=1",
        "https://maps.example:443/rivers",
    ],
)
def test_what_makes_no_difference_is_the_same_page(typed: str) -> None:
    assert is_same("https://maps.example/rivers", typed)
    assert is_alike("https://maps.example/rivers", typed)


@pytest.mark.parametrize(
    "other",
    [
        "https://maps.example",
        "https://maps.example/lakes",
        "https://old.maps.example/rivers",
        "https://maps.example/rivers?page=2",
        "https://maps.example:8443/rivers",
    ],
)
def test_another_page_or_host_is_not_the_same(other: str) -> None:
    assert not is_same("https://maps.example/rivers", other)


def test_the_order_of_a_query_makes_no_difference_but_its_letters_do() -> None:
    assert is_same("https://video.example/w?a=1&v=Xy", "https://video.example/w?v=Xy&a=1")
    assert not is_same("https://video.example/w?v=Xy", "https://video.example/w?v=xy")


def test_a_page_is_part_of_its_whole_site_and_of_nothing_else() -> None:
    assert is_part_of("https://maps.example/rivers", "https://www.maps.example/")
    assert is_part_of("https://maps.example/rivers", "https://maps.example/rivers")
    assert not is_part_of("https://maps.example", "https://maps.example/rivers")
    assert not is_part_of("https://maps.example/rivers/quiz", "https://maps.example/rivers")
    assert not is_part_of("https://other.example/rivers", "https://maps.example")


def test_a_slip_of_the_fingers_looks_alike_and_another_video_does_not() -> None:
    assert is_alike("https://maps.example/rivers-of-europe", "https://maps.example/river-of-europe")
    assert not is_alike("https://maps.example/rivers", "https://maps.example/lakes-and-seas")
    assert not is_alike("https://video.example/w?v=one", "https://video.example/w?v=two")


def test_only_an_address_without_a_page_is_a_whole_site() -> None:
    assert site_of("https://www.maps.example/").is_whole
    assert not site_of("https://maps.example/rivers").is_whole
    assert not site_of("https://maps.example/?v=1").is_whole
