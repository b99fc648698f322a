"""The policy library in the chat: what is in use, what waits, publish and roll back."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from bot.conversation.exchange import Reply
from bot.domain.directory import Directory
from bot.domain.editions import Edition
from bot.domain.people import Role
from bot.domain.questions import Pinned
from bot.domain.schools import CitedClause, OwnAdvice
from bot.services import policies
from bot.services.policies import versions_of
from bot.turn import Turn
from intents.editions import clause_of_version, policy_of
from intents.policy_library.feature import PolicyLibrary, read
from intents.policy_library.intents import (
    PublishPolicy,
    RollBackPolicy,
    ShowChanges,
    ShowPolicies,
    ShowVersions,
)
from knowledge.archive import Archive
from knowledge.library import Library
from tests.support.counter import Counter, button, labels, words
from tests.support.small_trust import DALE, HILL, PEOPLE, TUESDAY, person, school, turn_of

OLD = """Staff conduct

1. Phones

1.1 Staff keep phones in a bag during lessons.

1.2 Staff may use phones in the staff room.

1.3 On a trip the leader carries the school's phone.
"""
NEW = (
    OLD.replace("may use", "must not use")
    .replace("1.3 On", "1.4 On")
    .replace("1.4 On", "1.3 Visitors leave phones at the office.\n\n1.4 On")
)
EVERYBODY = {**PEOPLE, "admin": person("admin", "Sue Tranter", "Office", Role.SYSTEM_ADMIN)}
ADVICE = OwnAdvice(
    clauses={
        "M20": CitedClause("Staff conduct", "1.2"),
        "M21": CitedClause("Staff conduct", "1.3"),
        "M23": CitedClause("Staff conduct", "1.1"),
        "M24": CitedClause("Other policy", "1.2"),
    }
)


@dataclass
class Shop:
    """A counter with a policy library behind it, and a folder of documents."""

    counter: Counter
    archive: Archive
    folder: Path
    library: Library

    def edition(self, text: str, version: str, **more: object) -> Edition:
        path = self.folder / f"version-{version}.txt"
        path.write_text(text, encoding="utf-8")
        made = Edition(
            school=HILL,
            policy="conduct",
            version=version,
            sha=self.archive.keep(path),
            suffix=".txt",
            title="Staff conduct",
            owner="Headteacher",
            imported_at=self.counter.now,
            imported_by=EVERYBODY["coordinator"].id,
        )
        return replace(made, **more)  # type: ignore[arg-type]

    def bring(self, text: str = NEW, version: str = "3") -> Edition:
        """Import a version as the coordinator."""
        draft = self.edition(text, version)
        first = self.edition(OLD, "2", imported_by=None, published_at=self.counter.now)
        with self.counter.open_uow() as uow:
            turn = self.turn("coordinator", uow)
            policies.bring(turn, draft, first)
            uow.commit()
        return draft

    def turn(self, name: str, uow: object) -> Turn:
        known = self.counter.directory
        return turn_of(EVERYBODY[name], uow, known, self.counter.now)  # type: ignore[arg-type]

    def editions(self) -> list[Edition]:
        with self.counter.open_uow() as uow:
            return list(uow.policies.of(HILL))

    def in_use(self) -> str:
        (live,) = [each for each in self.editions() if each.is_live]
        return live.version

    def does(self, name: str, intent: object) -> Reply:
        return self.counter.wants(name, intent)  # type: ignore[arg-type]


@pytest.fixture
def shop(tmp_path: Path, sqlite_url: str) -> Shop:
    archive = Archive(tmp_path / "policies")
    library = Library({HILL: list, DALE: list})
    counter = Counter.open(sqlite_url, PolicyLibrary(library, archive).capability())
    here = replace(school(HILL), advice=ADVICE)
    counter.directory = Directory.of((here, school(DALE)), EVERYBODY.values())
    opened = Shop(counter, archive, tmp_path, library)
    first = opened.edition(OLD, "2", next_review=date(2026, 9, 30))
    library.replace(HILL, [policy_of(first, archive)])
    return opened


@pytest.mark.parametrize(
    "text",
    [
        "policies",
        "Policies?",
        "the policies",
        "show me the policies",
        "please list all our school policies",
        "list of policies",
        "policy library",
        "which policies do we have",
        "What policies do we have here?",
        "which policies are overdue",
        "which policies are due for review please",
    ],
)
def test_asking_for_the_policies_needs_no_guessing(shop: Shop, text: str) -> None:
    with shop.counter.open_uow() as uow:
        assert read(text, shop.turn("amy", uow)) == ShowPolicies()


@pytest.mark.parametrize(
    "text",
    [
        "which policies cover emails",
        "what do the policies say about phones",
        "policies on phones",
        "show me the policy on phones",
        "is there a policy library for parents to read online",
    ],
)
def test_a_question_for_the_policies_is_left_to_them(shop: Shop, text: str) -> None:
    with shop.counter.open_uow() as uow:
        assert read(text, shop.turn("amy", uow)) is None


def test_everybody_sees_what_is_in_use_and_what_is_overdue(shop: Shop) -> None:
    reply = shop.does("amy", ShowPolicies())

    assert reply.cards[0].title == "Hill School: 1 policy"
    assert "Staff conduct | 2 | Headteacher | 30 Sep 2026, overdue" in words(reply)
    assert "1 policy overdue for review." in words(reply)


def test_somebody_at_two_schools_sees_both(shop: Shop) -> None:
    reply = shop.does("bea", ShowPolicies())

    assert [card.title for card in reply.cards] == [
        "Hill School: 1 policy",
        "Dale School: 0 policies",
    ]
    assert "No policy can be read yet." in words(reply)


@pytest.mark.parametrize("name", ["head", "admin", "coordinator", "chair"])
def test_what_waits_is_shown_to_those_who_deal_with_it(shop: Shop, name: str) -> None:
    shop.bring()

    reply = shop.does(name, ShowPolicies())

    assert "Staff conduct: version 3 is waiting." in words(reply)
    assert "Ravi Menon imported it on 17 Nov 2026." in words(reply)
    assert labels(reply) == ["See what changes"]


@pytest.mark.parametrize("name", ["amy", "deputy", "it"])
def test_others_see_no_draft_and_no_old_version(shop: Shop, name: str) -> None:
    draft = shop.bring()

    assert "waiting" not in words(shop.does(name, ShowPolicies()))
    for wanted in (ShowChanges(edition=draft.public_id), ShowVersions(policy="conduct")):
        assert "Only the e-safety coordinator or" in words(shop.does(name, wanted))


def test_the_head_hears_that_a_version_waits(shop: Shop) -> None:
    shop.bring()

    arrived = shop.counter.arrives()

    assert list(arrived) == ["head"]
    assert arrived["head"][0].title == "Staff conduct: version 3 is waiting"


def test_a_draft_that_is_gone_by_then_is_not_told_of(shop: Shop) -> None:
    shop.bring()
    shop.bring(NEW.replace("office", "desk"), "4")

    assert [card.title for card in shop.counter.arrives()["head"]] == [
        "Staff conduct: version 4 is waiting"
    ]


def test_the_changes_show_old_and_new_words_and_what_they_touch(shop: Shop) -> None:
    draft = shop.bring()

    said = words(shop.does("head", ShowChanges(edition=draft.public_id)))

    assert "Unchanged: 1\nReworded: 1\nMoved: 1\nNew: 1\nGone: 0" in said
    assert "Staff may use phones in the staff room.\n(version 2, 1.2)" in said
    assert "Staff must not use phones in the staff room.\n(version 3, 1.2)" in said
    assert "Words that changed: 'may' became 'must not'" in said
    assert "1.3 is now 1.4" in said
    assert "Advice M20" in said
    assert "cites 1.2, which has other words now." in said
    assert "cites 1.3, which is now 1.4." in said
    assert "M23" not in said
    assert "M24" not in said
    assert "none of them is listed here" in said


def test_a_kept_answer_to_a_clause_that_changes_is_listed(shop: Shop) -> None:
    with shop.counter.open_uow() as uow:
        for ref, clause in (("POL-1", "conduct/1.2"), ("POL-2", "conduct/1.1")):
            uow.questions.pin(
                Pinned(
                    school=HILL,
                    ref=ref,
                    wording=ref,
                    question=f"May I ring home? ({ref})",
                    answer="Yes",
                    by=EVERYBODY["head"].id,
                    given_on=date(2026, 11, 2),
                    until=date(2027, 7, 31),
                    clause=clause,
                )
            )
        uow.commit()
    draft = shop.bring()

    said = words(shop.does("head", ShowChanges(edition=draft.public_id)))

    assert "The kept answer to 'May I ring home? (POL-1)' explains 1.2" in said
    assert "POL-2" not in said


def test_many_changes_are_shown_a_few_at_a_time(shop: Shop) -> None:
    rules = "".join(f"\n2.{n} Rule number {n * 7}.\n" for n in range(1, 7))
    draft = shop.bring(f"{OLD}\n2. Rules\n{rules}")

    first = shop.does("head", ShowChanges(edition=draft.public_id))
    more = shop.counter.presses("head", "Show more changes")

    assert "2 more clauses are not as they were." in words(first)
    assert "2.4: new" in words(first)
    assert "2.5: new" in words(more)
    assert "2.6: new" in words(more)
    assert labels(more) == ["Publish"]


def test_a_version_with_less_than_half_is_asked_about_once_more(shop: Shop) -> None:
    draft = shop.bring("Staff conduct\n\n1. Fridays\n\n1.1 Everything is allowed on Fridays.\n")

    reply = shop.does("head", ShowChanges(edition=draft.public_id))

    assert "Is this the right document?" in words(reply)
    assert "Is this the right document?" in button(reply, "Publish").confirm


@pytest.mark.parametrize("name", ["admin", "coordinator", "chair"])
def test_only_the_head_is_offered_to_publish(shop: Shop, name: str) -> None:
    draft = shop.bring()

    assert "Publish" not in labels(shop.does(name, ShowChanges(edition=draft.public_id)))


def test_publishing_puts_it_in_use_and_tells_those_who_bring_versions(shop: Shop) -> None:
    draft = shop.bring()
    shop.counter.arrives()
    shop.does("head", ShowChanges(edition=draft.public_id))

    reply = shop.counter.presses("head", "Publish")

    assert reply.replaces
    assert reply.cards[0].title == "Staff conduct: version 3 is in use now"
    assert shop.in_use() == "3"
    assert shop.archive.is_news.is_set()
    assert sorted(shop.counter.arrives()) == ["admin", "coordinator"]


@pytest.mark.parametrize("name", ["amy", "admin", "coordinator", "chair", "deputy"])
def test_nobody_else_publishes_or_rolls_back(shop: Shop, name: str) -> None:
    draft = shop.bring()
    (live,) = [each for each in shop.editions() if each.is_live]

    for wanted in (
        PublishPolicy(edition=draft.public_id),
        RollBackPolicy(edition=live.public_id),
    ):
        assert "Only the headteacher can decide this." in words(shop.does(name, wanted))
    assert shop.in_use() == "2"
    assert not shop.archive.is_news.is_set()


def test_a_second_press_changes_nothing(shop: Shop) -> None:
    draft = shop.bring()
    shop.does("head", PublishPolicy(edition=draft.public_id))

    again = shop.does("head", PublishPolicy(edition=draft.public_id))

    assert "not waiting any more" in words(again)
    assert [each.version for each in shop.editions() if each.is_live] == ["3"]


def test_another_school_s_head_publishes_nothing_here(shop: Shop) -> None:
    draft = shop.bring()
    ama = person("ama", "Ama Boateng", "Headteacher")
    grants = tuple(
        replace(g, school=DALE, role=r) for g in ama.grants for r in (Role.STAFF, Role.HEADTEACHER)
    )
    known = [*EVERYBODY.values(), replace(ama, school=DALE, grants=grants)]
    shop.counter.directory = Directory.of(shop.counter.directory.schools(), known)

    reply = shop.does("ama", PublishPolicy(edition=draft.public_id, school=HILL))

    assert "not waiting any more" in words(reply)
    assert shop.in_use() == "2"


def test_the_head_goes_back_to_the_version_before_and_forth_again(shop: Shop) -> None:
    draft = shop.bring()
    shop.does("head", PublishPolicy(edition=draft.public_id))
    shop.counter.later(hours=1)
    shop.does("head", ShowVersions(policy="conduct"))

    back = shop.counter.presses("head", "Go back to version 2")
    after_back = shop.in_use()
    shop.counter.later(hours=1)
    shop.does("head", ShowVersions(policy="conduct"))
    shop.counter.presses("head", "Go back to version 3")

    assert back.cards[0].title == "Staff conduct: version 2 is in use now"
    assert after_back == "2"
    assert shop.in_use() == "3"
    assert len(shop.editions()) == 4


def test_a_press_on_an_old_list_of_versions_rolls_nothing_back(shop: Shop) -> None:
    first = shop.bring()
    shop.does("head", PublishPolicy(edition=first.public_id))
    shop.does("head", ShowVersions(policy="conduct"))
    second = shop.bring(NEW.replace("office", "desk"), "4")
    shop.does("head", PublishPolicy(edition=second.public_id))

    reply = shop.does("head", RollBackPolicy(edition=first.public_id))

    assert "not waiting any more" in words(reply)
    assert shop.in_use() == "4"


def test_there_is_nothing_before_the_first_version(shop: Shop) -> None:
    shop.bring()
    (live,) = [each for each in shop.editions() if each.is_live]

    reply = shop.does("head", RollBackPolicy(edition=live.public_id))

    assert "no earlier version" in words(reply)
    assert "Go back" not in str(labels(shop.does("head", ShowVersions(policy="conduct"))))


def test_an_old_case_can_be_looked_up_as_the_policy_was_then(shop: Shop) -> None:
    draft = shop.bring()
    shop.counter.later(days=3)
    shop.does("head", PublishPolicy(edition=draft.public_id))
    shop.counter.later(days=3)
    with shop.counter.open_uow() as uow:
        known = versions_of(shop.turn("head", uow), "conduct")

    then, now = known.at(TUESDAY), known.at(shop.counter.now)
    assert then
    assert now
    cited = [clause_of_version(known, e.version, "conduct/1.2", shop.archive) for e in (then, now)]

    assert [found[1].text for found in cited if found] == [
        "Staff may use phones in the staff room.",
        "Staff must not use phones in the staff room.",
    ]
    assert clause_of_version(known, "3", "8.8", shop.archive) is None
    assert clause_of_version(known, "9", "1.2", shop.archive) is None


def test_a_copy_that_was_changed_is_never_put_in_use(shop: Shop) -> None:
    draft = shop.bring()
    copy = shop.archive.place(draft.sha, draft.suffix)
    copy.write_text(NEW.replace("must not", "may"), encoding="utf-8")

    reply = shop.does("head", PublishPolicy(edition=draft.public_id))

    assert "I can't read the kept copy of that version." in words(reply)
    assert shop.in_use() == "2"


def test_the_table_of_versions_says_when_each_was_in_use(shop: Shop) -> None:
    draft = shop.bring()
    shop.counter.later(days=1)
    shop.does("head", PublishPolicy(edition=draft.public_id))

    said = words(shop.does("admin", ShowVersions(policy="conduct")))

    assert "2 | the start | 18 Nov 2026 | from the settings" in said
    assert "3 | 18 Nov 2026 | in use | Grace Adeyemi" in said
    assert "Staff conduct" in labels(shop.does("admin", ShowPolicies()))
