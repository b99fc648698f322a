"""Markdown (.md): headings, lists with the numbers that were typed, tables."""

from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from knowledge.reading import html
from knowledge.reading.bounds import MAX_TEXT_BYTES, TOO_LONG, collect
from knowledge.reading.characters import tidy
from knowledge.reading.marks import join_broken
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument

BULLET = "•"
_FENCE = "---"
_LISTS = frozenset({"bullet_list", "ordered_list"})
_SHOWN = frozenset({"text", "code_inline", "text_special"})
_BREAKS = frozenset({"softbreak", "hardbreak"})


def read(data: bytes) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a Markdown file; what stands above the text ("---") comes first."""
    lines = _decoded(data).splitlines()
    facts = _front_matter(lines)
    body = "\n".join(["" for _ in facts] + lines[len(facts) :])
    # Indented lines are list items in policies, never program code.
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    return collect(_with_facts(facts, SyntaxTreeNode(parser.parse(body))))


def _decoded(data: bytes) -> str:
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableDocument(TOO_LONG)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _front_matter(lines: list[str]) -> list[str]:
    if not lines or lines[0].rstrip() != _FENCE or _FENCE not in lines[1:]:
        return []
    return lines[: lines.index(_FENCE, 1) + 1]


def _with_facts(facts: list[str], root: SyntaxTreeNode) -> Iterator[Paragraph]:
    for number, fact in enumerate(facts, start=1):
        if fact.rstrip() != _FENCE:
            yield Paragraph(tidy(fact), line=number)
    yield from _blocks(root, depth=0)


def _blocks(node: SyntaxTreeNode, depth: int) -> Iterator[Paragraph]:
    for child in node.children:
        if child.type in _LISTS:
            yield from _list(child, depth)
        elif child.type == "heading":
            yield from _paragraphs(child, depth, heading=int(child.tag[1]))
        elif child.type == "paragraph":
            yield from _paragraphs(child, depth)
        elif child.type == "table":
            yield from _rows(child)
        elif child.type == "fence":
            yield from _verbatim(child)
        elif child.type == "html_block":
            yield from _markup(child)
        else:
            yield from _blocks(child, depth)


def _list(node: SyntaxTreeNode, depth: int) -> Iterator[Paragraph]:
    for label, item in zip(_labels(node), node.children, strict=True):
        for paragraph in _blocks(item, depth + 1):
            yield replace(paragraph, label=paragraph.label or label)
            label = ""  # noqa: PLW2901 - only the first paragraph of an item carries its number


def _labels(node: SyntaxTreeNode) -> list[str]:
    """Return the numbers as typed; a list typed "1. 1. 1." counts as it does when it is shown."""
    if node.type == "bullet_list":
        return [BULLET for _ in node.children]
    typed = [item.info for item in node.children]
    if len(set(typed)) == 1:
        typed = [str(int(typed[0]) + place) for place in range(len(typed))]
    return [f"{number}{item.markup}" for number, item in zip(typed, node.children, strict=True)]


def _paragraphs(
    node: SyntaxTreeNode, depth: int, heading: int | None = None
) -> Iterator[Paragraph]:
    first, last = node.map or (0, 1)
    texts = join_broken(map(tidy, _words(node).split("\n")))
    lines = last - first if len(texts) == 1 else 1
    for place, text in enumerate(texts):
        yield Paragraph(
            text, heading=heading, indent=max(0, depth - 1), line=first + place + 1, lines=lines
        )


def _words(node: SyntaxTreeNode) -> str:
    tokens = [token for inline in node.children for token in inline.to_tokens()]
    return "".join(_shown(child) for token in tokens for child in token.children or ())


def _shown(token: Token) -> str:
    if token.type in _SHOWN:
        return token.content
    if token.type in _BREAKS or token.content.casefold().startswith("<br"):
        return "\n"
    return ""


def _rows(table: SyntaxTreeNode) -> Iterator[Paragraph]:
    for row in (row for section in table.children for row in section.children):
        cells = [tidy(_words(cell)) for cell in row.children]
        line = row.map[0] + 1 if row.map else 0
        yield Paragraph("\t".join(cells), line=line, is_table_row=True)


def _verbatim(node: SyntaxTreeNode) -> Iterator[Paragraph]:
    first = node.map[0] + 1 if node.map else 0
    for number, line in enumerate(node.content.splitlines(), start=first + 1):
        yield Paragraph(tidy(line), line=number)


def _markup(node: SyntaxTreeNode) -> Iterator[Paragraph]:
    first = node.map[0] + 1 if node.map else 0
    for paragraph in html.paragraphs_in(f"<div>{node.content}</div>".encode()):
        yield replace(paragraph, line=first)
