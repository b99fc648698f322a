"""From the paragraphs of a policy to its clauses, in small steps that can be read in order."""

from collections.abc import Iterable

from knowledge.clauses import Clause
from knowledge.reading.paragraphs import Paragraph
from knowledge.splitting.cleaning import clean
from knowledge.splitting.contents import Contents, without_contents
from knowledge.splitting.drafting import clauses_of
from knowledge.splitting.forms import with_forms_set_apart
from knowledge.splitting.furniture import without_furniture
from knowledge.splitting.headings import with_headings
from knowledge.splitting.joining import rejoined
from knowledge.splitting.marks import with_marks
from knowledge.splitting.opening import Opening, opened
from knowledge.splitting.passage import Passages
from knowledge.splitting.repetition import with_lists_of_headings
from knowledge.splitting.sections import sections_of
from knowledge.splitting.tables import with_tables_told_apart

__all__ = ["split"]


def split(paragraphs: Iterable[Paragraph], policy_id: str) -> tuple[Clause, ...]:
    """Return the clauses of a policy document, in order, each with the document's own number."""
    found = without_contents(without_furniture(clean(paragraphs)))
    body = opened(told_apart(found.passages)).passages
    headed = with_lists_of_headings(with_headings(Contents(body, found.headings)))
    return clauses_of(sections_of(rejoined(headed)), policy_id)


def told_apart(passages: Passages) -> Passages:
    """Return the passages, marks taken off the text, forms and tables told from the text."""
    return with_tables_told_apart(with_forms_set_apart(with_marks(passages)))


def opening_of(paragraphs: Iterable[Paragraph]) -> Opening:
    """Return the title of a policy document and what stands after its title page."""
    found = without_contents(without_furniture(clean(paragraphs)))
    return opened(told_apart(found.passages))
