"""The words that bring up a safety card, however they are typed."""

import pytest

from intents.safety.floor import Alarm, Kind, alarm_in
from intents.spelling import READ_AT_MOST
from tests.support.steps import steps

FAMILIES: tuple[tuple[Kind, str], ...] = (
    ("self_harm", "she says shes going to kill herself"),
    ("self_harm", "a pupil wrote a suicide note"),
    ("self_harm", "he keeps cutting his arms"),
    ("emergency", "she has taken an overdose"),
    ("emergency", "hes unconscious on the field"),
    ("emergency", "the boy is bleeding badly"),
    ("emergency", "a boy in my lesson has a knife"),
    ("emergency", "somebody has a gun"),
    ("emergency", "someone rang about a bomb in the hall"),
    ("emergency", "he said he is going to hurt someone"),
    ("emergency", "a year 4 has gone missing"),
    ("emergency", "she has run away from school"),
    ("emergency", "its happening right now in the playground"),
    ("nudes", "theres a nude going round y9"),
    ("nudes", "naked photos of a pupil"),
    ("nudes", "a topless picture of her is on snapchat"),
    ("nudes", "a photo of a girl in her underwear"),
    ("nudes", "two of mine have been sexting"),
    ("nudes", "he has pics of her bum"),
    ("nudes", "someone sent her a dick pic"),
    ("nudes", "boys upskirting in the corridor"),
    ("nudes", "a deepfake of a girl in my form"),
    ("nudes", "he leaked her pics"),
    ("nudes", "an indecent image on his phone"),
    ("adult_contact", "she wants to meet up with a man from a game"),
    ("adult_contact", "he asked for pics on roblox"),
    ("adult_contact", "an older man picks her up"),
    ("adult_contact", "they are trying to sextort him"),
    ("adult_contact", "someone is blackmailing a boy in my class"),
    ("abuse", "her uncle touched her"),
    ("abuse", "a child has told me about abuse at home"),
    ("abuse", "she says dad hits me"),
    ("abuse", "hes scared to go home"),
    ("abuse", "i am worried about fgm in the holidays"),
    ("abuse", "they are planning a forced marriage for her"),
    ("extremism", "he is sharing isis videos"),
    ("extremism", "nazi stuff all over his book"),
    ("extremism", "far right posts by a pupil"),
    ("extremism", "i think somebody is radicalising him"),
    ("extremism", "a pupil with extremist views"),
    ("adult_unsafe", "i cant go on"),
    ("adult_unsafe", "i want to die"),
    ("adult_unsafe", "i am thinking of ending my life"),
)


def kind_of(text: str) -> str:
    alarm = alarm_in(text)
    return alarm.kind if alarm else ""


def is_whole_card(text: str) -> bool:
    alarm = alarm_in(text)
    return alarm is not None and not alarm.is_lesson


@pytest.mark.parametrize(("kind", "text"), FAMILIES)
def test_every_family_brings_up_its_card(kind: Kind, text: str) -> None:
    alarm = alarm_in(text)

    assert alarm is not None
    assert (alarm.kind, alarm.is_lesson) == (kind, False)


@pytest.mark.parametrize(
    "text",
    [
        "THERES A NUDE GOING ROUND Y9",
        "theres nuuuudes going round",
        "n u d e s of a year 9",
        "n.u.d.e.s",
        "nud3s of a pupil",
        "he sent n*des to her",
        "nu\u0301des of a girl",
        "nu\u200bdes of a girl",
        "SUICIIIIDE",
        "suicde note",
        "she is sucidal",
        "he is suicidle",
        "hes got a nife",
        "a boy has a kinfe",
        "self-harm",
        "selfharming",
        "she said she\u2019s going to kill her self",
        "she`s going to kill herself",
        "shes goin to killl herself",
        "she is uncoscious",
        "someone is blackmaling him",
    ],
)
def test_tricks_and_slips_do_not_hide_a_word(text: str) -> None:
    assert is_whole_card(text)


def test_a_dictated_run_on_is_read_to_its_end() -> None:
    chatter = "so yeah we did the register and then i went to get the books and they were talking "

    assert kind_of(chatter * 3 + "and then she said she wants to kill herself " + chatter) == (
        "self_harm"
    )


