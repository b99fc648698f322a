"""Step 10: lists, each item with the passage whose sentence it finishes."""

from dataclasses import dataclass, field

from knowledge.splitting.passage import MarkKind, Passage, Passages, Role
from knowledge.splitting.unmarked import unmarked_items
from knowledge.splitting.wording import is_definition, is_finished, opens_list

_SAME_WORDS = 3
_ENOUGH_TO_JUDGE = 2
_DEEPEST = 8
_INNER_BULLETS = ("o", "◦", "○", "▪")  # what word processors draw on the second level and the third


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage of a section; `parent` is the place of the entry that introduces it."""

    passage: Passage
    parent: int | None = None
    is_item: bool = False


@dataclass(slots=True)
class _List:
    """A list that is still open: who introduces it, how its items look and end."""

    parent: int | None
    look: tuple[MarkKind, str]
    indent: int | None
    ends_with_semicolon: list[bool] = field(default_factory=list)

    def mostly_ends_with_semicolon(self) -> bool:
        ends = self.ends_with_semicolon
        return sum(ends) * 2 > len(ends) and len(ends) >= _ENOUGH_TO_JUDGE


def arranged(body: Passages) -> tuple[Entry, ...]:
    """Return the passages of a section as entries, items under what introduces them."""
    unmarked = unmarked_items(body)
    marked = (
        place
        for place, passage in enumerate(body)
        if passage.is_text and passage.is_marked and not passage.mark.is_own_number
    )
    return _Arranging(body, frozenset((*unmarked, *marked))).entries()


class _Arranging:
    """Goes through a section once and keeps the lists that are open."""

    def __init__(self, body: Passages, items: frozenset[int]) -> None:
        self._body = body
        self._items = items
        self._entries: list[Entry] = []
        self._lists: list[_List] = []
        self._anchor: int | None = None

    def entries(self) -> tuple[Entry, ...]:
        """Every passage with its parent."""
        for place in range(len(self._body)):
            self._entries.append(self._entry(place))
        return tuple(self._entries)

    def _entry(self, place: int) -> Entry:
        passage = self._body[place]
        if passage.role in (Role.FACT, Role.CONTENTS):
            return Entry(passage, self._anchor, is_item=True)
        if place in self._items and not self._restates_anchor(passage):
            following = self._body[place + 1] if place + 1 in self._items else None
            return self._item(passage, following)
        self._lists = []
        parent = self._number_above(passage) if passage.mark.is_own_number else None
        self._anchor = place if passage.role in (Role.TEXT, Role.FACTS_HEADER) else None
        return Entry(passage, parent)

    def _restates_anchor(self, passage: Passage) -> bool:
        """Whether a bullet is no item but a definition beside the one that it stands under."""
        if self._anchor is None or not is_definition(passage.text):
            return False
        words = passage.text.split()[:_SAME_WORDS]
        return self._entries[self._anchor].passage.text.split()[:_SAME_WORDS] == words

    def _number_above(self, passage: Passage) -> int | None:
        above = passage.mark.text.rpartition(".")[0]
        for place, entry in enumerate(self._entries):
            if entry.passage.mark.is_own_number and entry.passage.mark.text == above:
                return place
        return None

    def _item(self, passage: Passage, following: Passage | None) -> Entry:
        current = self._list_of(passage, following)
        current.ends_with_semicolon.append(passage.text.endswith(";"))
        return Entry(passage, current.parent, is_item=True)

    def _list_of(self, passage: Passage, following: Passage | None) -> _List:
        """Return the open list that an item belongs to, or a new one."""
        look = _look(passage)
        if not self._lists:
            return self._opened(_List(self._anchor, look, passage.indent))
        if self._opens_inner(passage):
            # A page break can take away the indent of the first inner item: the second tells.
            is_deeper = passage.indent > (self._lists[-1].indent or 0)
            indent = passage.indent if is_deeper else None
            return self._opened(_List(len(self._entries) - 1, look, indent))
        self._close_lists_before(passage, following)
        current = self._lists[-1]
        current.indent = passage.indent if current.indent is None else current.indent
        return current

    def _opened(self, new: _List) -> _List:
        self._lists.append(new)
        return new

    def _opens_inner(self, passage: Passage) -> bool:
        """Whether the item stands under the item before it."""
        before, current = self._entries[-1].passage, self._lists[-1]
        if len(self._lists) == _DEEPEST:
            return False
        if opens_list(before.text):
            return True
        is_new_look = all(_look(passage) != known.look for known in self._lists)
        is_deeper = current.indent is not None and passage.indent > current.indent
        if _look(passage)[0] is not current.look[0]:
            return is_new_look
        is_inner_bullet = is_new_look and passage.mark.text in _INNER_BULLETS
        return is_inner_bullet or (is_deeper and (is_new_look or not is_finished(before.text)))

    def _close_lists_before(self, passage: Passage, following: Passage | None) -> None:
        """Close the inner lists that the item is no part of."""
        look = _look(passage)
        if any(known.look == look for known in self._lists):
            while self._lists[-1].look != look:
                self._lists.pop()
        while len(self._lists) > 1 and passage.indent < self._deepest():
            self._lists.pop()
        if len(self._lists) > 1 and self._returns(passage, following):
            self._lists.pop()

    def _deepest(self) -> int:
        return self._lists[-1].indent or 0

    def _returns(self, passage: Passage, following: Passage | None) -> bool:
        """Whether an item that ends like the outer list, unlike the inner one, belongs outside.

        Needed where a converter gave inner and outer items the same indent. The item after it
        must agree, or this is just the last inner item, which closes the outer one.
        """
        inner, outer = self._lists[-1], self._lists[-2]
        differs = not any(inner.ends_with_semicolon) and outer.mostly_ends_with_semicolon()
        agrees = following is not None and following.indent == passage.indent
        return (
            differs
            and agrees
            and following is not None
            and passage.text.endswith(";")
            and following.text.endswith((";", ":"))
        )


def _look(passage: Passage) -> tuple[MarkKind, str]:
    kind = passage.mark.kind
    return kind, passage.mark.text if kind is MarkKind.BULLET else ""
