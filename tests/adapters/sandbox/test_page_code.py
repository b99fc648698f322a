"""The page's own code: small modules, and nothing that a strict policy would have to allow."""

import re
from pathlib import Path

import pytest

from tests.support.page_stub import PAGE

MODULES = sorted(PAGE.rglob("*.js"))
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


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_every_import_is_a_file_of_the_page(module: Path) -> None:
    names = re.findall(r"from '([^']+)'", module.read_text(encoding="utf-8"))

    found = {name: (module.parent / name).resolve() for name in names}

    assert [name for name in names if not name.startswith(("./", "../"))] == []
    assert [name for name, path in found.items() if not path.is_file()] == []
    assert [name for name, path in found.items() if not path.is_relative_to(PAGE.resolve())] == []


def test_the_html_has_no_inline_script_or_style() -> None:
    html = (PAGE / "index.html").read_text(encoding="utf-8")

    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?://", html) == []
    for name in re.findall(r'(?:src|href)="/page/([^"]+)"', html):
        assert (PAGE / name).is_file()
