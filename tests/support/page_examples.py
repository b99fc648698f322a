"""Blocks, modals and people to show on the sandbox's page: one example of all that it can draw."""

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


def entry(block_id: str, label: str, element: Json, **more: Any) -> Json:
    named = {"action_id": f"{block_id}_answer", **element}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": named,
        **more,
    }


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

_MARKS = (
    "*bold* _italic_ ~strike~ `code` 2*3*4 snake_case_name :warning: :no_such_emoji:\n"
    "• a list as typed\n<https://example.org/a?b=1&amp;c=2|a link> <javascript:alert(1)|bad>\n"
    "<@U-AMY> <@U-HELEN> <#C-STAFF> <!here> &lt;not a tag&gt; &amp;\n"
    "<!date^1795170660^{date_short} at {time}|once>\n```\nlet x = *1*;\n```"
)
_RICH: Json = {
    "type": "rich_text",
    "block_id": "rich",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Rich "},
                {"type": "text", "text": "bold", "style": {"bold": True}},
                {"type": "text", "text": " and "},
                {"type": "text", "text": "struck", "style": {"strike": True, "italic": True}},
                {"type": "text", "text": " with "},
                {"type": "link", "url": "https://example.org", "text": "a link"},
                {"type": "text", "text": ", "},
                {"type": "user", "user_id": "U-OMAR"},
                {"type": "channel", "channel_id": "C-STAFF"},
                {"type": "broadcast", "range": "here"},
                {"type": "emoji", "name": "warning"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]},
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "two"}]},
            ],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a rich quote"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "fixed  width"}]},
    ],
}
_MARKDOWN = (
    "## Steps\n1. First **bold** step\n2. Second *slanted* step\n\n- a point\n- `code`\n\n"
    "> a quote\n\n[a page](https://example.org) <b>not markup</b>\n\n```\nfenced *code*\n```"
)


def _raw(*cells: str) -> list[Json]:
    return [{"type": "raw_text", "text": cell} for cell in cells]


def _chart(kind: str, title: str) -> Json:
    months = ["Sep", "Oct", "Nov"]
    if kind == "pie":
        segments = [("Bullying", 12), ("Websites", 6), ("Other", 2)]
        parts = [{"label": label, "value": value} for label, value in segments]
        return {
            "type": "data_visualization",
            "title": title,
            "chart": {"type": "pie", "segments": parts},
        }
    figures = {"Reports": [4, 9, 6], "Requests": [7, 3, 11]}
    series = [
        {
            "name": name,
            "data": [{"label": m, "value": v} for m, v in zip(months, data, strict=True)],
        }
        for name, data in figures.items()
    ]
    axis = {"categories": months, "x_label": "Month", "y_label": "Number"}
    chart = {"type": kind, "series": series, "axis_config": axis}
    return {"type": "data_visualization", "title": title, "chart": chart}


def _card(title: str, **more: Any) -> Json:
    card = {"type": "card", "title": mrkdwn(title), "subtitle": mrkdwn("Waiting for you")}
    body = mrkdwn("Reported on *Tue 17 Nov*.")
    return {**card, "body": body, "actions": [button("open_case", "Open")], **more}


_CASES = [
    [
        *_raw(f"CB-{number}", "Open" if number % 2 else "Closed"),
        {"type": "raw_number", "value": 13 - number},
    ]
    for number in range(1, 13)
]

