"""Every example of DOMAIN 7, typed as other tools type it, is handled as its row says.

Rows 2 and 98 have no workflow yet (contact attempts, official accounts): the policy answers.
Row 95 is typed in a channel: tests/journeys/test_typed_in_a_channel.py.
"""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.bot.command_line import say, text

Said = dict[str, Any]

WAYS = ["Open the form", "Answer here", "Cancel"]
M01 = "If anyone is in danger right now, call 999 first. Then tell Priya Nair in person"
M11 = "Don't look at it, screenshot, copy, print, save or forward it"
M26 = 'Unsure if it\'s "serious enough"? Send it anyway.'
REQUEST = (
    "I need a blocked site",
    "!press Answer here",
    "https://maps.example/rivers",
    "Maps of rivers",
    "Geography, the pupils label a map",
    "adverts",
    "!press Skip",
    "!press Staff",
    "tomorrow",
    "in a week",
    "tomorrow",
    "!press Skip",
    "!press Skip",
    "yes",
    "!press Send",
)
OTHER_REQUEST = (*REQUEST[:2], "https://hills.example/", *REQUEST[3:])
AS_HEAD, AS_AMY = "!as grace-adeyemi", "!as amy-carter"
STORY = (
    "so um ive been meaning to write this down all week and the meeting ran over and then we had "
    "the assembly to plan and the minibus was late and nobody had the keys to the hall "
)


ASKED_POLICIES = {
    2: ("parent has sent me a friend reqest what do i do", "2.3"),
    9: ("am i allowed to post the sports day pics on the class twitter", "4.5"),
    98: ("pta want to start a facebook page", "5.1"),
}
FORMS: dict[int, tuple[str, str, Sequence[str]]] = {
    18: (
        "someone is being horrible about me on facebook, its a parent",
        "report_cyberbullying",
        ("targeted: Me", "doing it: A parent or carer", "happen: Facebook"),
    ),
    36: (
        "think one of the TAs is messaging a pupil",
        "report_cyberbullying",
        ("targeted: A pupil", "doing it: A member of staff", M26),
    ),
    38: (
        "its the head who posted it",
        "report_cyberbullying",
        ("so it goes to Margaret Osei, not the headteacher", "Council LADO", M26),
    ),
    46: (
        "kids filmed me teaching and put it on",
        "report_cyberbullying",
        ("targeted: Me", "doing it: A pupil here"),
    ),
    49: (
        "a website just came up w porn on the board in front of 3B!!!",
        "report_website",
        ("Turn the screen off or close the lid.", "on it: Sexual content", "saw it: Pupils"),
    ),
    61: (
        "unblock this for 5 red tues to fri https://x.example",
        "request_unblock",
        ("address: hxxps://x[.]example", "class or year: 5 red", "day: Tue ", "day: Fri "),
    ),
}
ALSO = {
    "voice": "so um basically can staff like use their own phones in lessons or not",
    "capitals": "CAN STAFF USE THEIR OWN PHONES IN LESSONS",
    "swearing": "this bloody filter has blocked my sodding lesson again i need the site",
    "welsh": "Mae plentyn yn fy nosbarth yn cael ei fwlio ar y we",
    "polish": "Rodzic napisał o mnie, że jestem złą nauczycielką",
    "emoji": "\N{THUMBS UP SIGN}\N{SMILING FACE WITH OPEN MOUTH}",
    "long": f"{STORY * 12}a girl told me she wants to kill herself {STORY * 12}"[:4000],
}
ALONE = {
    5: "whats the rule on phones in lessons",
    23: "theres a nude going round y9",
    27: "should i take a pic of it for evidence",
    31: "she says shes going to kill herself",
    57: "https://weird-site.example/x",
    62: "can i just hotspot off my phone",
    66: "status UNB-2026-0042",
    82: "cancel",
    88: "who can see this",
    89: "whats the wifi password",
}
MESSAGES = tuple(
    dict.fromkeys(
        (
            *(message for message, _ in ASKED_POLICIES.values()),
            *(message for message, _, _ in FORMS.values()),
            *ALONE.values(),
            *ALSO.values(),
        )
    )
)


