"""Every search that is measured, ours and the peers, opened over the same schools."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from bot.assembly import library_of
from bot.commands.deployment import SHIPPED
from bot.settings import load
from knowledge.clauses import Clause, Policy
from knowledge.evaluation.clause_files import load_policies
from knowledge.evaluation.measure import Outcome, ask_all
from knowledge.evaluation.questions import Asked
from knowledge.library import Library
from tests.bench.peers import Peer, peers
from tests.knowledge.ways import WAYS, MakeLibrary

Schools = Mapping[str, Sequence[Policy]]
Answer = Callable[[Asked], Outcome]
Open = Callable[[Schools], Answer]


def ours() -> dict[str, Open]:
    """Return our own ways by name."""
    return {f"dutydesk {name}": partial(open_ours, make) for name, make in WAYS.items()}


def theirs() -> dict[str, Open]:
    """Return the peers that are installed, by name."""
    return {name: partial(open_peer, peer) for name, peer in peers().items()}


def open_ours(make: MakeLibrary, schools: Schools) -> Answer:
    """Return our answers, every school's policies read."""
    library = make({name: partial(_given, policies) for name, policies in schools.items()})
    for school in schools:
        library.answer("warm up", school)
    return partial(_answer, library)


def open_peer(peer: Peer, schools: Schools) -> Answer:
    """Return a peer's answers, every school's clauses read; it is asked within one school."""
    asks = {name: peer(quotable(policies)) for name, policies in schools.items()}

    def answer(asked: Asked) -> Outcome:
        found = asks[asked.school](f"{asked.previous} {asked.text}".strip())
        ids = tuple(clause for clause, _ in found)
        return Outcome(asked, ids, found[0][1] if found else 0.0, bool(found))

    return answer


def quotable(policies: Sequence[Policy]) -> list[Clause]:
    """Return the clauses that every search may answer with."""
    return [clause for p in policies for clause in p.clauses if clause.kind.is_quotable]


def read_schools(clauses: Path | None) -> Schools:
    """Return the policies in a file of clauses, or else those of the sample trust."""
    if clauses:
        return {school: (policy,) for school, policy in load_policies(clauses).items()}
    settings = load(SHIPPED)
    library = library_of(settings)
    return {each.id: library.policies(each.id) for each in settings.schools}


def _answer(library: Library, asked: Asked) -> Outcome:
    [outcome] = ask_all(library, [asked])
    return outcome


def _given(policies: Sequence[Policy]) -> Sequence[Policy]:
    return policies
