"""Forms to show on the sandbox's page: one with every kind of field, and a short one."""

from typing import Any

from tests.support.page_examples import YEARS, Json, button, option, plain


def entry(block_id: str, label: str, element: Json, **more: Any) -> Json:
    named = {"action_id": f"{block_id}_answer", **element}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": named,
        **more,
    }


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
