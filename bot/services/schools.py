"""Which school something is about, for somebody who works at several (DOMAIN 6.9)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.exchange import Changed, Event, Pressed, Submitted
from bot.domain.people import Person, SchoolId
from bot.ports import Directory, UnitOfWork


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Finds the school that a person's event belongs to, among those where they work today."""

    directory: Directory
    uow: UnitOfWork
    now: datetime

    def school_of(self, person: Person, event: Event) -> SchoolId:
        """Return the school that is named, else that of the case or draft, else the person's own.

        A school where the person does not work today is never one of them, whatever is named.
        """
        known = self._schools(person)
        if len(known) == 1:
            return known[0]
        names = _names(event)
        if (named := names.get("school")) in known:
            return SchoolId(str(named))
        if "case" in names:
            held = (s for s in known if self.uow.cases.get(s, names["case"]))
            return next(held, known[0])
        return self._with_a_draft(person, known) or known[0]

    def _schools(self, person: Person) -> Sequence[SchoolId]:
        today = self.directory.school(person.school).calendar.local_day(self.now)
        return person.schools(today) or (person.school,)

    def _with_a_draft(self, person: Person, known: Sequence[SchoolId]) -> SchoolId | None:
        """Return where a form is being filled in; of two the one that was touched last."""
        found = [draft for s in known if (draft := self.uow.drafts.get(s, person.id))]
        newest = max(found, key=lambda draft: draft.touched_at, default=None)
        return newest.school if newest else None


def _names(event: Event) -> Mapping[str, str]:
    """Return the words that an event carries unseen: on a button, or in a dialog."""
    match event:
        case Pressed(payload):
            data = _data(payload)
            carried = data.get("carried")
            return _words({**(carried if isinstance(carried, dict) else {}), **data})
        case Submitted(_, values) | Changed(_, values):
            return _words(values)
        case _:
            return {}


def _data(payload: str) -> Mapping[str, object]:
    try:
        _, data = json.loads(payload)
    except (ValueError, TypeError):
        return {}
    return data if isinstance(data, dict) else {}


def _words(values: Mapping[str, object]) -> Mapping[str, str]:
    return {name: value for name, value in values.items() if isinstance(value, str)}
