"""The whole settings file."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from bot.domain.directory import Directory
from bot.settings.conversion import school_of
from bot.settings.lines import Loc
from bot.settings.listing import people_of
from bot.settings.platforms import Platforms, Retention, Storage, WebSettings
from bot.settings.school import SchoolSettings, TrustSettings
from bot.settings.words import Filled, Section


class Deployment(Section):
    """Everything that one running assistant is told."""

    trust: TrustSettings
    schools: Annotated[tuple[SchoolSettings, ...], Filled]
    platforms: Platforms = Platforms()
    storage: Storage = Storage()
    retention: Retention = Retention()
    web: WebSettings = WebSettings()

    def directory(self) -> Directory:
        """Return the schools and people as the product knows them."""
        return Directory.of(
            (school_of(school, self.trust, self.retention) for school in self.schools),
            people_of(self.schools, self.platforms),
        )

    def owner(self, place: Loc) -> str:
        """Return the name of the school that a place belongs to, "" for any other place."""
        match place:
            case ("schools", int(at), *_):
                return self.schools[at].name
            case _:
                return ""

    def own_advice(self) -> Iterator[tuple[Loc, str, str]]:
        """Yield the trust's and the schools' own words for lines of advice: place, id, words."""
        owners: list[tuple[Loc, Mapping[str, str]]] = [(("trust",), self.trust.advice)]
        owners += [(("schools", at), school.advice) for at, school in enumerate(self.schools)]
        for place, advice in owners:
            for line, words in advice.items():
                yield (*place, "advice", line), line, words

    def secret_names(self) -> tuple[str, ...]:
        """Return the names of the secrets without which the platforms cannot be served."""
        used = (self.platforms.slack, self.platforms.teams)
        return tuple(name for platform in used if platform for name in platform.secret_names())
