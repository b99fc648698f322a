"""What is added to a case while it stays where it is: notes, names, people, links."""

from collections.abc import Sequence

from bot.conversation.cards import Card, Text
from bot.conversation.exchange import Reply
from bot.domain.cases import Case
from bot.domain.named import Named, Part
from bot.errors import Incomplete
from bot.services import cases, hands, notes
from bot.services.cases import Addition
from bot.services.reports import rows_of, sent_to
from bot.turn import Turn
from intents.case_blocks import needs_names
from intents.case_cards import CaseCards
from intents.case_life import eligible, forms, patterns
from intents.case_life.news import CaseNews

NOT_KEPT = "No details of this one are kept here. Please write it in {system}."
NO_NAMES = "No names are needed here: IT reads this. Please put them into a report of their own."
STILL_YOURS = "It has left your list. You can still open it: your role is to run such cases."
NO_SUCH_CASE = "I can't find that one among the cases you may see. Please check its number."
ITSELF = "That is this case. Please give the number of the other one."


class Additions:
    """Adds to cases, for whoever has them."""

    def __init__(self, known: CaseCards) -> None:
        self._cases = known

    def note(self, form: forms.AddNote, turn: Turn) -> Reply:
        """Keep a note."""
        case = self._written("note", form, turn)
        added = Addition("note", notes.with_note(case, form.note, turn))
        return self._shown(cases.add_to(turn, case, added), turn)

    def name(self, form: forms.NamePerson, turn: Turn) -> Reply:
        """Name somebody, and take the name out of every story in the case (DOMAIN 6.3)."""
        case = self._written("full_name", form, turn)
        if not needs_names(case):
            raise Incomplete({"full_name": NO_NAMES})
        people = _with(turn.uow.cases.named(case), form)
        turn.uow.cases.name(case, people)
        current = cases.add_to(turn, case, Addition("named", case.details))
        patterns.tell_pattern(current, turn)
        return self._shown(current, turn)

    def hand_over(self, form: forms.HandOver, turn: Turn) -> Reply:
        """Give the case to somebody else; it leaves the list of whoever hands it over."""
        case = self._cases.managed(form.case, turn)
        to = eligible.fit_to_take("to", form.to, case, turn)
        left = tuple(person for person in case.handlers if person != turn.person.id)
        told = [each for each in sent_to(case) if each.person != turn.person.id]
        details = {
            "sent_to": rows_of((to, *told)),
            **hands.passed_on(case, hands.HAND_OVER, to.person, turn),
        }
        added = Addition(hands.HAND_OVER, details, (to.person, *left), form.reason)
        current = cases.add_to(turn, case, added)
        self._redraw(current, turn)
        cases.tell(turn, [to.person], CaseNews(case=case.public_id, about="handed_over"))
        still = (Text(STILL_YOURS),) if self._cases.runs(current, turn) else ()
        return Reply((Card(f"{case.ref} is with {turn.name_of(to.person)} now.", still),))

    def bring_in(self, form: forms.BringIn, turn: Turn) -> Reply:
        """Bring somebody in beside those who have it."""
        case = self._cases.managed(form.case, turn)
        person = eligible.fit_to_help("person", form.person, case, turn)
        details = {
            "sent_to": rows_of((*sent_to(case), person)),
            **hands.passed_on(case, hands.BRING_IN, person.person, turn),
        }
        handlers = (*case.handlers, person.person)
        current = cases.add_to(turn, case, Addition(hands.BRING_IN, details, handlers, form.reason))
        reply = self._shown(current, turn)
        cases.tell(turn, [person.person], CaseNews(case=case.public_id, about="brought_in"))
        return reply

    def link(self, form: forms.LinkCase, turn: Turn) -> Reply:
        """Link two cases that the person may see; either then shows the other."""
        case = self._cases.managed(form.case, turn)
        other = turn.uow.cases.find(turn.school.id, form.other)
        if other is None or not self._cases.is_seen(other, turn):
            raise Incomplete({"other": NO_SUCH_CASE})
        if other.public_id == case.public_id:
            raise Incomplete({"other": ITSELF})
        turn.uow.cases.link(case, other)
        current = cases.add_to(turn, case, Addition("linked", reason=other.ref))
        cases.add_to(turn, other, Addition("linked", reason=case.ref))
        patterns.tell_pattern(patterns.fuller(current, other, turn), turn)
        return self._shown(current, turn)

    def _written(self, field: str, form: forms.CaseForm, turn: Turn) -> Case:
        """Return a case that words may be written in; in a stub there are none (DOMAIN 6.4)."""
        case = self._cases.managed(form.case, turn)
        if not notes.keeps_words(case, turn):
            system = turn.school.cp_system
            name = system.name if system else "your child protection records"
            raise Incomplete({field: NOT_KEPT.format(system=name)})
        return case

    def _shown(self, case: Case, turn: Turn) -> Reply:
        self._redraw(case, turn)
        return Reply((self._cases.show(case, turn),))

    def _redraw(self, case: Case, turn: Turn) -> None:
        """Redraw every copy of the card, before anybody is told: a redrawn card has no news."""
        people = (case.reporter, *case.handlers, turn.person.id)
        cases.tell(turn, people, CaseNews(case=case.public_id, redraw=True))


def _with(people: Sequence[Named], form: forms.NamePerson) -> tuple[Named, ...]:
    """Return the people of a case with one more; somebody who is named twice is there once."""
    last = max((int(each.token[1:]) for each in people), default=0)
    new = Named(f"P{last + 1}", Part(form.part.value), form.full_name, form.year or "")
    is_known = any((each.key, each.part) == (new.key, new.part) for each in people)
    return tuple(people) if is_known else (*people, new)
