"""What Slack makes of typed text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sandbox.slack.typed_text import as_rich_text, as_slack_text

NAMES = {"Dutydesk": "UBOT", "Amy Carter": "U-AMY", "Amy": "U-OTHER"}


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("@dutydesk hi", "<@UBOT> hi"),
        ("@Amy Carter and @Amy", "<@U-AMY> and <@U-OTHER>"),
        ("me@Amy.example.org", "<mailto:me@Amy.example.org|me@Amy.example.org>"),
        ("@Amyx", "@Amyx"),
        ("@here look", "<!here> look"),
        ("see https://x.example.", "see <https://x.example>."),
        ("(scratch.mit.edu)", "(<http://scratch.mit.edu|scratch.mit.edu>)"),
        ("https://x.example/?a=1&b=2", "<https://x.example/?a=1&amp;b=2>"),
        ("<!channel> <@U123>", "&lt;!channel&gt; &lt;@U123&gt;"),
        ("report.docx and 10.30", "report.docx and 10.30"),
    ],
)
def test_typed_text_arrives_as_slack_sends_it(typed: str, sent: str) -> None:
    assert as_slack_text(typed, NAMES) == sent


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_no_typed_text_can_forge_markup(typed: str) -> None:
    sent = as_slack_text(typed, {})
    elements: list[dict[str, Any]] = as_rich_text(typed, {})[0]["elements"][0]["elements"]

    assert "<@" not in sent
    assert "<#" not in sent
    kept = "".join(each.get("text") or each.get("url") or "" for each in elements)
    broadcasts = [each for each in elements if each["type"] == "broadcast"]
    assert broadcasts or kept == typed
