"""The tables about policies: their versions, kept answers, and what they left open."""

from sqlalchemy import Column, Date, Index, Integer, Table

from adapters.database.schema import ID, PERSON, metadata
from adapters.database.types import Moment, Story, Words

# Answers by people, for whoever asks the same; and what the policies left open. No row of either
# says who asked (DOMAIN 6.9).
pinned_answers = Table(
    "pinned_answers",
    metadata,
    Column("school", ID, primary_key=True),
    Column("wording", Words(400), primary_key=True),
    Column("ref", ID, nullable=False),
    Column("question", Story, nullable=False),
    Column("answer", Story, nullable=False),
    Column("by", PERSON, nullable=False),
    Column("given_on", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("clause", Words(255), nullable=False),
    Column("basis", Words(64), nullable=False),
)
policy_gaps = Table(
    "policy_gaps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school", ID, nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("miss", Words(16), nullable=False),
    Column("wording", Words(400), nullable=False),
    Column("question", Story, nullable=False),
    Index("ix_policy_gaps_school_asked_on", "school", "asked_on"),
)
# Which version of a policy was in force when: a row is one period, and never used again.
policy_editions = Table(
    "policy_editions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("public_id", ID, nullable=False, unique=True),
    Column("school", ID, nullable=False),
    Column("policy", Words(255), nullable=False),
    Column("version", ID, nullable=False),
    Column("sha", Words(64), nullable=False),
    Column("suffix", Words(16), nullable=False),
    Column("title", Words(255), nullable=False),
    Column("owner", Words(255), nullable=False),
    Column("approved_on", Date),
    Column("next_review", Date),
    Column("imported_at", Moment, nullable=False),
    Column("imported_by", PERSON),
    Column("published_at", Moment),
    Column("published_by", PERSON),
    Column("retired_at", Moment, index=True),
    Index("ix_policy_editions_school", "school"),
)