TEXTS: list[Json] = [
    {"type": "header", "block_id": "h", "text": plain("Text & <marks>")},
    section(_MARKS, block_id="marks"),
    {"type": "section", "block_id": "plain", "text": plain("*literal* <https://x.example>")},
    {"type": "divider", "block_id": "line"},
    _RICH,
    {"type": "markdown", "block_id": "md", "text": _MARKDOWN},
    {
        "type": "context",
        "block_id": "ctx",
        "elements": [
            {"type": "image", "image_url": "/page/icon.svg", "alt_text": "Dutydesk's sign"},
            mrkdwn("A context line with a picture"),
        ],
    },
    {
        "type": "image",
        "block_id": "img",
        "title": plain("A picture from elsewhere"),
        "image_url": "https://pictures.example/map.png",
        "alt_text": "Map of the school",
    },
    {"type": "hologram", "block_id": "new"},
]
BOXES: list[Json] = [
    {"type": "alert", "block_id": "al", "level": "warning", "text": mrkdwn("Do *not* copy it.")},
    _card("Case CB-12", block_id="card1"),
    {
        "type": "carousel",
        "block_id": "car",
        "elements": [_card(f"Case CB-{number}", block_id=f"c{number}") for number in (1, 2, 3, 4)],
    },
    {
        "type": "container",
        "block_id": "box",
        "title": plain("Details"),
        "subtitle": plain("Three facts"),
        "is_collapsible": True,
        "has_header_divider": True,
        "child_blocks": [section("Inside the container.", block_id="inside")],
    },
    section(
        "Pick a year",
        block_id="pick",
        accessory={
            "type": "static_select",
            "action_id": "year",
            "placeholder": plain("Year group"),
            "options": YEARS,
        },
    ),
    {
        "type": "context_actions",
        "block_id": "tools",
        "elements": [
            {"type": "icon_button", "icon": "trash", "action_id": "bin", "text": plain("Delete")}
        ],
    },
]
FIGURES: list[Json] = [
    {
        "type": "table",
        "block_id": "t",
        "rows": [_raw("School", "Cases"), [*_raw("Oakfield"), {"type": "raw_number", "value": 7}]],
        "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    },
    {
        "type": "data_table",
        "block_id": "dt",
        "caption": "All cases this term",
        "page_size": 5,
        "rows": [_raw("Case", "State", "Days"), *_CASES],
    },
    {**_chart("bar", "Each month"), "block_id": "v1"},
    {**_chart("line", "Over time"), "block_id": "v2"},
    {**_chart("area", "As areas"), "block_id": "v3"},
    {**_chart("pie", "By kind"), "block_id": "v4"},
]

EVERY_INPUT: list[Json] = [
    entry("name", "Your name", {"type": "plain_text_input", "max_length": 40}),
    entry(
        "story",
        "What happened?",
        {"type": "plain_text_input", "multiline": True, "min_length": 5, "max_length": 500},
        hint=plain("A few words are enough."),
    ),
    entry("count", "How many pupils?", {"type": "number_input", "min_value": "1"}, optional=True),
    entry("site", "Web address", {"type": "url_text_input", "placeholder": plain("https://")}),
    entry("mail", "Your e-mail", {"type": "email_text_input"}, optional=True),
    entry("year", "Year group", {"type": "static_select", "options": YEARS}),
    entry("years", "Years", {"type": "multi_static_select", "options": YEARS}, optional=True),
    entry(
        "danger",
        "Is anyone in danger now?",
        {"type": "radio_buttons", "options": [option("y", "Yes"), option("n", "No", "Safe now")]},
    ),
    entry(
        "where",
        "Where?",
        {"type": "checkboxes", "options": [option("chat", "In a chat"), option("game", "A game")]},
        optional=True,
    ),
    entry("day", "Which day?", {"type": "datepicker", "initial_date": "2026-11-20"}),
    entry("hour", "What time?", {"type": "timepicker"}, optional=True),
    entry("until", "Open until", {"type": "datetimepicker"}, optional=True),
    entry("person", "Who should know?", {"type": "users_select"}, optional=True),
    entry("file", "A picture", {"type": "file_input"}, optional=True),
    {"type": "alert", "block_id": "care", "level": "info", "text": plain("Do not copy pictures.")},
]
SHORT_FORM: list[Json] = [
    entry("what", "What happened?", {"type": "plain_text_input", "multiline": True}),
    entry("who", "Who is hurt?", {"type": "plain_text_input"}, optional=True),
    {
        "type": "actions",
        "block_id": "grow",
        "elements": [button("add_detail", "Add when it was"), button("help", "Help")],
    },
]


def modal(view_id: str, title: str, blocks: list[Json], submit: str = "Send") -> Json:
    sends = {"submit": plain(submit)} if submit else {}
    return {
        "id": view_id,
        "hash": "1",
        "type": "modal",
        "title": plain(title),
        "blocks": blocks,
        **sends,
    }
