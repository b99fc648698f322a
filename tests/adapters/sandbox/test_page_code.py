"""The page's own code: small modules, and nothing that a strict policy would have to allow."""

import re
from pathlib import Path

import pytest

from tests.support.page_stub import PAGE

MODULES = sorted(PAGE.glob("*.js"))
LONGEST_MODULE = 250
LONGEST_LINE = 110


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_is_small_and_says_what_it_is(module: Path) -> None:
    text = module.read_text(encoding="utf-8")

    lines = text.splitlines()

    assert text.startswith("/**")
    assert len(lines) <= LONGEST_MODULE
    assert [line for line in lines if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_no_module_turns_text_into_markup_or_code(module: Path) -> None:
    text = module.read_text(encoding="utf-8")

    found = re.findall(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|\beval\(|new Function", text
    )

    assert found == []


def test_every_import_is_a_file_of_the_page() -> None:
    names = {
        name
        for module in MODULES
        for name in re.findall(r"from '([^']+)'", module.read_text(encoding="utf-8"))
    }

    missing = {name for name in names if not (PAGE / name).is_file() or not name.startswith("./")}

    assert missing == set()


def test_the_html_has_no_inline_script_or_style() -> None:
    html = (PAGE / "index.html").read_text(encoding="utf-8")

    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?://", html) == []
    for name in re.findall(r'(?:src|href)="/page/([^"]+)"', html):
        assert (PAGE / name).is_file()
