"""What every table is made of: one schema, and the kinds of names in it."""

from sqlalchemy import MetaData

from adapters.database.types import Words

ID = Words(64)
PERSON = Words(160)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
