"""The schema. Every table of a school's data names the school."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    UniqueConstraint,
)

from adapters.database.policy_tables import pinned_answers, policy_editions, policy_gaps
from adapters.database.schema import ID, PERSON, metadata
from adapters.database.types import Moment, Sheet, Story, Words

__all__ = [
    "ID",
    "LONGEST_KEY",
    "PERSON",
    "access_log",
    "addresses",
    "case_events",
    "case_links",
    "case_people",
    "cases",
    "copies",
    "decisions",
    "delegations",
    "drafts",
    "inbox",
    "metadata",
    "named_people",
    "outbox",
    "pinned_answers",
    "policy_editions",
    "policy_gaps",
    "references",
    "snoozes",
    "tombstones",
]

LONGEST_KEY = 255

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school", ID, nullable=False),
    Column("public_id", ID, nullable=False, unique=True),
    Column("ref", Words(32), nullable=False),
    Column("kind", ID, nullable=False),
    Column("state", ID, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reporter", PERSON, nullable=False),
    Column("reported_at", Moment, nullable=False),
    Column("details", Sheet, nullable=False),
    Column("wake_at", Moment, index=True),
    Column("legal_hold", Boolean, nullable=False),
    # Up to which day retention need not look at it; empty where it has changed since.
    Column("retain_until", Date),
    Column("erased_at", Moment),
    UniqueConstraint("school", "ref"),
    Index("ix_cases_school_erased_at_retain_until", "school", "erased_at", "retain_until"),
    Index("ix_cases_school_reporter", "school", "reporter"),
    Index("ix_cases_school_kind", "school", "kind"),
)
case_people = Table(
    "case_people",
    metadata,
    Column("case_id", ForeignKey(cases.c.id, ondelete="CASCADE"), primary_key=True),
    Column("part", Words(16), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("school", ID, nullable=False),
    Column("person", PERSON, nullable=False),
    Index("ix_case_people_school_person", "school", "person"),
)
case_events = Table(
    "case_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school", ID, nullable=False),
    Column("case", ID, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", PERSON, nullable=False),
    Column("acting_for", PERSON),
    Column("action", ID, nullable=False),
    Column("from_state", ID, nullable=False),
    Column("to_state", ID, nullable=False),
    Column("reason", Story, nullable=False),
    Column("surface", Words(16), nullable=False),
    Index("ix_case_events_school_case", "school", "case"),
)
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school", ID, nullable=False),
    # One decision a request, whatever happens: the database says so too (D9, G3).
    Column("case", ID, nullable=False, unique=True),
    Column("requester", PERSON, nullable=False),
    Column("verdict", ID, nullable=False),
    Column("by", PERSON, nullable=False),
    Column("acting_for", PERSON),
    Column("at", Moment, nullable=False),
    Column("reason", Story, nullable=False),
    CheckConstraint('"by" <> requester', name="not_their_own"),
)
references = Table(
    "case_references",
    metadata,
    Column("school", ID, primary_key=True),
    Column("prefix", Words(8), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)
drafts = Table(
    "drafts",
    metadata,
    Column("school", ID, primary_key=True),
    Column("person", PERSON, primary_key=True),
    Column("form", ID, nullable=False),
    Column("answers", Sheet, nullable=False),
    Column("is_interview", Boolean, nullable=False),
    Column("touched_at", Moment, nullable=False, index=True),
)
inbox = Table(
    "inbox",
    metadata,
    Column("school", ID, primary_key=True),
    Column("key", Words(LONGEST_KEY), primary_key=True),
    Column("fingerprint", Words(64), nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ref", ID, nullable=False, unique=True),
    Column("school", ID, nullable=False),
    Column("person", PERSON, nullable=False),
    Column("notice", Story, nullable=False),
    Column("living", Words(128), nullable=False),
    Column("redraw", Boolean, nullable=False),
    # When it may be sent next; empty once it is closed.
    Column("due_at", Moment, index=True),
    Column("attempts", Integer, nullable=False),
    Column("closed_at", Moment),
    Column("outcome", Words(16)),
    # Set for somebody who hears of it on several platforms.
    Column("platform", Words(16), nullable=False),
)
copies = Table(
    "copies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school", ID, nullable=False),
    Column("living", Words(128), nullable=False),
    Column("person", PERSON, nullable=False),
    Column("platform", Words(16), nullable=False),
    Column("conversation", Words(255), nullable=False),
    Column("message", Words(255), nullable=False),
    UniqueConstraint("platform", "conversation", "message"),
    Index("ix_copies_school_living_person", "school", "living", "person"),
)
addresses = Table(
    "addresses",
    metadata,
    Column("platform", Words(16), primary_key=True),
    Column("team", ID, primary_key=True),
    Column("user", ID, primary_key=True),
    Column("school", ID, nullable=False),
    Column("person", PERSON, nullable=False),
    Column("conversation", Words(255), nullable=False),
    Column("service_url", Words(255), nullable=False),
    Column("account", Words(255), nullable=False),
    Column("seen_at", Moment, nullable=False),
    # When the platform last said that nothing can be sent there; empty while it can.
    Column("lost_at", Moment),
    Index("ix_addresses_school_person", "school", "person"),
)
# Who looked at what: only ever added to (DOMAIN 6.7).
access_log = Table(
    "access_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school", ID, nullable=False),
    Column("at", Moment, nullable=False),
    Column("person", PERSON, nullable=False),
    Column("act", Words(16), nullable=False),
    Column("case", ID, nullable=False),
    Column("reason", Story, nullable=False),
    Column("surface", Words(16), nullable=False),
    Index("ix_access_log_school_case", "school", "case"),
)
delegations = Table(
    "delegations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school", ID, nullable=False),
    Column("holder", PERSON, nullable=False),
    Column("delegate", PERSON, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("at_once", Boolean, nullable=False),
    Column("made_at", Moment, nullable=False),
    # Set when the holder took it back before its last day.
    Column("ended_at", Moment),
    Index("ix_delegations_school", "school"),
)
snoozes = Table(
    "snoozes",
    metadata,
    Column("school", ID, primary_key=True),
    Column("person", PERSON, primary_key=True),
    Column("until", Moment, nullable=False),
)
# The people of a case by name, apart from its story (DOMAIN 6.3).
named_people = Table(
    "named_people",
    metadata,
    Column("school", ID, primary_key=True),
    Column("case", ID, primary_key=True),
    Column("token", Words(8), primary_key=True),
    Column("part", Words(16), nullable=False),
    Column("name", Words(255), nullable=False),
    Column("year", Words(255), nullable=False),
    Column("key", Words(300), nullable=False),
    Index("ix_named_people_school_key", "school", "key"),
)
# Kept both ways round, so that one look finds everything that belongs together.
case_links = Table(
    "case_links",
    metadata,
    Column("school", ID, primary_key=True),
    Column("case", ID, primary_key=True),
    Column("other", ID, primary_key=True),
)
# What was erased, so that a backup that is put back does not bring it back.
tombstones = Table(
    "tombstones",
    metadata,
    Column("school", ID, primary_key=True),
    Column("case", ID, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("reason", Story, nullable=False),
)
