"""The numbers and bullets that a browser shows before the items of a list."""

import re

from lxml.html import HtmlElement

from knowledge.reading.ordinals import WEB_FORMATS

BULLET = "•"
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"\s*([+-]?\d{1,6})\s*")


def labels_of(element: HtmlElement) -> dict[HtmlElement, str]:
    """Return the label of every item of a list, as start, value, reversed and type set it."""
    items = element.xpath("./li")
    if element.tag != "ol":
        return {item: "" if _kind(item, element) == "none" else BULLET for item in items}
    step = 1 if element.get("reversed") is None else -1
    number = _whole(element.get("start"), 1 if step > 0 else len(items))
    labels = {}
    for item in items:
        number = _whole(item.get("value"), number)
        labels[item] = _label(number, _kind(item, element))
        number += step
    return labels


def _kind(item: HtmlElement, element: HtmlElement) -> str:
    for source in (item, element):
        if style := _LIST_STYLE.search(source.get("style", "")):
            return style.group(1).lower()
        if source.get("type"):
            return str(source.get("type"))
    return "1"


def _label(number: int, kind: str) -> str:
    return "" if kind == "none" else f"{WEB_FORMATS.get(kind, str)(number)}."


def _whole(written: str | None, otherwise: int) -> int:
    found = _WHOLE_NUMBER.fullmatch(written or "")
    return int(found.group(1)) if found else otherwise