@pytest.mark.parametrize("place", [0, 2_000, 3_960])
def test_a_long_paste_is_read_whole(place: int) -> None:
    filler = ("the minutes of the last meeting were read and agreed by all " * 70)[:4_000]

    assert kind_of(f"{filler[:place]} he has taken an overdose {filler[place:]}") == "emergency"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("emergency", "lesson on knife crime"),
        ("nudes", "assembly about sexting"),
        ("nudes", "what does the policy say about sexting"),
        ("extremism", "can i show a film about the nazis in history"),
        ("self_harm", "whats our policy on self harm"),
        ("adult_contact", "resources on grooming for year 8 pshe"),
        ("emergency", "what happens if a pupil brings a knife in"),
        ("abuse", "who do i tell if a child discloses abuse"),
        ("extremism", "is there training on extremism for staff"),
    ],
)
def test_teaching_and_rules_make_the_card_one_line(kind: Kind, text: str) -> None:
    alarm = alarm_in(text)

    assert alarm is not None
    assert (alarm.kind, alarm.is_lesson) == (kind, True)


@pytest.mark.parametrize(
    "text",
    [
        "a boy in my lesson has a knife",
        "in my lesson on knife crime a lad pulled out a knife",
        "during assembly about sexting she told me there are nudes of her",
        "im teaching about suicide and a girl has just said she wants to die",
        "what does the policy say she has sent a nude",
        "there is a knife in my classroom",
        "what do i do a kid has got a knife",
        "should i screenshot the nude for evidence",
        "is it ok to save the naked photo",
        "who do i tell hes just shown me a naked picture",
        "in pshe today two boys were passing round a dick pic",
    ],
)
def test_real_danger_inside_a_lesson_brings_up_the_whole_card(text: str) -> None:
    assert is_whole_card(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("self_harm", "he has nudes of her and now she wants to kill herself"),
        ("emergency", "the boy who shared the nude has a knife"),
        ("nudes", "an older man has naked pictures of her"),
        ("adult_contact", "a stranger asked for pics and he likes far right stuff"),
    ],
)
def test_the_gravest_family_decides_the_card(kind: Kind, text: str) -> None:
    assert kind_of(text) == kind


def test_sexual_pictures_beside_a_graver_matter_are_not_forgotten() -> None:
    alarm = alarm_in("he has nudes of her and now she wants to kill herself")

    assert alarm == Alarm(kind="self_harm", with_nudes=True)


def test_words_of_despair_that_somebody_else_said_are_not_the_writers() -> None:
    assert kind_of("i want to die") == "adult_unsafe"
    assert kind_of("i cant cope with year 9 any more") == "adult_unsafe"
    assert kind_of("i think shes going to end it all") == "self_harm"
    assert kind_of("a pupil said to me i want to die") == "self_harm"


def test_a_member_of_staff_in_the_words_is_noticed() -> None:
    named = alarm_in("a teacher touched her")
    unnamed = alarm_in("her uncle touched her")

    assert named
    assert named.is_about_staff
    assert unnamed
    assert not unnamed.is_about_staff


@pytest.mark.parametrize(
    "text",
    [
        "can i use the glue gun in dt",
        "whats the rule on phones",
        "the naked eye page is blocked",
        "nude tights with the uniform",
        "this printer is killing time",
        "setting up a grouping for maths",
        "a parent has been abusive to me on facebook",
        "my login has gone missing",
        "should i take a pic of it for evidence",
        "can pupils take photos at the prom",
        "",
    ],
)
def test_ordinary_talk_is_left_alone(text: str) -> None:
    assert alarm_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("I would rather not.", "He teaches her brother", "He knows her brother"),
        *("I don't think so", "He is her uncle", "he told me", "she wants it", "she asked me to"),
    ],
)
def test_a_few_words_that_say_nothing_of_what_they_are_about_are_left_alone(text: str) -> None:
    assert alarm_in(text) is None


@pytest.mark.parametrize(
    "text", ["he says mum wont feed him", "bloke keeps messaging her", "kid ate her mums tablets"]
)
def test_a_few_words_that_say_it_are_still_heard(text: str) -> None:
    assert is_whole_card(text)


HOSTILE = {
    "one word": "x",
    "phrase": "going to the ",
    "letters": "a ",
    "spelled": "n u d e ",
    "accents": "\u00e9",
    "stars": "kill*",
    "near misses": "gonna he pupil was in the ",
    "new words": " ".join(f"n{number:05}t" for number in range(100_000)),
}


def cost(unit: str, length: int) -> int:
    """Return what it takes to look through so many characters, once such words are known."""
    text = (unit * (length // len(unit) + 1))[:length]
    alarm_in(text)
    return steps(lambda: alarm_in(text))


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_costs_no_more_than_it_is_long(unit: str) -> None:
    short, twice, four_times = (cost(unit, length) for length in (10_000, 20_000, 40_000))

    assert four_times - twice <= 2.2 * (twice - short) + 100


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_of_a_text_without_end_no_more_is_read_than_the_limit(unit: str) -> None:
    assert cost(unit, 4 * READ_AT_MOST) <= 1.02 * cost(unit, READ_AT_MOST) + 100
