"""What the assistant needs from the outside, and nothing more."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeAlias

from bot.domain.access import Look
from bot.domain.cases import Case, CaseEvent, Decision, Details
from bot.domain.drafts import Draft
from bot.domain.named import Named
from bot.domain.notices import Notice
from bot.domain.people import Person, PersonId, Role, SchoolId
from bot.domain.schools import Delegation, School


class Accounts(Protocol):
    """Whose account is whose."""

    def by_identity(self, platform: str, team: str, user: str) -> Person | None: ...


class Directory(Accounts, Protocol):
    """Who works where, as what, today."""

    def find(self, person: PersonId) -> Person | None: ...
    def person(self, person: PersonId) -> Person: ...
    def staff(self, school: SchoolId, on: date) -> Sequence[Person]: ...
    def people(self, school: SchoolId) -> Sequence[Person]: ...
    def school(self, school: SchoolId) -> School: ...
    def schools(self) -> Sequence[School]: ...
    def holders(self, school: SchoolId, role: Role, on: date) -> Sequence[Person]: ...


@dataclass(frozen=True, slots=True)
class Change:
    """A conditional change of a case: it takes effect only from the version that was seen."""

    state: str
    details: Details
    wake_at: datetime | None
    handlers: tuple[PersonId, ...]
    revision: int


class Cases(Protocol):
    """The cases on file; every look-up names the school (tenant)."""

    def add(self, case: Case) -> None: ...
    def next_ref(self, school: SchoolId, prefix: str, year: int) -> str: ...
    def get(self, school: SchoolId, public_id: str) -> Case | None: ...
    def find(self, school: SchoolId, ref: str) -> Case | None: ...
    def reported_by(self, school: SchoolId, person: PersonId) -> Sequence[Case]: ...
    def handled_by(self, school: SchoolId, person: PersonId) -> Sequence[Case]: ...
    def of_kind(self, school: SchoolId, kind: str) -> Sequence[Case]: ...
    def change(self, case: Case, change: Change) -> bool: ...
    def decide(self, decision: Decision) -> None: ...
    def decision(self, school: SchoolId, public_id: str) -> Decision | None: ...
    def record(self, event: CaseEvent) -> None: ...
    def history(self, school: SchoolId, public_id: str) -> Sequence[CaseEvent]: ...
    def to_wake(self, now: datetime) -> Sequence[Case]: ...
    def link(self, case: Case, other: Case) -> None: ...
    def linked(self, case: Case) -> Sequence[Case]: ...
    def name(self, case: Case, people: Sequence[Named]) -> None: ...
    def named(self, case: Case) -> Sequence[Named]: ...
    def naming(self, school: SchoolId, key: str) -> Sequence[Case]: ...


class AccessLog(Protocol):
    """Who looked at what; append-only (DOMAIN 6.7)."""

    def record(self, look: Look) -> None: ...
    def of_case(self, school: SchoolId, case: str) -> Sequence[Look]: ...


class Delegations(Protocol):
    """Who decides for whom, beside what the settings say (D3)."""

    def of(self, school: SchoolId) -> Sequence[Delegation]: ...
    def make(self, school: SchoolId, delegation: Delegation, now: datetime) -> None: ...
    def end(self, school: SchoolId, holder: PersonId, now: datetime) -> int: ...


class Snoozes(Protocol):
    """Until when somebody wants no reminders."""

    def until(self, school: SchoolId, person: PersonId) -> datetime | None: ...
    def keep(self, school: SchoolId, person: PersonId, until: datetime) -> None: ...


class Drafts(Protocol):
    """Forms being filled in."""

    def get(self, school: SchoolId, person: PersonId) -> Draft | None: ...
    def keep(self, draft: Draft) -> None: ...
    def drop(self, school: SchoolId, person: PersonId) -> None: ...
    def older_than(self, moment: datetime) -> Sequence[Draft]: ...


class Inbox(Protocol):
    """The keys of what came in, so that a repeat has no second effect."""

    def is_new(self, school: SchoolId, key: str, fingerprint: str, now: datetime) -> bool: ...
    def forget_before(self, moment: datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class Parcel:
    """A notice on its way to one person. `attempts` counts from 1; above 1 it may be there.

    `platform` is set for somebody who hears of it on several.
    """

    number: int
    ref: str
    school: SchoolId
    to: PersonId
    notice: str
    living: str
    redraw: bool
    attempts: int
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a copy of a card stands, so that it can be redrawn."""

    platform: str
    conversation: str
    message: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where an account can be written to unasked, as its platform last told us.

    `account` is the platform's own name for it, beside the `user` that it is known by.
    """

    platform: str
    team: str
    user: str
    conversation: str
    service_url: str
    account: str


class Addresses(Protocol):
    """Where people can be written to, on platforms that do not say it on request."""

    def get(self, platform: str, team: str, user: str) -> Address | None: ...
    def keep(self, person: Person, address: Address, now: datetime) -> None: ...
    def lose(self, address: Address, now: datetime) -> None: ...


class Outbox(Protocol):
    """Notices that leave only if the transaction does."""

    def put(self, school: SchoolId, to: PersonId, notice: Notice, *, due: datetime) -> None: ...
    def claim(self, now: datetime, limit: int) -> Sequence[Parcel]: ...
    def close(self, parcel: Parcel, now: datetime, outcome: str) -> None: ...
    def postpone(self, parcel: Parcel, until: datetime) -> None: ...
    def split(self, parcel: Parcel, platforms: Sequence[str], now: datetime) -> Parcel: ...
    def is_elsewhere(self, parcel: Parcel) -> bool: ...
    def forward(self, parcel: Parcel, to: PersonId, now: datetime) -> None: ...
    def told(self, parcel: Parcel) -> Collection[PersonId]: ...
    def remember(self, parcel: Parcel, posted: Posted) -> None: ...
    def copies(self, parcel: Parcel) -> Sequence[Posted]: ...
    def shown_at(self, posted: Posted, person: PersonId) -> Parcel | None: ...
    def next_due(self) -> datetime | None: ...


class UnitOfWork(Protocol):
    """One transaction and the collections it covers."""

    cases: Cases
    drafts: Drafts
    inbox: Inbox
    outbox: Outbox
    addresses: Addresses
    access: AccessLog
    delegations: Delegations
    snoozes: Snoozes

    def commit(self) -> None: ...


OpenUnitOfWork: TypeAlias = Callable[[], AbstractContextManager[UnitOfWork]]
Clock: TypeAlias = Callable[[], datetime]
