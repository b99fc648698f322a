"""The buttons of a request: what this person can do now; the server checks again at the press."""

from collections.abc import Iterator

from bot.conversation.cards import Button, Style
from bot.domain.cases import Case
from bot.domain.workflows import Standing
from bot.turn import Turn
from intents.awaited import awaited
from intents.buttons import Open, TakeStep
from intents.request_unblock.before import may_ask_again, may_ask_for_longer
from intents.request_unblock.flags import may_comment
from intents.request_unblock.workflow import WAITING, WORKFLOW


def ways_on(case: Case, turn: Turn, standing: Standing) -> tuple[Button, ...]:
    """Return what this person can do now (rule 8)."""
    found = [*_comment(case, turn, standing)]
    if standing.decides and case.state in WAITING:
        found += _decide(case, turn)
    if _can(case, "not_blocked", standing):
        step = TakeStep(case=case.public_id, verb="not_blocked", revision=case.revision)
        ask = "Close this without a decision? The requester is told to open the site."
        found.append(Button("It is not blocked", step, confirm=ask))
    if standing.person == case.reporter:
        found += [*_waiting_requester(case), *_answered_requester(case, turn)]
    found += _filter(case, standing)
    return tuple(found)


def _comment(case: Case, turn: Turn, standing: Standing) -> Iterator[Button]:
    if case.state in WAITING and may_comment(case, standing, turn.today, turn.holders):
        yield Button("Comment", _open(case, "comment_on_request"), Style.PRIMARY)


def _decide(case: Case, turn: Turn) -> Iterator[Button]:
    """Yield the ways to decide; approving is none while a comment is awaited (D5)."""
    if not awaited(WORKFLOW, case, turn):
        step = TakeStep(case=case.public_id, verb="approve", revision=case.revision)
        yield Button("Approve", step, Style.PRIMARY)
        yield Button("Approve with changes", _open(case, "approve_with_changes"))
    second = {"is_second": "true"} if case.text("resubmits") else {}
    yield Button("Refuse", _open(case, "refuse", **second), Style.DANGER)
    if case.state == "submitted":
        yield Button("Ask for more", _open(case, "ask_for_more"))


def _waiting_requester(case: Case) -> Iterator[Button]:
    if case.state not in WAITING:
        return
    if case.state == "info_requested":
        yield Button("Answer", _open(case, "give_information"), Style.PRIMARY)
    yield Button("Change it", _open(case, "change_request"))
    withdraw = TakeStep(case=case.public_id, verb="withdraw")
    yield Button("Withdraw", withdraw, confirm=f"Withdraw {case.ref}?")


def _answered_requester(case: Case, turn: Turn) -> Iterator[Button]:
    if may_ask_again(case, turn):
        yield Button("Ask once more", Open(form="ask_once_more", carried={"case": case.public_id}))
    if may_ask_for_longer(case, turn):
        longer = Open(form="ask_for_longer", carried={"case": case.public_id})
        yield Button("Ask for longer", longer)


def _filter(case: Case, standing: Standing) -> Iterator[Button]:
    """Yield what is done at the filter: on, off at once (D12), and off at the end (D13)."""
    for verb, label in (("done", "Done: it works"), ("block_again", "Blocked again")):
        if _can(case, verb, standing):
            yield Button(label, TakeStep(case=case.public_id, verb=verb), Style.PRIMARY)
    if _can(case, "revoke", standing):
        yield Button("Switch off now", _open(case, "switch_off"), Style.DANGER)


def _open(case: Case, form: str, **about: str) -> Open:
    carried = {"case": case.public_id, "revision": str(case.revision), **about}
    return Open(form=form, carried=carried)


def _can(case: Case, verb: str, standing: Standing) -> bool:
    move = WORKFLOW.move(verb)
    return case.state in move.sources and move.by(case, standing)
