"""A case that was taken further up or opened again is brought up until somebody has it (2.4)."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.forms.form import Form
from intents.case_life import forms
from intents.report_cyberbullying.feature import CAPABILITY as BULLYING
from intents.report_cyberbullying.form import ReportCyberbullying
from intents.report_website.feature import CAPABILITY as SITES
from intents.report_website.form import ReportWebsite
from tests.intents.desk import cases_desk
from tests.intents.reports_on_file import ABOUT_PUPILS, said, work

WHY = "I need help with this."
IN_DANGER: Mapping[str, Any] = {**ABOUT_PUPILS, "danger_now": "yes"}
ILLEGAL: Mapping[str, Any] = {
    "may_be_illegal": "yes",
    "about_staff_use": "no",
    "url_or_app": "https://games.example/free",
    "category": "gambling",
    "who_saw": "staff",
}
SINCE = "Nobody has picked this up since 10:30 on Tue 17 Nov."
NEXT_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("capability", "form", "answers", "ref"),
    [
        (BULLYING, ReportCyberbullying, IN_DANGER, "CB-2026-0001"),
        (SITES, ReportWebsite, ILLEGAL, "WEB-2026-0001"),
    ],
)
def test_whoever_has_it_is_asked_again(
    tmp_path: Path, capability: Any, form: type[Form], answers: Mapping[str, Any], ref: str
) -> None:
    desk = cases_desk(capability, tmp_path)
    desk.fill_in("amy", form, **answers)
    desk.step("dsl", ref, "take")
    desk.now += timedelta(minutes=30)
    work(desk, "dsl", forms.Escalate, ref, reason=WHY)
    desk.read()

    desk.later(NEXT_DAY)
    told = desk.read()
    desk.step("ddsl", ref, "take")
    desk.read()
    desk.later(NEXT_DAY)

    assert {"dsl", "ddsl", "head"} <= set(told)
    assert all(SINCE in said(told, name) for name in told)
    assert not desk.read()
