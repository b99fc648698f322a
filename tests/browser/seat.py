"""A person at the sandbox's page: what their hands do, what their eyes see, pictures of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.support import page_browser

AUDIT = (Path(page_browser.__file__).parent / "page_audit.js").read_text(encoding="utf-8")
DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
MOST_TABS = 40
MOST_LOOKS = 30
REFERENCE = re.compile(r"\b[A-Z]{2,3}-\d{4}-\d{4}\b")


@dataclass
class Seat:
    """One window of the page."""

    page: Page
    album: Path

    # --- what their hands do ---

    def says(self, words: str, where: str = "Dutydesk") -> None:
        """Write words and press Enter; slash commands are written in the same place."""
        composer = self.page.get_by_role("textbox", name=f"Message {where}")
        composer.fill(words)
        composer.press("Enter")

    def presses(self, label: str) -> None:
        """Press the newest button in the chat, or at Home, with exactly this label."""
        chat = self.page.locator("#panel")
        chat.get_by_role("button", name=label, exact=True).last.click()

    def sends(self, label: str = "Send") -> None:
        """Press the button that sends the open form."""
        self.form.get_by_role("button", name=label, exact=True).click()

    def becomes(self, name: str) -> None:
        """Take somebody else's place."""
        self.page.locator(".who").click()
        self.page.get_by_role("menuitemradio", name=name).click()
        self.is_at(name)

    def answers_the_bell(self, whose: str) -> None:
        """Wait until something has come in for somebody, and sit down in their place."""
        expect(self.bell).to_be_visible()
        for _ in range(MOST_LOOKS):
            if f"for {whose}" in self.bell.inner_text():
                return self._goes_by(self.bell, whose)
            self.page.locator(".who").click()
            line = self.page.get_by_role("menuitemradio", name=f"{whose} ").filter(has_text="new")
            if line.count():
                return self._goes_by(line, whose)
            self.page.keyboard.press("Escape")
            self.page.wait_for_timeout(200)
        raise AssertionError(f"nothing came in for {whose}")

    def _goes_by(self, way: Locator, name: str) -> None:
        way.click()
        self.is_at(name)

    def opens(self, tab: str) -> None:
        """Look at Home or at Messages."""
        self.page.get_by_role("tab", name=tab).click()

    def closes(self) -> None:
        """Close the form that is open."""
        self.form.get_by_role("button", name="Close", exact=True).last.click()
        expect(self.form).to_have_count(0)

    def puts_away(self) -> None:
        """Close what an earlier visit left open."""
        while self.form.count():
            self.page.keyboard.press("Escape")
            self.page.wait_for_timeout(100)

    def fills(self, label: str, words: str) -> None:
        """Write into a field of the open form."""
        self.form.get_by_label(_named(label)).fill(words)

    def picks(self, question: str, *answers: str) -> None:
        """Choose answers of a question in the open form."""
        for answer in answers:
            field = self.question(question)
            if field.evaluate("node => node.tagName") == "SELECT":
                field.select_option(label=answer)
            else:
                field.get_by_label(answer, exact=True).check()

    def jumps(self, how_far: str) -> None:
        """Move the sandbox's clock."""
        self.page.locator(".clock-button").click()
        self.page.get_by_role("menuitem", name=how_far).click()

    def types(self, words: str, *keys: str) -> None:
        """Type words and then press keys, wherever the focus is."""
        self.page.keyboard.type(words)
        for key in keys:
            self.page.keyboard.press(key)

    def tabs_to(self, wanted: Locator, *, backwards: bool = False) -> None:
        """Press Tab until the focus is there; a screen that traps the focus fails."""
        for _ in range(MOST_TABS):
            if wanted.evaluate("node => node === document.activeElement"):
                return
            self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
        raise AssertionError(f"no Tab leads to {wanted}")

    # --- what their eyes see ---

    def is_at(self, name: str) -> None:
        """Wait until it is this person's place."""
        expect(self.page.locator(".sidebar-head")).to_contain_text(name)
        expect(self.page.get_by_role("log")).to_be_visible()

    @property
    def form(self) -> Locator:
        """The form on top."""
        return self.page.get_by_role("dialog").last

    @property
    def bell(self) -> Locator:
        """What rings when something arrives for somebody else."""
        return self.page.locator(".bell-button")

    @property
    def newest(self) -> Locator:
        """The last message."""
        return self.page.locator("article").last

    @property
    def screen(self) -> Locator:
        """Everything below the top bar."""
        return self.page.locator("#slack")

    def card(self, *words: str) -> Locator:
        """Return the messages that hold all of these words."""
        found = self.page.locator("article")
        for each in words:
            found = found.filter(has_text=each)
        return found

    def question(self, label: str) -> Locator:
        """Return the field, or the group of fields, of a question in the open form."""
        kinds = self.form.locator("select, [role=group], [role=radiogroup]")
        return kinds.and_(self.page.get_by_label(_named(label)))

    def sees(self, *words: str) -> None:
        """Wait until all of these words are on the screen."""
        for each in words:
            expect(self.page.get_by_text(each).last).to_be_visible()

    def sees_nowhere(self, *words: str) -> None:
        """Check that none of these words is anywhere on the page, in sight or not."""
        for each in words:
            expect(self.page.locator("body")).not_to_contain_text(each)

    def receipt(self) -> str:
        """Wait for the receipt in the open form and return its reference."""
        expect(self.form).to_contain_text(REFERENCE)
        return self.reference(self.form)

    def reference(self, card: Locator) -> str:
        """Return the reference on a card."""
        found = REFERENCE.search(card.inner_text())
        assert found, f"no reference on: {card.inner_text()}"
        return found[0]

    # --- pictures of it ---

    def shot(self, name: str) -> Path:
        """Keep a picture of what is on the screen."""
        self.album.mkdir(parents=True, exist_ok=True)
        path = self.album / f"{len(list(self.album.iterdir())) + 1:02}-{name}.png"
        self.page.screenshot(path=path, animations="disabled")
        return path

    def portraits(self, name: str) -> None:
        """Look at the screen at desk and phone width, light and dark, for what shuts people out."""
        for shape, size in (("desk", DESK), ("phone", PHONE)):
            for light in ("light", "dark"):
                with self._shaped(size, light):
                    self.shot(f"{name}-{shape}-{light}")
                    assert self.page.evaluate(AUDIT) == [], f"{name}, {shape}, {light}"
                    assert self._is_inside(), f"{name}, {shape}: wider than the screen"

    @contextmanager
    def _shaped(self, size: ViewportSize, light: str) -> Iterator[None]:
        before = self.page.viewport_size or DESK
        self.page.emulate_media(color_scheme="dark" if light == "dark" else "light")
        self.page.set_viewport_size(size)
        self.page.locator(f":root[data-theme={light}]").wait_for(state="attached")
        yield
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(before)

    def _is_inside(self) -> bool:
        """Whether nothing has to be scrolled sideways."""
        fits = "() => document.documentElement.scrollWidth <= innerWidth"
        return bool(self.page.evaluate(fits))


def _named(label: str) -> re.Pattern[str]:
    """Return what a field is called, whether or not it may be left out."""
    return re.compile(rf"^{re.escape(label)}(?: \(optional\))?$")
