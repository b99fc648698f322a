"""The steps that move a case on and need words, whatever the case is about (DOMAIN 2.4)."""

from datetime import timedelta

from bot.conversation.cards import Alert, Block, Card, Facts
from bot.conversation.exchange import Reply
from bot.domain.cases import Case, Json
from bot.domain.concerns import Severity, posts_of
from bot.domain.routing import FURTHER, Recipient, sent_to
from bot.errors import Incomplete, NotFound
from bot.services import access, cases, reports
from bot.services.cases import Step
from bot.turn import Turn
from intents import receipts
from intents.case_cards import CaseCards
from intents.case_life import forms
from intents.case_life.news import CaseNews
from intents.sorting import HowSerious, in_words

# How long words stay here once they are in the child protection records (DOMAIN 6.4, 6.5).
KEPT_AFTER_TRANSFER = timedelta(days=30)
FIRST_SORTED = ("acknowledged",)
OTHERS_HAVE_IT = "Thank you. It is with the people who deal with such things now."
STAYS_CRITICAL = "It was critical when it came in, so it stays critical. Please choose that."


class Moves:
    """Moves cases on, for whoever has them."""

    def __init__(self, known: CaseCards) -> None:
        self._cases = known

    def triage(self, form: forms.Triage, turn: Turn) -> Reply:
        """Keep what kind of case it is, and how serious; a critical one stays critical (2.4)."""
        case = self._cases.managed(form.case, turn)
        is_milder = form.severity is not HowSerious.CRITICAL
        if case.text("severity") == Severity.CRITICAL and is_milder:
            raise Incomplete({"severity": STAYS_CRITICAL})
        details: dict[str, Json] = {
            "category": form.category.value,
            "severity": form.severity.value,
        }
        verb = "triage" if case.state in FIRST_SORTED else "sort_again"
        why = in_words(form.category, form.severity)
        return self._taken(form, Step(verb, form.revision, why, details), turn)

    def escalate(self, form: forms.Escalate, turn: Turn) -> Reply:
        """Bring in who stands above; where nobody is left, show help outside the school."""
        case = self._cases.managed(form.case, turn)
        found = _further(case, turn)
        new = [each for each in found if each.person not in case.handlers]
        told = (*reports.sent_to(case), *new)
        step = Step(
            "escalate",
            form.revision,
            form.reason,
            {"sent_to": reports.rows_of(told)},
            handlers=(*case.handlers, *(each.person for each in new)),
            wake_at=turn.school.calendar.next_reminder_slot(turn.now),
        )
        moved = self._moved(form, step, turn)
        news = CaseNews(case=case.public_id, about="escalated")
        cases.tell(turn, [each.person for each in new], news)
        card = self._cases.show(moved, turn)
        blocks = () if new else _nobody_further(turn)
        return Reply((Card(card.title, (*blocks, *card.body)),))

    def transfer(self, form: forms.Transfer, turn: Turn) -> Reply:
        """Keep the reference in the records; the words, if any are kept here, go in 30 days."""
        details: dict[str, Json] = {
            "cp_system_ref": form.cp_system_ref,
            "transferred_at": turn.now.isoformat(),
            "transferred_by": str(turn.person.id),
        }
        at = turn.now + KEPT_AFTER_TRANSFER
        return self._taken(form, Step("transfer", form.revision, details=details, wake_at=at), turn)

    def reopen(self, form: forms.Reopen, turn: Turn) -> Reply:
        """Open it again, and bring it up at the next reminder time if nobody takes it."""
        slot = turn.school.calendar.next_reminder_slot(turn.now)
        step = Step("reopen", form.revision, form.reason, wake_at=slot)
        case = self._moved(form, step, turn)
        others = [person for person in case.handlers if person != turn.person.id]
        cases.tell(turn, others, CaseNews(case=case.public_id, about="reopened"))
        return Reply((self._cases.show(case, turn),))

    def void(self, form: forms.RecordInError, turn: Turn) -> Reply:
        """Mark a case as a mistake; it keeps all that was in it."""
        return self._taken(form, Step("void", form.revision, form.reason), turn)

    def _taken(self, form: forms.CaseForm, step: Step, turn: Turn) -> Reply:
        moved = self._moved(form, step, turn)
        if not self._cases.is_seen(moved, turn):
            return Reply((Card(OTHERS_HAVE_IT),))
        return Reply((self._cases.show(moved, turn),))

    def _moved(self, form: forms.CaseForm, step: Step, turn: Turn) -> Case:
        case = self._cases.get(form.case, turn)
        workflow = self._cases.workflow(case)
        if step.verb not in {move.verb for move in workflow.moves}:
            raise NotFound
        moved = cases.move(turn, workflow, form.case, step)
        hears = self._cases.capability(case).moved
        if hears:
            hears(moved, step.verb, turn)
        # Who hears of it may be others than those who had it.
        return turn.uow.cases.get(moved.school, moved.public_id) or moved


def _further(case: Case, turn: Turn) -> tuple[Recipient, ...]:
    posts = FURTHER.get(access.kind_of(case), ())
    return sent_to(posts, posts_of(turn.holders), access.kept_off(case))


def _nobody_further(turn: Turn) -> tuple[Block, ...]:
    """Return whom to ring outside, where everybody in school who may help has it already."""
    given = turn.school.contacts.filled()
    pairs = tuple((receipts.OUTSIDE[n], str(c)) for n, c in given if n in receipts.OUTSIDE)
    lead = "Everybody in school who may see this has it. Please ring one of these if you need help."
    return (Alert(lead), *((Facts(pairs),) if pairs else ()))
