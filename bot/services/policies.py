"""Policies: versions that are imported, published and rolled back (DOMAIN 1.3, 5.7).

The document that the settings name is where a policy begins. From the first import on, its versions
are kept here, and whatever was in force once can be read as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.domain.access import Act
from bot.domain.editions import Edition, new_edition_id
from bot.domain.notices import Notice
from bot.domain.people import Role
from bot.errors import NotYours, Refusal
from bot.services import access, cases
from bot.turn import Turn

PUBLISHES = (Role.HEADTEACHER,)
IMPORTS = (Role.ESAFETY_COORDINATOR, Role.SYSTEM_ADMIN, Role.HEADTEACHER)
IMPORTS_FOR_THE_TRUST = (Role.TRUST_CENTRAL, Role.SYSTEM_ADMIN)
SEES_DRAFTS = frozenset({*IMPORTS, *IMPORTS_FOR_THE_TRUST, Role.CHAIR_OF_GOVERNORS})


class NotWaiting(Refusal):
    """That version is not waiting any more. Say "policies" to see what is in use."""


class NothingBefore(Refusal):
    """There is no earlier version of that policy to go back to. Nothing has changed."""


class SameDocument(Refusal):
    """That document is here already, as version {0}. Nothing has changed."""


class SameVersion(Refusal):
    """There is a version {0} already, in other words. Please give this one another version."""


class PolicyNews(Notice):
    """A version of a policy waits to be published, or was put in use."""

    name = "policy_news"
    edition: str
    about: Literal["waits", "in_use"]


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of one policy, oldest first."""

    editions: Sequence[Edition]

    @property
    def live(self) -> Edition | None:
        """The one in force; None where the settings' own document is."""
        return next((each for each in self.editions if each.is_live), None)

    @property
    def waiting(self) -> Edition | None:
        """The one that waits to be published."""
        return next((each for each in self.editions if each.is_waiting), None)

    @property
    def before(self) -> Edition | None:
        """The one that was in force last before the one that is."""
        live = self.live
        ended = [each for each in self.editions if each.published_at and each.retired_at]
        return ended[-1] if live and ended else None

    def at(self, moment: datetime) -> Edition | None:
        """Return what was in force at a moment; the first one before the library knew of any."""
        used = [each for each in self.editions if each.published_at]
        return next((each for each in used if each.was_live(moment)), used[0] if used else None)

    def called(self, version: str) -> Edition | None:
        """Return the newest one with that version; a draft that was dropped is none."""
        known = [e for e in self.editions if e.version == version and _counts(e)]
        return known[-1] if known else None


def versions_of(turn: Turn, policy: str) -> Versions:
    """Return the versions of a policy at the school."""
    editions = turn.uow.policies.of(turn.school.id)
    return Versions([each for each in editions if each.policy == policy])


def find(turn: Turn, public_id: str) -> Edition:
    """Return an edition of the school, or refuse."""
    editions = turn.uow.policies.of(turn.school.id)
    found = next((each for each in editions if each.public_id == public_id), None)
    if found is None:
        raise NotWaiting
    return found


def may_see_drafts(turn: Turn) -> bool:
    """Tell whether the person may read what waits, and how versions differ."""
    return bool(turn.roles & SEES_DRAFTS)


def may_publish(turn: Turn) -> bool:
    """Tell whether the person may put a version in use."""
    return bool(turn.roles & frozenset(PUBLISHES))


def check_may_see_drafts(turn: Turn) -> None:
    """Refuse whoever has nothing to do with drafts."""
    if not may_see_drafts(turn):
        raise NotYours(_named(*IMPORTS))


def check_may_import(turn: Turn, *, is_trust_wide: bool) -> None:
    """Refuse whoever may not bring a new version of a policy."""
    roles = IMPORTS_FOR_THE_TRUST if is_trust_wide else IMPORTS
    if not turn.roles & frozenset(roles):
        raise NotYours(_named(*roles))


def bring(turn: Turn, draft: Edition, first: Edition | None) -> None:
    """Keep a new version to wait; `first` is what the settings name, where that is in force.

    A draft that waited before is dropped.
    """
    known = versions_of(turn, draft.policy)
    shelf = turn.uow.policies
    if first and known.live is None:
        shelf.add(first)
        known = Versions((*known.editions, first))
    _check_new(draft, known)
    if known.waiting:
        shelf.retire(known.waiting, turn.now)
    shelf.add(draft)
    _note(turn, Act.IMPORTED, draft)
    heads = [person.id for person in turn.holders(*PUBLISHES)]
    cases.tell(turn, heads, PolicyNews(edition=draft.public_id, about="waits"))


def publish(turn: Turn, public_id: str) -> Edition:
    """Put a version that waits in use, and end the one before."""
    _check_may_publish(turn)
    draft = find(turn, public_id)
    live = versions_of(turn, draft.policy).live
    shelf = turn.uow.policies
    if live and not shelf.retire(live, turn.now):
        raise NotWaiting
    if not shelf.publish(draft, turn.now, turn.person.id):
        raise NotWaiting
    _note(turn, Act.PUBLISHED, draft)
    _tell_in_use(turn, draft)
    return draft


def roll_back(turn: Turn, public_id: str) -> Edition:
    """Put the version before in use again, in place of the one that the person saw in force."""
    _check_may_publish(turn)
    seen = find(turn, public_id)
    before = versions_of(turn, seen.policy).before
    if before is None:
        raise NothingBefore
    if not (seen.is_live and turn.uow.policies.retire(seen, turn.now)):
        raise NotWaiting
    again = replace(
        before,
        public_id=new_edition_id(),
        published_at=turn.now,
        published_by=turn.person.id,
        retired_at=None,
    )
    turn.uow.policies.add(again)
    _note(turn, Act.ROLLED_BACK, again)
    _tell_in_use(turn, again)
    return again


def _check_may_publish(turn: Turn) -> None:
    if not may_publish(turn):
        raise NotYours(_named(*PUBLISHES))


def _check_new(draft: Edition, known: Versions) -> None:
    """Refuse a document that is here already, and a version that names two documents.

    One that was in force once may come again, under its own name.
    """
    for each in filter(_counts, known.editions):
        if each.sha == draft.sha and each.retired_at is None:
            raise SameDocument(each.version)
        if each.sha != draft.sha and each.version == draft.version:
            raise SameVersion(draft.version)


def _counts(edition: Edition) -> bool:
    """Tell whether it waits, or was ever in force; what was dropped unread may come again."""
    return edition.is_waiting or edition.published_at is not None


def _tell_in_use(turn: Turn, edition: Edition) -> None:
    """Tell those who bring new versions; the person themself knows."""
    people = [person.id for person in turn.holders(*IMPORTS) if person.id != turn.person.id]
    cases.tell(turn, people, PolicyNews(edition=edition.public_id, about="in_use"))


def _note(turn: Turn, act: Act, edition: Edition) -> None:
    access.note(turn, act, f"{edition.title}, version {edition.version}")


def _named(*roles: Role) -> str:
    return " or ".join(f"the {role.label}" for role in roles)