@pytest.fixture(scope="module")
def typed() -> dict[str, Said]:
    """What each message that needs nothing before it leads to; each is stopped before the next."""
    stopped = [line for message in MESSAGES for line in (message, "cancel")]
    return dict(zip(MESSAGES, say(*stopped)[::2], strict=True))


def buttons(said: Said) -> list[str]:
    return [label for card in said["cards"] for label in card["buttons"]]


@pytest.mark.parametrize("row", ASKED_POLICIES)
def test_a_question_is_answered_with_a_clause(typed: dict[str, Said], row: int) -> None:
    message, clause = ASKED_POLICIES[row]

    said = typed[message]
    assert said["intent"] == "ask_policy"
    assert said["cards"][0]["title"] == f"Social Media, Phones and Photographs Policy: {clause}"
    assert not {*WAYS} & {*buttons(said)}


@pytest.mark.parametrize("row", FORMS)
def test_a_form_is_offered_with_what_was_said_and_nothing_is_sent(
    typed: dict[str, Said], row: int
) -> None:
    message, form, lines = FORMS[row]

    said = typed[message]
    assert (said["intent"], buttons(said)) == (form, WAYS)
    assert not [line for line in lines if line not in text(said)]


def test_5_it_is_asked_once_whose_phones_are_meant(typed: dict[str, Said]) -> None:
    asked = typed[ALONE[5]]
    _, staff, _, pupils = say(ALONE[5], "!press Staff", ALONE[5], "!press Pupils")

    assert buttons(asked) == ["Staff", "Pupils", "Neither"]
    assert "Staff using their own phone" in text(staff)
    assert "Closest I can find" in text(pupils)


def test_23_a_nude_brings_the_warning_and_no_question(typed: dict[str, Said]) -> None:
    said = typed[ALONE[23]]

    assert said["intent"] == "safety"
    assert text(said).startswith("Before you do anything else\nStop, this changes what you do.")
    assert M11 in text(said)
    assert "I have told Priya Nair" in text(said)
    assert buttons(said) == ["Report privately"]


def test_27_a_picture_for_evidence_is_answered_behind_the_warning(typed: dict[str, Said]) -> None:
    first, answer = typed[ALONE[27]]["cards"]

    assert M11 in first["text"]
    assert answer["title"] == "Social Media, Phones and Photographs Policy: 6.4"


def test_27_where_the_picture_is_sexual_the_answer_is_no() -> None:
    [said] = say("theres a nude on his phone should i take a pic of it for evidence")

    assert said["intent"] == "safety"
    assert M11 in text(said)
    assert "6.4" not in text(said)


def test_31_danger_comes_before_anything_else(typed: dict[str, Said]) -> None:
    said = typed[ALONE[31]]

    assert text(said).startswith(f"Stay with them\n{M01}")
    assert "stay with them and get Priya Nair now" in text(said)
    assert buttons(said) == ["Report privately"]


def test_57_an_address_alone_is_asked_about_and_is_never_live(typed: dict[str, Said]) -> None:
    said = typed[ALONE[57]]

    assert buttons(said) == ["Report this site", "Ask for access", "Neither"]
    assert "hxxps://weird-site[.]example/x" in text(said)
    assert "https://" not in text(said)


def test_62_a_way_round_the_filter_is_refused_and_a_request_offered(
    typed: dict[str, Said],
) -> None:
    said = typed[ALONE[62]]

    assert (said["intent"], buttons(said)) == ("bypass", ["Ask for a blocked site"])


def test_66_of_others_requests_nobody_learns_that_they_are_there(typed: dict[str, Said]) -> None:
    theirs = say(*REQUEST, "!as tom-ellery", "status UNB-2026-0001")[-1]

    assert "I can only show your own reports and requests" in text(typed[ALONE[66]])
    assert text(theirs) == text(typed[ALONE[66]])


def test_69_own_open_requests_are_shown_and_words_withdraw_nothing() -> None:
    *_, shown, still, gone = say(*REQUEST, "withdraw it i found another site", "my cases", "bye")

    assert "UNB-2026-0001: waiting for a decision" in text(shown)
    assert "Withdraw" in buttons(shown)
    assert "waiting for a decision" in text(still)
    assert "withdrawn" not in text(gone)


