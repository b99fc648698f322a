"""Slack and Teams side by side on the real product: one decision, both windows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.domain.schools import School
from tests.browser.conftest import ACCOUNTS
from tests.browser.running_sandbox import RunningSandbox
from tests.support.page_browser import fresh_page

pytestmark = pytest.mark.browser
WIDE = {"width": 1600, "height": 1000}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, oakfield: School) -> Iterator[RunningSandbox]:
    """The sandbox as `python -m bot` starts it."""
    running = RunningSandbox(tmp_path_factory.mktemp("both"))
    running.start()
    running.begin_on_monday(oakfield.calendar)
    yield running
    assert running.stop() == 0


@pytest.fixture
def page(browser: Browser, both: RunningSandbox) -> Iterator[Page]:
    """Amy Carter's page, wide enough for both windows."""
    address = f"{both.address}/#as={ACCOUNTS['Amy Carter']}&in=app"
    with fresh_page(browser, address, viewport=WIDE) as opened:
        yield opened


def test_a_clause_stands_in_teams_with_its_number(page: Page, album: Path) -> None:
    teams = page.get_by_role("region", name="Teams window")

    teams.get_by_role("textbox").last.fill("can i be friends with a parent on facebook?")
    teams.get_by_role("textbox").last.press("Enter")

    log = teams.get_by_role("log")
    expect(log).to_contain_text("Staff must not connect with the parents or carers")
    album.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=album / "teams.png")


def test_what_is_reported_in_teams_is_taken_over_in_slack(
    page: Page, browser: Browser, both: RunningSandbox
) -> None:
    teams = page.get_by_role("region", name="Teams window")
    teams.get_by_role("textbox").last.fill("report cyberbullying")
    teams.get_by_role("textbox").last.press("Enter")
    form = teams.get_by_role("log").get_by_role("article").last
    for question, answer in (
        ("Is anyone in danger right now?", "No"),
        ("Is a nude, part-nude", "No"),
        ("Who is being targeted?", "A pupil"),
        ("Who seems to be doing it?", "A pupil here"),
    ):
        choices = form.get_by_role("group", name=question)
        choices.get_by_role("button", name=answer, exact=True).click()
        expect(choices.get_by_role("button", name=f"✓ {answer}", exact=True)).to_be_visible()
    form.get_by_label("What happened?").fill("They made a group chat called We hate Zed")
    form.get_by_label("Where did it happen?").select_option(label="WhatsApp")
    form.get_by_role("button", name="Send", exact=True).click()
    for name in ("Slack window", "Teams window"):
        region = page.get_by_role("region", name=name)
        expect(region.get_by_role("log")).to_contain_text("Saved as CB-2026-0001")

    address = f"{both.address}/#as={ACCOUNTS['Priya Nair']}&in=app"
    with fresh_page(browser, address, viewport=WIDE) as lead:
        slack = lead.get_by_role("region", name="Slack window")
        slack.get_by_role("button", name="I have it").click()

        for name in ("Slack window", "Teams window"):
            region = lead.get_by_role("region", name=name)
            expect(region.get_by_role("log")).to_contain_text("picked up")
            expect(region.get_by_role("button", name="I have it")).to_have_count(0)
