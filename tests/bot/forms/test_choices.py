import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.forms.choices import (
    Choice,
    NoSuchChoice,
    YesNoUnsure,
    read_choice,
    read_choices,
    says_nothing,
)

UNSURE = tuple((member.value, member.label) for member in YesNoUnsure)
YES_NO = (("true", "Yes"), ("false", "No"))
PEOPLE = (
    ("hill/amy", "Amy Carter, Year 5 teacher"),
    ("hill/amy-shah", "Amy Shah, Cook"),
    ("hill/bo", "Bo Carter-Lund, Headteacher"),
    ("hill/ng", "Li Ng, Teaching assistant"),
)
PLACES = (
    ("whatsapp", "WhatsApp"),
    ("game", "Roblox or a game chat"),
    ("x", "X (Twitter)"),
    ("website", "A website"),
    ("unknown", "Don't know"),
)
RISKS = (
    ("adverts", "Adverts"),
    ("comments", "Comments or chat"),
    ("autoplay", "Autoplay or related videos"),
    ("login", "Needs a login"),
    ("none", "None that I saw"),
)
DOING = (("pupil", "A pupil here"), ("staff", "A member of staff"), ("unknown", "Don't know"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("yes", "yes"),
        ("YES!!", "yes"),
        ("yeah", "yes"),
        ("yes please", "yes"),
        ("yess", "yes"),
        ("no", "no"),
        ("nope.", "no"),
        ("no, not now", "no"),
        ("not sure", "not_sure"),
        ("not shure", "not_sure"),
        ("I'm not sure", "not_sure"),
        ("don\N{RIGHT SINGLE QUOTATION MARK}t know", "not_sure"),
        ("maybe", "not_sure"),
        ("no idea", "not_sure"),
        ("3", "not_sure"),
        ("2)", "no"),
    ],
)
def test_yes_no_and_not_sure_are_understood_as_people_type_them(said: str, meant: str) -> None:
    assert read_choice(said, UNSURE) == meant


@pytest.mark.parametrize(
    "said",
    [
        "right now",
        "it is happening now",
        "nobody knows",
        "yes but not now",
        "yes and no",
        "not now",
    ],
)
def test_no_is_never_guessed_from_a_part_of_a_word_or_a_mixed_answer(said: str) -> None:
    with pytest.raises(NoSuchChoice):
        read_choice(said, UNSURE)


@given(st.text(alphabet="abcdeghiklmnorstuwy ", max_size=30))
@example("nne")
def test_whatever_is_typed_no_is_only_what_says_no(said: str) -> None:
    try:
        meant = read_choice(said, UNSURE)
    except NoSuchChoice:
        return

    words = said.split()
    assert meant != "no" or any(w[:2] in {"no", "na"} or w == "n" or "als" in w for w in words)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("WhatsApp", "whatsapp"),
        ("it was on whatsapp", "whatsapp"),
        ("whatsap", "whatsapp"),
        ("roblox", "game"),
        ("twitter", "x"),
        ("dont know", "unknown"),
        ("not sure", "unknown"),
    ],
)
def test_a_choice_is_found_in_a_sentence_a_part_or_with_a_slip(said: str, meant: str) -> None:
    assert read_choice(said, PLACES) == meant


def test_what_is_denied_is_not_chosen() -> None:
    with pytest.raises(NoSuchChoice):
        read_choice("not a pupil here", DOING)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("hill/amy", "hill/amy"),
        ("Amy Carter", "hill/amy"),
        ("amy cartr", "hill/amy"),
        ("Mrs Shah", "hill/amy-shah"),
        ("the headteacher", "hill/bo"),
        ("teacher amy", "hill/amy"),
        ("Li Ng", "hill/ng"),
    ],
)
def test_a_person_is_found_by_name_title_or_typo(said: str, meant: str) -> None:
    assert read_choice(said, PEOPLE) == meant


@pytest.mark.parametrize("said", ["amy", "Carter"])
def test_two_people_of_a_name_are_asked_about_and_never_guessed(said: str) -> None:
    with pytest.raises(NoSuchChoice) as torn:
        read_choice(said, PEOPLE)

    assert "which one you mean" in str(torn.value)
    assert "Li Ng" not in str(torn.value)


@pytest.mark.parametrize(
    "said", ["Zoe Quist", "", "   ", "???", "\N{SMILING FACE WITH OPEN MOUTH}"]
)
def test_nobody_is_chosen_where_nobody_fits(said: str) -> None:
    with pytest.raises(NoSuchChoice):
        read_choice(said, PEOPLE)


def test_a_long_list_is_not_read_out() -> None:
    many = tuple((f"hill/{n}", f"Person{n} Name{n}, Teacher") for n in range(60))

    with pytest.raises(NoSuchChoice) as unknown:
        read_choice("somebody", many)

    assert str(unknown.value) == (
        "I can't find that in the list. For a person, type first name and surname."
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("adverts", ("adverts",)),
        ("adverts, comments", ("adverts", "comments")),
        ("Adverts and needs a login", ("adverts", "login")),
        ("adverts & comments; login", ("adverts", "comments", "login")),
        ("1, 4", ("adverts", "login")),
        ("1 4", ("adverts", "login")),
        ("comments or chat", ("comments",)),
        ("adverts, adverts", ("adverts",)),
        ("none", ("none",)),
    ],
)
def test_several_choices_are_typed_with_commas_or_and(said: str, meant: tuple[str, ...]) -> None:
    assert read_choices(said, RISKS) == meant


def test_one_unknown_part_of_several_is_complained_about() -> None:
    with pytest.raises(NoSuchChoice, match="Adverts, Comments"):
        read_choices("adverts, dragons", RISKS)


def test_nothing_is_said_in_several_ways_unless_a_choice_is_called_so() -> None:
    assert all(says_nothing(said, ()) for said in ("none", "N/A", "not listed", "No.", "-"))
    assert not says_nothing("none", RISKS)
    assert not says_nothing("no", YES_NO)
    assert not says_nothing("Amy Carter", PEOPLE)


class Colour(Choice):
    RED = "red", "Red"
    BLUE = "blue", "Blue"


def test_every_choice_is_found_by_its_value_its_label_and_its_number() -> None:
    choices = tuple((member.value, member.label) for member in Colour)

    for number, (value, label) in enumerate(choices, 1):
        assert read_choice(value, choices) == value
        assert read_choice(label.upper(), choices) == value
        assert read_choice(str(number), choices) == value


def test_not_knowing_counts_as_yes() -> None:
    assert [each.counts_as_yes for each in YesNoUnsure] == [True, False, True]
