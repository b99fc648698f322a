"""D5: who is asked before a request is decided, and what waits for them."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.days import DaySpan
from bot.domain.people import Role
from bot.domain.schools import Delegation, FilterRules, Phase
from intents.buttons import Open, TakeStep
from intents.decide.feature import ApproveInWords, Decide, Refuse
from intents.digest.feature import Digests
from intents.request_unblock.approval import ApproveWithChanges
from intents.request_unblock.comments import CommentOnRequest
from intents.request_unblock.feature import CAPABILITY
from intents.request_unblock.flags import comments_on, reasons_to_ask
from tests.intents.requests_for_sites import REF, sends, tick, words_of
from tests.support.counter import OPENS, Counter, words
from tests.support.small_trust import DALE, HILL, PEOPLE, directory, person, school

SCHOOL_WIDE: dict[str, Any] = {"audience": "school", "group": None}
DEPUTY_LEAD = person("ddsl", "Oona Kelly", "Deputy safeguarding lead", Role.DEPUTY_DSL)
DATA = person("dpo", "Ines Falk", "Data protection officer", Role.DPO)


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    shared = (Decide([CAPABILITY]).capability(), Digests([CAPABILITY]).capability())
    return Counter.open(sqlite_url, CAPABILITY, shared=shared)


def comments(counter: Counter, name: str = "dsl", thought: str = "fine", **changes: Any) -> Any:
    values = {"case": counter.case(REF).public_id, "thought": thought, "words": "Board only."}
    return counter.submits(name, CommentOnRequest, **{**values, **changes})


def approves(counter: Counter, name: str = "head", revision: int = 1) -> Any:
    case = counter.case(REF).public_id
    return counter.wants(name, TakeStep(case=case, verb="approve", revision=revision))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (SCHOOL_WIDE, "it is for the whole school"),
        ({"involves": ["social"]}, "it is social media or chat"),
        ({"involves": ["ai"]}, "it is an AI tool"),
        ({"block_category": "Adult content"}, "the block page says that it is sexual"),
        ({"block_category": "Weapons"}, "the block page says that it is violent"),
        ({"block_category": "Radicalisation"}, "the block page says that it is extremist"),
        ({"block_category": "Self-harm"}, "the block page says that it is about self-harm"),
        ({"block_category": "Drugs"}, "the block page says that it is about drugs"),
        ({"risks": ["comments"]}, "young pupils could see open comments"),
    ],
)
def test_the_lead_is_asked_first_and_the_head_reads_why(
    counter: Counter, changes: dict[str, Any], reason: str
) -> None:
    sends(counter, **changes)
    read = counter.arrives()

    assert set(read) == {"amy", "head", "dsl"}
    assert [button.label for button in read["dsl"][0].buttons] == ["Comment"]
    assert f"Priya Nair must comment first, because {reason}." in words_of(read["head"])
    assert "Approve" not in [button.label for button in read["head"][0].buttons]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"involves": ["accounts"]},
        {"block_category": "Games"},
        {"audience": "staff", "group": None, "risks": ["comments"]},
    ],
)
def test_the_lead_is_not_bothered_with_everything(
    counter: Counter, changes: dict[str, Any]
) -> None:
    sends(counter, **changes)

    assert set(counter.arrives()) == {"amy", "head"}


def test_a_school_can_switch_it_off(counter: Counter) -> None:
    rules = FilterRules(needs_dsl_comment=False)
    counter.directory = directory(None, replace(school(), filter=rules), school(DALE))

    sends(counter, **SCHOOL_WIDE)

    assert set(counter.arrives()) == {"amy", "head"}


def test_open_comments_are_a_reason_only_where_pupils_are_young(counter: Counter) -> None:
    sends(counter, risks=["comments"])
    older = replace(school(), phase=Phase.SECONDARY)

    assert reasons_to_ask(counter.case(REF), school())
    assert not reasons_to_ask(counter.case(REF), older)


def test_approving_waits_for_the_comment_and_says_for_whose(counter: Counter) -> None:
    sends(counter, **SCHOOL_WIDE)
    counter.arrives()
    case = counter.case(REF).public_id

    by_button = approves(counter)
    by_form = counter.submits(
        "head",
        ApproveWithChanges,
        case=case,
        revision="1",
        audience="staff",
        starts="2026-11-24",
        until="2026-11-24",
    )

    for reply in (by_button, by_form):
        assert "Priya Nair must comment on this first." in words(reply)
    assert counter.case(REF).state == "submitted"


def test_refusing_waits_for_nobody(counter: Counter) -> None:
    sends(counter, **SCHOOL_WIDE)
    case = counter.case(REF).public_id

    counter.submits("head", Refuse, case=case, revision="1", reason="Too many people.")

    assert counter.case(REF).state == "refused"


def test_the_comment_stands_on_the_heads_card_with_who_and_when(counter: Counter) -> None:
    sends(counter, **SCHOOL_WIDE)
    counter.arrives()

    comments(counter, thought="worries", words="It has a chat.")
    read = counter.arrives()
    approves(counter)

    assert set(read) == {"head"}
    card = words_of(read["head"])
    assert "There is a comment on this now." in card
    assert "It has a chat.\n(Priya Nair, safeguarding, Tue 17 Nov 10:00: worries)" in card
    assert "Approve" in [button.label for button in read["head"][0].buttons]
    assert counter.case(REF).state == "approved"


def test_the_requester_does_not_read_the_comment(counter: Counter) -> None:
    sends(counter, **SCHOOL_WIDE)
    comments(counter, words="It has a chat.")

    approves(counter)

    assert "It has a chat." not in words_of(counter.arrives()["amy"])


@pytest.mark.parametrize("name", ["head", "it", "coordinator", "amy", "tom"])
def test_nobody_else_can_comment(counter: Counter, name: str) -> None:
    sends(counter, **SCHOOL_WIDE)

    comments(counter, name)

    assert not counter.case(REF).details.get("comments")


def test_a_lead_comments_once(counter: Counter) -> None:
    sends(counter, **SCHOOL_WIDE)
    comments(counter)

    again = comments(counter, words="Something else.")

    assert "Priya Nair has commented on this already." in words(again)
    assert [row["words"] for row in comments_on(counter.case(REF))] == ["Board only."]


def test_a_lead_who_asks_is_not_asked_but_the_deputy_is(counter: Counter) -> None:
    counter.directory = directory({**PEOPLE, "ddsl": DEPUTY_LEAD})

    sends(counter, "dsl", **SCHOOL_WIDE)
    read = counter.arrives()
    own = comments(counter, "dsl")
    comments(counter, "ddsl")

    assert set(read) == {"dsl", "head", "ddsl"}
    assert "Only the person it was sent to" in words(own)
    assert counter.case(REF).details["comments"]


def test_the_deputy_is_asked_while_the_lead_is_away(counter: Counter) -> None:
    away = replace(PEOPLE["dsl"], away=(DaySpan(),))
    counter.directory = directory({**PEOPLE, "dsl": away, "ddsl": DEPUTY_LEAD})

    sends(counter, **SCHOOL_WIDE)

    assert set(counter.arrives()) == {"amy", "head", "ddsl"}


def test_who_decides_does_not_comment_in_the_leads_place(counter: Counter) -> None:
    both = person("deputy", "Daniel Frost", "Deputy head", Role.DEPUTY_HEAD, Role.DEPUTY_DSL)
    delegation = Delegation(PEOPLE["head"].id, both.id, DaySpan())
    known = (school(HILL, delegation), school(DALE))
    counter.directory = directory({**PEOPLE, "deputy": both}, *known)
    sends(counter, **SCHOOL_WIDE)

    own = comments(counter, "deputy")
    approved = approves(counter, "deputy")

    assert "Priya Nair must comment on this first." in words(own)
    assert "Priya Nair must comment on this first." in words(approved)
    assert not comments_on(counter.case(REF))


def test_a_head_who_is_the_lead_decides_alone_and_the_card_says_so(counter: Counter) -> None:
    head = person("head", "Grace Adeyemi", "Headteacher", Role.HEADTEACHER, Role.DSL)
    rest = {name: p for name, p in PEOPLE.items() if name != "dsl"}
    counter.directory = directory({**rest, "head": head})

    sends(counter, **SCHOOL_WIDE)
    read = counter.arrives()
    approves(counter)

    assert set(read) == {"amy", "head"}
    assert "You are a safeguarding lead, so nobody else is asked first." in words_of(read["head"])
    assert counter.case(REF).state == "approved"


def test_with_nobody_else_to_ask_the_card_says_take_care(counter: Counter) -> None:
    sends(counter, "dsl", **SCHOOL_WIDE)
    read = counter.arrives()

    approves(counter)

    assert "Nobody else can be asked about safeguarding." in words_of(read["head"])
    assert counter.case(REF).state == "approved"


def test_data_protection_is_asked_and_nobody_waits_for_it(counter: Counter) -> None:
    counter.directory = directory({**PEOPLE, "dpo": DATA})
    sends(counter, involves=["accounts"])
    read = counter.arrives()

    comments(counter, "dpo", words="Use class names only.")
    told = counter.arrives()
    approves(counter)

    assert set(read) == {"amy", "head", "dpo"}
    assert "The decision does not wait for you." in words_of(read["dpo"])
    assert "Ines Falk is asked about personal data too." in words_of(read["head"])
    assert "Approve" in [button.label for button in read["head"][0].buttons]
    assert "(Ines Falk, data protection, Tue 17 Nov 10:00: no worries)" in words_of(told["head"])
    assert counter.case(REF).state == "approved"


def test_data_protection_is_not_a_safeguarding_comment(counter: Counter) -> None:
    counter.directory = directory({**PEOPLE, "dpo": DATA})
    sends(counter, involves=["accounts", "social"])
    comments(counter, "dpo")

    reply = approves(counter)

    assert "Priya Nair must comment on this first." in words(reply)


def test_a_new_ai_tool_is_announced_and_then_reviewed(counter: Counter) -> None:
    sends(counter, involves=["ai"])
    head = words_of(counter.arrives()["head"])
    comments(counter)
    counter.arrives()

    approves(counter)

    assert "if you approve it, I ask Priya Nair to review filtering and monitoring." in head
    told = words_of(counter.arrives()["dsl"])
    assert "A new AI tool: review filtering and monitoring." in told


def test_social_media_needs_a_written_risk_assessment(counter: Counter) -> None:
    sends(counter, involves=["social"])
    read = counter.arrives()

    assert "needs a written risk assessment" in words_of(read["head"])
    assert "needs a written risk assessment" not in words_of(read["amy"])


def test_approval_for_more_people_than_asked_does_not_go_round_the_lead(counter: Counter) -> None:
    sends(counter)
    case = counter.case(REF).public_id

    wider = counter.submits(
        "head",
        ApproveWithChanges,
        case=case,
        revision="1",
        audience="school",
        starts="2026-11-24",
        until="2026-11-24",
    )

    assert wider.errors == {
        "audience": "Priya Nair must comment on that first. Choose fewer people."
    }
    assert counter.case(REF).state == "submitted"


def test_a_forged_comment_without_words_is_none(counter: Counter) -> None:
    sends(counter, **SCHOOL_WIDE)

    counter.wants("dsl", TakeStep(case=counter.case(REF).public_id, verb="comment"))

    assert not counter.case(REF).details.get("comments")


def test_the_comment_opens_as_a_form(counter: Counter) -> None:
    sends(counter, **SCHOOL_WIDE)
    carried = {"case": counter.case(REF).public_id, "revision": "1"}

    opened = counter.wants("dsl", Open(form="comment_on_request", carried=carried), OPENS)

    assert opened.dialog
    assert [q.ask.prompt for q in CommentOnRequest.questions()] == [
        "What do you think?",
        "In your words",
    ]


def test_the_lead_is_reminded_while_the_comment_is_awaited(counter: Counter) -> None:
    sends(counter, **SCHOOL_WIDE)
    counter.arrives()

    noon = tick(counter, hours=2, minutes=30)

    assert set(noon) == {"head", "dsl"}


def test_while_a_comment_is_awaited_nobody_is_told_to_press_what_is_not_there(
    counter: Counter,
) -> None:
    sends(counter, **SCHOOL_WIDE)
    (asked,) = counter.arrives()["head"]
    comments(counter)
    (heard,) = counter.arrives()["head"]

    assert "Please decide" not in asked.text
    assert "If so, press Approve with changes" not in asked.text
    assert "You will hear when the comment is here. You can refuse it now." in asked.text
    assert "There is a comment on this now. Please decide." in heard.text
    assert "If so, press Approve with changes" in heard.text


def test_approving_in_words_before_the_comment_points_at_no_button(counter: Counter) -> None:
    sends(counter, **SCHOOL_WIDE)
    counter.arrives()

    said = words(counter.wants("head", ApproveInWords(text=f"approve {REF}")))

    assert "Please use the button on the card" not in said
    assert "You can't approve it yet: somebody must comment first. You can refuse it now." in said
