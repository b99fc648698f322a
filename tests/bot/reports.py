"""A school's posts and reports made about them, for the tests of routing."""

from collections.abc import Mapping

from bot.domain.concerns import Alleged, Concern, Flag, Sure, Target
from bot.domain.people import PersonId, Role
from bot.domain.routing import Route, route
from bot.domain.schools import Routing

AMY, TOM, DAN, HEAD, DEPUTY, DSL, DDSL, COORD, IT, CHAIR, GOVERNOR, TRUST, ADMIN = (
    PersonId(name)
    for name in (
        "amy",
        "tom",
        "dan",
        "head",
        "deputy",
        "dsl",
        "ddsl",
        "coord",
        "it",
        "chair",
        "governor",
        "trust",
        "admin",
    )
)
POSTS: Mapping[Role, tuple[PersonId, ...]] = {
    Role.HEADTEACHER: (HEAD,),
    Role.DEPUTY_HEAD: (DEPUTY,),
    Role.DSL: (DSL,),
    Role.DEPUTY_DSL: (DDSL,),
    Role.ESAFETY_COORDINATOR: (COORD,),
    Role.IT_MANAGER: (IT,),
    Role.CHAIR_OF_GOVERNORS: (CHAIR,),
    Role.LINK_GOVERNOR: (GOVERNOR,),
    Role.TRUST_CENTRAL: (TRUST,),
    Role.SYSTEM_ADMIN: (ADMIN,),
}
ROUTING = Routing()


def concern(
    target: Target = Target.PUPIL,
    alleged: Alleged = Alleged.PUPIL_ELSEWHERE,
    *flags: Flag,
    accused: tuple[PersonId, ...] = (),
    targeted: tuple[PersonId, ...] = (),
) -> Concern:
    return Concern(
        reporter=AMY,
        target=target,
        alleged=alleged,
        posts=POSTS,
        answers=dict.fromkeys(flags, Sure.YES),
        accused=frozenset(accused),
        targeted=frozenset(targeted),
    )


def routed(reported: Concern, routing: Routing = ROUTING) -> Route:
    return route(reported, routing)
