"""The part of Adaptive Cards 1.5, and of a message in Teams, that we send: shapes and limits.

Sources: the schema of Adaptive Cards and PLATFORMS 2; where they disagree, the smaller figure.
What is not in these tables we do not send, and no renderer of ours knows it.
"""

from collections.abc import Mapping
from typing import Any

KEY = "dutydesk"
CARD_TYPE = "application/vnd.microsoft.card.adaptive"
MOST_USERS = 60
MOST_SUGGESTED = 3
MOST_COLUMNS = 5
MOST_IN_TITLE = 80
MOST_IN_NAME = 80
MOST_IN_ABSTRACT = 160
MOST_IN_SUMMARY = 300
MOST_CHARACTERS = 3_000
MOST_CHOICES = 500

BUTTONS = ("Action.Execute", "Action.Submit", "Action.ShowCard")
LAYOUT = "separator spacing"
# kind: (the fields that it needs, the fields that it may have).
SHAPES: Mapping[str, tuple[str, str]] = {
    "AdaptiveCard": ("version body", "msteams refresh"),
    "RichTextBlock": ("inlines", LAYOUT),
    "TextRun": ("text", "size weight isSubtle"),
    "Container": ("items", f"style {LAYOUT}"),
    "Table": ("columns rows", LAYOUT),
    "column": ("width", ""),
    "TableRow": ("cells", ""),
    "TableCell": ("items", ""),
    "ActionSet": ("actions", LAYOUT),
    "Action.Execute": ("title verb data", "style fallback"),
    "Action.Submit": ("title data", "style"),
    "Action.ShowCard": ("title card", "style"),
    "Input.Text": ("id label", f"isMultiline maxLength value {LAYOUT}"),
    "Input.Date": ("id label", f"value {LAYOUT}"),
    "Input.ChoiceSet": ("id label choices", f"style isMultiSelect value placeholder wrap {LAYOUT}"),
    "choice": ("title value", ""),
    "msteams": ("width", ""),
    "refresh": ("action userIds", ""),
}
# kind: {field: (fewest, most)}. A text's size is its length, a list's the number of its items, a
# number's its value. "*" is whatever in a card has the field.
LIMITS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "*": {"title": (1, 150), "label": (1, 200), "id": (1, 100), "placeholder": (1, 100)},
    "message": {"summary": (0, MOST_IN_SUMMARY), "attachments": (0, 1)},
    "value": {"title": (1, 64)},
    "AdaptiveCard": {"body": (1, 500)},
    "RichTextBlock": {"inlines": (1, 1_000)},
    "Container": {"items": (1, 100)},
    "Table": {"rows": (1, 100), "columns": (1, MOST_COLUMNS)},
    "ActionSet": {"actions": (1, 6)},
    **{kind: {"title": (1, MOST_IN_TITLE)} for kind in (*BUTTONS, "imBack")},
    "Input.Text": {"maxLength": (1, MOST_CHARACTERS), "value": (0, MOST_CHARACTERS)},
    "Input.ChoiceSet": {"choices": (1, MOST_CHOICES)},
    "choice": {"title": (1, 150), "value": (1, 150)},
    "refresh": {"userIds": (1, MOST_USERS)},
    "suggestedActions": {"actions": (0, MOST_SUGGESTED)},
    "appearance": {"name": (1, MOST_IN_NAME), "abstract": (1, MOST_IN_ABSTRACT)},
}
VALUES: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    "*": {"spacing": ("none", "small", "medium", "large")},
    "AdaptiveCard": {"version": ("1.5",)},
    "TextRun": {"size": ("small", "large"), "weight": ("bolder",)},
    "Container": {"style": ("attention", "emphasis")},
    **{kind: {"style": ("positive", "destructive")} for kind in BUTTONS},
    "Input.ChoiceSet": {"style": ("compact", "expanded", "filtered")},
    "msteams": {"width": ("Full",)},
    "attachment": {"contentType": (CARD_TYPE,)},
}
