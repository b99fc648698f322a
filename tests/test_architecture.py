"""The shape that ARCHITECTURE promises, checked: arrows, budgets, and a few habits."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ("bot", "intents", "knowledge", "adapters")
MODULE_LINES = 250
# Tests hold tables of cases, which are read row by row.
TEST_MODULE_LINES = 500
FUNCTION_LINES = 25
VAGUE = {"utils", "util", "helpers", "common", "base", "manager", "processor", "misc"}
# The two outermost loops: everything that comes in, and everything that goes out.
MAY_CATCH_ALL = {"bot/assistant.py", "bot/rounds.py"}


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations/versions" not in path.as_posix():
                yield path


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


ALL = [pytest.param(path, id=name_of(path)) for path in modules(*PRODUCT, "tests")]
OWN = [pytest.param(path, id=name_of(path)) for path in modules(*PRODUCT)]
# Platforms' JSON and half-typed SDKs need a few exceptions, each with its reason.
TYPED = [pytest.param(path, id=name_of(path)) for path in modules("bot", "intents", "knowledge")]


def test_imports_point_inwards() -> None:
    # In a process of its own: it sets up logging for the whole process it runs in.
    linter = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ]
    outcome = subprocess.run(linter, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603

    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize("path", ALL)
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")

    assert lines <= (TEST_MODULE_LINES if name_of(path).startswith("tests/") else MODULE_LINES)


@pytest.mark.parametrize("path", OWN)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    too_long = {f.name: _length(f) for f in functions if _length(f) > FUNCTION_LINES}

    assert too_long == {}


@pytest.mark.parametrize("path", OWN)
def test_modules_have_names_that_say_something(path: Path) -> None:
    assert path.stem not in VAGUE


@pytest.mark.parametrize("path", OWN)
def test_only_the_outermost_loops_catch_everything(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    broad = [h.lineno for h in handlers if h.type is None or _is_exception(h.type)]

    assert broad == [] or name_of(path) in MAY_CATCH_ALL


@pytest.mark.parametrize("path", TYPED)
def test_types_are_not_waved_through(path: Path) -> None:
    assert "# type: ignore" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", OWN)
def test_nothing_is_imported_inside_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    inner = [
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inner == []


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if not body:
        return 0
    return (function.body[-1].end_lineno or 0) - body[0].lineno + 1


def _is_exception(kind: ast.expr) -> bool:
    names = [n.id for n in ast.walk(kind) if isinstance(n, ast.Name)]
    return any(name in {"Exception", "BaseException"} for name in names)