def test_72_one_request_is_shown_again_and_words_approve_nothing() -> None:
    *_, said, _, mine = say(*REQUEST, AS_HEAD, "yes approve", AS_AMY, "status UNB-2026-0001")

    assert "I never take a decision from words." in text(said)
    assert "Approve" in buttons(said)
    assert "waiting for a decision" in text(mine)


def test_72_of_several_requests_none_is_taken_for_the_one_that_is_meant() -> None:
    *_, said = say(*REQUEST, *OTHER_REQUEST, AS_HEAD, "yes approve")

    assert "UNB-2026-0001" in text(said)
    assert "UNB-2026-0002" in text(said)
    assert "approved" not in text(said).lower()


def test_76_an_approval_with_conditions_is_read_back_and_waits_for_the_button() -> None:
    *_, said, _, mine = say(
        *REQUEST,
        AS_HEAD,
        "approve but only staff and only this wk",
        AS_AMY,
        "status UNB-2026-0001",
    )

    assert "For: Staff" in text(said)
    assert "approve but only staff and only this wk" in text(said)
    assert "Approve like this" in buttons(said)
    assert "waiting for a decision" in text(mine)


def test_77_being_away_opens_the_form_with_the_days_and_who() -> None:
    [unnamed] = say("im away til monday jo is covering", who="grace-adeyemi")
    [named] = say("im away til monday daniel is covering", who="grace-adeyemi")

    assert {each["intent"] for each in (unnamed, named)} == {"delegate"}
    assert "Until which day: Mon " in text(unnamed)
    assert "Who decides: Daniel Frost" in text(named)
    assert buttons(named) == WAYS


def test_82_cancel_says_what_was_sent(typed: dict[str, Said]) -> None:
    *_, stopped = say("I need a blocked site", "!press Answer here", "cancel")

    assert "Stopped. Nothing was sent." in text(stopped)
    assert "There was nothing to stop." in text(typed["cancel"])


def test_88_who_can_see_this_is_said_plainly(typed: dict[str, Said]) -> None:
    said = typed[ALONE[88]]

    assert "nobody can see that you asked, not even the headteacher" in text(said)
    assert "Never the person it is about." in text(said)


def test_89_what_is_not_ours_is_sent_to_whoever_has_it(typed: dict[str, Said]) -> None:
    assert "For computers, passwords and wifi, ask Len Hodge." in text(typed[ALONE[89]])


@pytest.mark.parametrize("how", ["voice", "capitals"])
def test_how_it_is_typed_does_not_matter(typed: dict[str, Said], how: str) -> None:
    said = typed[ALSO[how]]

    assert said["intent"] == "ask_policy"
    assert "hone" in text(said)


def test_swearing_is_not_told_off(typed: dict[str, Said]) -> None:
    said = typed[ALSO["swearing"]]

    assert (said["intent"], buttons(said)) == ("request_unblock", WAYS)


@pytest.mark.parametrize("language", ["welsh", "polish"])
def test_another_language_is_told_english_only_and_the_urgent_number(
    typed: dict[str, Said], language: str
) -> None:
    said = typed[ALSO[language]]

    assert "I can only read English." in text(said)
    assert M01 in text(said)


def test_faces_alone_bring_buttons_and_a_person(typed: dict[str, Said]) -> None:
    said = typed[ALSO["emoji"]]

    assert "Report cyberbullying" in buttons(said)
    assert M01 in text(said)


def test_a_long_paste_is_read_for_danger_in_its_middle(typed: dict[str, Said]) -> None:
    said = typed[ALSO["long"]]

    assert said["intent"] == "safety"
    assert M01 in text(said)


def test_the_same_message_twice_begins_one_form() -> None:
    once, twice, _, mine = say(FORMS[18][0], FORMS[18][0], "cancel", "my cases")

    assert buttons(once) == WAYS
    assert buttons(twice) == ["Open the form", "Answer here", "Start again", "Cancel"]
    assert "CB-" not in text(mine)


def test_what_is_typed_under_an_old_card_is_taken_for_what_it_says() -> None:
    *_, said = say(*REQUEST, "thanks", "can staff use their own phones?", "yes approve")

    assert said["intent"] == "approve"
    assert "Nothing waits for your decision." in text(said)
