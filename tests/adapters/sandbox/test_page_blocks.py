"""Slack's blocks on the sandbox's page: what is drawn, what is sent, what is never run."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.page_browser import fresh_page
from tests.support.page_examples import mrkdwn
from tests.support.page_hands import asked
from tests.support.page_stub import BOT, PageStub

pytestmark = pytest.mark.browser
pytest_plugins = ("tests.support.page_fixtures",)


@pytest.fixture
def gallery(browser: Browser, stub: PageStub) -> Iterator[Page]:
    with fresh_page(browser, f"{stub.address}/#as=U-AMY&in=C-GALLERY") as opened:
        expect(opened.locator("article")).to_have_count(3)
        yield opened


MARKS = [
    ("*bold* _slanted_ ~gone~", "<strong>bold</strong> <em>slanted</em> <s>gone</s>"),
    ("2*3*4 a_b_c x~y~z", "2*3*4 a_b_c x~y~z"),
    ("*_both_*", "<strong><em>both</em></strong>"),
    ("* no * bold*", "* no * bold*"),
    ("`*code*`", "<code>*code*</code>"),
    ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
    ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
    ("<javascript:alert(1)|go>", "&lt;javascript:alert(1)|go&gt;"),
    ("&gt; one\n&gt; two\nend", '<blockquote class="quote">one\ntwo</blockquote>end'),
    ("```\na *b*\n```", "<pre><code>a *b*</code></pre>"),
    ("<!here> :bell: :nothing:", '<span class="mention">@here</span> 🔔 :nothing:'),
    ("<@U-AMY>", '<span class="mention is-me">@Amy Carter</span>'),
    ("<@U-GONE|Lee>", '<span class="mention">@Lee</span>'),
    ("<!date^1795170660^{date_short} {time}|x>", "<time>20 Nov 2026 10:31</time>"),
]


def show(page: Page, stub: PageStub, text: str) -> Locator:
    """Let the app send this mrkdwn, and return where it is drawn."""
    there = page.locator("article").count()
    block = {"type": "section", "block_id": "try", "text": mrkdwn(text)}
    stub.change(lambda window: window.post("C-GALLERY", BOT, "try", blocks=[block]))
    expect(page.locator("article")).to_have_count(there + 1)
    return page.locator("article").last.locator(".text")


def test_slack_marks_become_the_right_nodes(gallery: Page, stub: PageStub) -> None:
    drawn = [(written, show(gallery, stub, written).inner_html()) for written, _ in MARKS]

    assert drawn == MARKS


def test_a_link_opens_elsewhere_and_tells_nothing(gallery: Page, stub: PageStub) -> None:
    link = show(gallery, stub, "<https://example.org/?a=1&amp;b=2|the page>").get_by_role("link")

    assert link.get_attribute("href") == "https://example.org/?a=1&b=2"
    assert link.get_attribute("rel") == "noopener noreferrer"
    expect(link).to_contain_text("the page")


def test_plain_text_is_literal(gallery: Page) -> None:
    expect(gallery.get_by_text("*literal* <https://x.example>")).to_be_visible()
    expect(gallery.get_by_role("heading", name="Text & <marks>")).to_be_visible()


def test_an_unknown_block_is_shown_as_unknown(gallery: Page) -> None:
    expect(gallery.get_by_text("Unknown block: hologram")).to_be_visible()


def test_markdown_makes_lists_headings_and_no_markup(gallery: Page) -> None:
    drawn = gallery.locator(".markdown")

    expect(drawn.get_by_role("heading", name="Steps")).to_be_visible()
    expect(drawn.locator("ol li")).to_have_text(["First bold step", "Second slanted step"])
    expect(drawn.locator("ul code")).to_have_text("code")
    expect(drawn.locator("pre")).to_have_text("fenced *code*")
    expect(drawn.get_by_text("<b>not markup</b>")).to_be_visible()


def test_rich_text_keeps_styles_lists_and_mentions(gallery: Page) -> None:
    drawn = gallery.locator(".rich-text").first

    expect(drawn.locator("strong")).to_have_text("bold")
    expect(drawn.locator("ol li")).to_have_text(["one", "two"])
    expect(drawn.locator(".mention")).to_have_text(["@Omar Aziz", "#staffroom", "@here"])
    expect(drawn.locator("pre")).to_have_text("fixed  width")


def test_a_picture_from_elsewhere_is_described_and_not_fetched(gallery: Page) -> None:
    expect(gallery.get_by_role("img", name="Map of the school")).to_be_visible()
    expect(gallery.get_by_role("img", name="Dutydesk's sign")).to_have_js_property("complete", True)  # noqa: FBT003


def test_a_long_table_is_sorted_and_turned_by_keyboard(gallery: Page) -> None:
    table = gallery.get_by_role("table", name="All cases this term")
    expect(table.get_by_role("rowheader")).to_have_text([f"CB-{n}" for n in range(1, 6)])

    table.get_by_role("button", name="Days").press("Enter")

    expect(table.get_by_role("rowheader").first).to_have_text("CB-12")
    expect(table.get_by_role("columnheader", name="Days")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(table.get_by_role("button", name="Days")).to_be_focused()
    gallery.get_by_role("button", name="Next rows").press("Enter")
    gallery.get_by_role("button", name="Next rows").press("Enter")
    expect(table.get_by_role("rowheader")).to_have_text(["CB-2", "CB-1"])
    expect(gallery.get_by_text("11 to 12 of 12")).to_be_visible()


CHARTS = [
    ("Each month", ".bar", 6),
    ("Over time", ".line", 2),
    ("As areas", ".area", 2),
    ("By kind", ".slice", 3),
]


def test_a_chart_has_its_figures_as_a_table(gallery: Page) -> None:
    for title, kind, marks in CHARTS:
        chart = gallery.get_by_role("figure").filter(has_text=title)
        expect(chart.locator(kind)).to_have_count(marks)

        chart.get_by_text("Show the figures as a table").click()

        rows = chart.get_by_role("table", name=title).get_by_role("rowheader")
        expect(rows).to_have_count(3)


def test_a_menu_in_a_message_tells_the_app_and_stays_chosen(gallery: Page, stub: PageStub) -> None:
    menu = gallery.get_by_label("Year group")

    menu.select_option("Year 3")

    expect(menu).not_to_have_attribute("aria-busy", "true")
    action = asked(stub, "press")[0]["action"]
    assert action["selected_option"]["value"] == "y3"
    stub.change(lambda window: window.post("C-GALLERY", BOT, "more"))
    expect(gallery.locator("article")).to_have_count(4)
    expect(menu).to_have_value("y3")


def test_cards_in_a_row_answer_with_their_own_block(gallery: Page, stub: PageStub) -> None:
    row = gallery.get_by_label("4 cards, scroll sideways")

    row.get_by_role("button", name="Open").nth(2).click()

    expect(row.get_by_role("button", name="Open").nth(2)).not_to_have_attribute("aria-busy", "true")
    assert asked(stub, "press")[0]["block_id"] == "c3"


def test_a_button_for_others_is_not_there(browser: Browser, stub: PageStub) -> None:
    with fresh_page(browser, f"{stub.address}/#as=U-AMY&in=D-APP") as page:
        expect(page.get_by_role("button", name="Approve")).to_be_visible()
        expect(page.get_by_role("button", name="Only for the head")).to_have_count(0)
        page.goto(f"{stub.address}/#as=U-HELEN&in=D-APP")

        expect(page.get_by_role("button", name="Only for the head")).to_be_visible()


def test_what_was_useful_is_told_and_marked(browser: Browser, stub: PageStub) -> None:
    with fresh_page(browser, f"{stub.address}/#as=U-AMY&in=D-APP") as page:
        useful = page.get_by_role("button", name="Useful", exact=True)

        useful.click()

        expect(useful).to_have_attribute("aria-pressed", "true")
        assert asked(stub, "press")[0]["action"] == {"type": "feedback_buttons", "value": "good"}
        page.get_by_role("button", name="More for Amy Carter").click()
        page.get_by_role("menuitem", name="Withdraw").click()
        expect(page.get_by_role("menu")).to_have_count(0)
        chosen = asked(stub, "press")[1]["action"]["selected_option"]
        assert chosen["value"] == "withdraw"
