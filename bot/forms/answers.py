"""Friendly answer types: what people type, as values. Wrap a field in one of these.

"Tomorrow" and "half past two" need to know when and where they were said: the form passes that in
as the validation context.
"""

import re
from datetime import date, datetime
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, StringConstraints, ValidationInfo

from bot.forms.addresses import read_address
from bot.forms.dates import read_day, read_moment
from bot.forms.form import Asked

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# With its distance from Greenwich: a time without it is the school's own.
ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)")


def _asked(info: ValidationInfo) -> Asked:
    asked: Asked = (info.context or {})["asked"]
    return asked


def _coming_day(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str) or ISO_DAY.fullmatch(value):
        return value
    return read_day(value, _asked(info).today, prefer="future")


def _moment(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str) or ISO_MOMENT.fullmatch(value):
        return value
    asked = _asked(info)
    return read_moment(value, asked.now, asked.zone)


def _address(value: object) -> object:
    return read_address(value).text if isinstance(value, str) else value


ComingDay: TypeAlias = Annotated[date, BeforeValidator(_coming_day)]
Moment: TypeAlias = Annotated[datetime, BeforeValidator(_moment)]
WebAddress: TypeAlias = Annotated[str, BeforeValidator(_address)]
Words: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
