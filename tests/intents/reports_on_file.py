"""Reports of several kinds at a school's desk, for the tests of what is done with them."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.conversation.cards import Card
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.access import Look
from bot.domain.cases import CaseEvent
from bot.errors import Refusal
from bot.forms.form import Form
from intents.report_cyberbullying.form import ReportCyberbullying
from tests.intents.desk import HILL, Desk, person_id, words

REF, SECOND, THIRD = (f"CB-2026-000{number}" for number in (1, 2, 3))
STORY = "Mia Cole is called names in the chat. Mia cried."
ABOUT_PUPILS: Mapping[str, Any] = {
    "danger_now": "no",
    "sexual_image": "no",
    "target": "pupil",
    "alleged": "pupil",
    "what_happened": STORY,
    "platform": "tiktok",
}
ABOUT_ME: Mapping[str, Any] = {**ABOUT_PUPILS, "target": "me", "alleged": "parent"}
SAFEGUARDING: Mapping[str, Any] = {**ABOUT_PUPILS, "alleged": "adult"}
# Tom is the subject, and the head has it.
ALLEGATION: Mapping[str, Any] = {
    **ABOUT_PUPILS,
    "alleged": "staff",
    "alleged_person": person_id("tom"),
}
ABOUT_THE_HEAD: Mapping[str, Any] = {
    **ABOUT_PUPILS,
    "alleged": "leader",
    "alleged_person": person_id("head"),
}
MIA: Mapping[str, Any] = {"part": "target", "full_name": "Mia Cole", "year": "Year 5"}


def report(desk: Desk, answers: Mapping[str, Any] = ABOUT_PUPILS, by: str = "amy") -> None:
    """Send a report; what it leads to is read."""
    desk.fill_in(by, ReportCyberbullying, **answers)
    desk.read()


def work(desk: Desk, by: str, form: type[Form], ref: str = REF, **answers: object) -> Reply:
    """Take a step that asks for something."""
    return desk.fill_in(by, form, case=desk.on_file(ref).public_id, **answers)


def look(desk: Desk, by: str, wanted: type[Intent], ref: str = REF) -> Card:
    """Return the one card that somebody is shown of a case."""
    (card,) = desk.do(by, wanted.model_validate({"case": desk.on_file(ref).public_id})).cards
    return card


def shown(desk: Desk, name: str, ref: str = REF) -> str:
    """Return what a case says to somebody; "" where there is none for them."""
    card = desk.seen_by(name, ref)
    return words([card]) if card else ""


def refusal(desk: Desk, by: str, form: type[Form], ref: str = REF, **answers: object) -> str:
    """Return what somebody is told who may not take a step; "" where they may."""
    try:
        work(desk, by, form, ref, **answers)
    except Refusal as refused:
        return str(refused)
    return ""


def looks(desk: Desk, ref: str = REF) -> list[tuple[str, str]]:
    """Return who looked at a case, and how, oldest first."""
    found = looked(desk, ref)
    return [(str(each.person).partition("/")[2], each.act.value) for each in found]


def looked(desk: Desk, ref: str = REF) -> list[Look]:
    public_id = desk.on_file(ref).public_id
    with desk.open_uow() as uow:
        return list(uow.access.of_case(HILL, public_id))


def history(desk: Desk, ref: str = REF) -> list[CaseEvent]:
    public_id = desk.on_file(ref).public_id
    with desk.open_uow() as uow:
        return list(uow.cases.history(HILL, public_id))


def done(desk: Desk, ref: str = REF) -> list[str]:
    """Return the steps in a case's history."""
    return [event.action for event in history(desk, ref)]


def stored(folder: Path, *, without: str = "") -> str:
    """Return every row of the desk's database as text; one table can be left out."""
    with closing(sqlite3.connect(folder / "desk.db")) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = [name for (name,) in names.fetchall() if name != without]
        rows = [row for each in tables for row in connection.execute(f'SELECT * FROM "{each}"')]  # noqa: S608
    return "\n".join(map(repr, rows))


def on_disk(folder: Path) -> bytes:
    """Return the bytes of the desk's database, with everything written through to it."""
    with closing(sqlite3.connect(folder / "desk.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return b"".join(path.read_bytes() for path in sorted(folder.glob("desk.db*")))


def said(told: Mapping[str, list[Card]], name: str) -> str:
    """Return what somebody was sent."""
    return words(told.get(name, []))
