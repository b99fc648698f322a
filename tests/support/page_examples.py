"""People and blocks to show on the sandbox's page: one example of all that it can draw."""

from typing import Any

Json = dict[str, Any]

PEOPLE: list[Json] = [
    {"id": "U-AMY", "name": "Amy Carter", "title": "Class teacher", "school": "Oakfield Primary"},
    {"id": "U-HELEN", "name": "Helen Marsh", "title": "Headteacher", "school": "Oakfield Primary"},
    {"id": "U-OMAR", "name": "Omar Aziz", "title": "DSL", "school": "Oakfield Primary"},
    {"id": "U-NINA", "name": "Nina Patel", "title": "Network manager", "school": "Larkmoor High"},
    {"id": "U-SAM", "name": "Sam Lowe", "title": "Pupil, Year 9", "school": "Larkmoor High"},
]
COMMANDS: list[Json] = [
    {"command": "/policy", "description": "Ask what a policy says", "usage_hint": "your question"},
    {"command": "/report", "description": "Report bullying or a website", "usage_hint": ""},
    {"command": "/unblock", "description": "Ask for a blocked site", "usage_hint": "the address"},
    {"command": "/everything", "description": "A form with every kind of field", "usage_hint": ""},
]
SHORTCUTS: list[Json] = [
    {"callback_id": "report_message", "name": "Report this message", "type": "message"},
    {"callback_id": "new_report", "name": "New report", "type": "global"},
]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str, text: str, description: str = "") -> Json:
    described = {"description": plain(description)} if description else {}
    return {"text": plain(text), "value": value, **described}


def button(action_id: str, text: str, **more: Any) -> Json:
    shown = {"type": "button", "action_id": action_id, "text": plain(text), "value": action_id}
    return {**shown, **more}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


YEARS = [option(f"y{year}", f"Year {year}") for year in range(1, 10)]

ANSWER: list[Json] = [
    section("*Yes, with permission.* Pupils may bring a phone if it stays in the office."),
    section("&gt;*4.2* Phones are handed in at the office by 8.50.\n&gt;They go home at 3.15."),
    {
        "type": "context",
        "block_id": "source",
        "elements": [mrkdwn("Mobile phones policy · clause 4.2 · review due 1 Sep 2027")],
    },
    {
        "type": "context_actions",
        "block_id": "useful",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {"text": plain("Useful"), "value": "good"},
                "negative_button": {"text": plain("Not useful"), "value": "bad"},
            }
        ],
    },
]

REQUEST: list[Json] = [
    {"type": "header", "block_id": "head", "text": plain("Unblock scratch.mit.edu?")},
    section(
        "*Amy Carter* asks for *Year 5*, Tue 24 to Fri 27 Nov 2026.",
        block_id="who",
        accessory={
            "type": "overflow",
            "action_id": "more",
            "options": [option("copy", "Copy the details"), option("withdraw", "Withdraw")],
        },
    ),
    {
        "type": "section",
        "block_id": "facts",
        "fields": [mrkdwn("*Why*\nComputing, unit 3"), mrkdwn("*Who*\n28 pupils")],
    },
    {
        "type": "actions",
        "block_id": "decide",
        "elements": [
            button("approve", "Approve", style="primary"),
            button(
                "refuse",
                "Refuse",
                style="danger",
                confirm={
                    "title": plain("Refuse this request?"),
                    "text": mrkdwn("Amy is told *at once*."),
                    "confirm": plain("Yes, refuse"),
                    "deny": plain("Go back"),
                    "style": "danger",
                },
            ),
            button("later", "Ask me later"),
            button("only_head", "Only for the head", visible_to_user_ids=["U-HELEN"]),
        ],
    },
]
