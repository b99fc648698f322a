"""A YAML file as plain words, lists and groups, with the line on which each stands.

Every value stays as it was typed: YAML alone would turn `no` into False, `12:30` into 750 and a
telephone number into another number. What kind of value it is, the settings models say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

Loc: TypeAlias = tuple[int | str, ...]
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

_BLANK = ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Lines:
    """The line of every key and list item."""

    by_place: Mapping[Loc, int]

    def at(self, place: Loc) -> int:
        """Return the line of a place, or of the nearest part around it that was written down."""
        for length in range(len(place), 0, -1):
            if place[:length] in self.by_place:
                return self.by_place[place[:length]]
        return 1


@dataclass(slots=True)
class YamlText:
    """What a YAML text says; `faults` pairs each line that cannot be used with the reason."""

    data: Plain = field(default_factory=dict)
    lines: dict[Loc, int] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    is_unreadable: bool = False

    @classmethod
    def read(cls, text: str) -> "YamlText":
        """Return what the text says, or the first line that is not YAML."""
        read = cls()
        try:
            root = _WithoutShortcuts(text).get_single_node()
        except yaml.MarkedYAMLError as error:
            read.is_unreadable = True
            read.faults.append((_line(error.problem_mark), _reason(error)))
        except yaml.YAMLError:
            read.is_unreadable = True
            read.faults.append((1, "This is not a plain text file."))
        else:
            read.data = {} if root is None else read._plain(root, ())
        return read

    def _plain(self, node: yaml.Node, place: Loc) -> Plain:
        self.lines.setdefault(place, _line(node.start_mark))
        if node.tag.startswith("!"):
            self._fault(node, "A value can't start with '!'. Put quotation marks around it.")
        if isinstance(node, yaml.MappingNode):
            return self._group(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*place, at)) for at, item in enumerate(node.value)]
        return str(node.value)

    def _group(self, node: yaml.MappingNode, place: Loc) -> Plain:
        group: dict[str, Plain] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fault(key, "I can't read this line. Each line needs a word, then a colon.")
                continue
            inside = (*place, key.value)
            if inside in self.lines:
                first = self.lines[inside]
                self._fault(key, f"'{key.value}' is here twice (first on line {first}).")
                continue
            self.lines[inside] = _line(key.start_mark)
            if not _is_blank(value):
                group[key.value] = self._plain(value, inside)
        return group

    def _fault(self, node: yaml.Node, reason: str) -> None:
        self.faults.append((_line(node.start_mark), reason))


class _WithoutShortcuts(yaml.SafeLoader):
    """YAML without `&` and `*`, which nobody in a school's office writes on purpose."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse a name for a part of the file; without names there are no references either."""
        node = super().compose_node(parent, index)
        if self.anchors and node is not None:
            reason = "a value can't start with '&'; put quotation marks around it"
            raise yaml.MarkedYAMLError(None, None, reason, node.start_mark)
        return node


def _is_blank(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value in _BLANK


def _line(mark: yaml.Mark | None) -> int:
    return 1 if mark is None else mark.line + 1


def _reason(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "it is not finished"
    if "\\t" in problem:
        problem = "it is indented with the Tab key; use spaces"
    return f"I can't read this line: {problem}. Check the quotation marks, colons and indents."
