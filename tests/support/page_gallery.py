"""Every kind of block that the sandbox's page can draw, in three messages."""

from typing import Any

from tests.support.page_examples import YEARS, Json, button, mrkdwn, plain, section

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
