"""The people of a case by name, and its story without their names (DOMAIN 6.3)."""

import pytest

from bot.domain.named import Named, Part, with_names, with_tokens

MIA = Named("P1", Part.TARGET, "Mia Cole", "Year 5")


def pupil(name: str, number: int = 1, part: Part = Part.TARGET) -> Named:
    return Named(f"P{number}", part, name)


@pytest.mark.parametrize(
    ("story", "kept"),
    [
        ("Mia Cole was left out", "P1 was left out"),
        ("they call MIA COLE names", "they call P1 names"),
        ("mia was crying. Mia's mum rang.", "P1 was crying. P1's mum rang."),
        ("Mia said: I hit her. Mia I saw", "P1 said: I hit her. P1 I saw"),
        ("it was Mia\nTom saw it", "it was P1\nTom saw it"),
        ("Mia  Cole\nand Mia\nCole", "P1\nand P1"),
        ("Miami is far from Colechester", "Miami is far from Colechester"),
        ("@mia", "@P1"),
        ("nothing about anybody", "nothing about anybody"),
        ("", ""),
    ],
)
def test_a_name_becomes_a_token_wherever_it_stands_alone(story: str, kept: str) -> None:
    assert with_tokens(story, [MIA]) == kept


@pytest.mark.parametrize(
    ("story", "kept"),
    [
        ("they will post it when Will is out", "they will post it when P1 is out"),
        ("WILL YOUNG and will young", "P1 and P1"),
        ("the young ones", "the young ones"),
    ],
)
def test_a_name_that_is_a_word_too_counts_with_a_capital_only(story: str, kept: str) -> None:
    assert with_tokens(story, [pupil("Will Young")]) == kept


def test_a_longer_name_is_not_taken_for_a_shorter_one() -> None:
    both = (pupil("Ana Reed"), pupil("Ana Reed Smith", 2))

    assert with_tokens("Ana Reed Smith hit Ana Reed", both) == "P2 hit P1"


@pytest.mark.parametrize(
    ("story", "kept"),
    [
        (
            "Kayleigh Brown saw it too, Kayleigh's friend Moss helped",
            "Kayleigh Brown saw it too, P1's friend Moss helped",
        ),
        ("Kayleigh Moss told Kayleigh B.", "P1 told Kayleigh B."),
        ("Kayleigh-Ann and Kayleigh Moss-Reed and Anna-Kayleigh", None),
        ("Moss is upset. So is Mrs Moss.", None),
        ("KAYLEIGH BROWN", None),
    ],
)
def test_somebody_elses_name_is_never_rewritten(story: str, kept: str | None) -> None:
    kayleigh = pupil("Kayleigh Moss")

    assert with_tokens(story, [kayleigh]) == (kept or story)


def test_a_first_name_that_somebody_else_in_the_case_has_too_is_nobodys() -> None:
    people = (MIA, pupil("Mia Colette", 2, Part.ALLEGED), pupil("Tom James", 3))

    kept = with_tokens("Mia Cole told Mia Colette. Then Mia cried. Tom ran.", people)

    assert kept == "P1 told P2. Then Mia cried. P3 ran."


def test_two_people_with_the_same_name_are_not_told_apart() -> None:
    both = (MIA, pupil("Mia Cole", 2, Part.ALLEGED))

    kept = with_tokens("Mia Cole hit Mia Cole", both)

    assert kept == "P1 or P2 hit P1 or P2"
    assert with_names(kept, both).startswith("Mia Cole (P1) or Mia Cole (P2) hit")


@pytest.mark.parametrize("name", ["Mia", "Cole, Mia", "Mia Cole"])
def test_a_first_name_is_found_however_the_name_was_given(name: str) -> None:
    assert with_tokens("Mia cried. Mia Brown left.", [pupil(name)]) == "P1 cried. Mia Brown left."


def test_a_title_is_no_first_name() -> None:
    named = pupil("Miss Smith", part=Part.ALLEGED)

    kept = with_tokens("Miss Smith shouted. Miss, please! Miss Jones came.", [named])

    assert kept == "P1 shouted. Miss, please! Miss Jones came."


@pytest.mark.parametrize("account", ["@mia_c", "mia.c (Snapchat)", "C++", "mia"])
def test_an_account_becomes_a_token_whatever_signs_are_in_it(account: str) -> None:
    named = pupil(account, part=Part.ACCOUNT)

    assert with_tokens(f"it is from {account}, he says", [named]) == "it is from P1, he says"


def test_tokens_are_read_as_names_by_those_who_may() -> None:
    people = [pupil(f"Pupil Number{n}", n) for n in range(1, 12)]

    read = with_names("P1 and P11 and P12 and MP1", people)

    assert read == "Pupil Number1 (P1) and Pupil Number11 (P11) and P12 and MP1"


def test_tokens_stay_tokens_when_the_story_is_read_again() -> None:
    once = with_tokens("Mia Cole", [MIA])

    assert with_tokens(once, [MIA, pupil("Parker Paul", 2)]) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mia Cole", "mia  COLE"),
        ("Mia Cole", "Cole, Mia"),
        ("Zoë O\u2019Brien", "zoe obrien"),
        ("Mia Cole-Smith", "Mia Cole Smith"),
    ],
)
def test_the_same_pupil_is_found_however_the_name_is_typed(one: str, other: str) -> None:
    assert pupil(one).key == pupil(other).key
    assert pupil(one).key == pupil(other, part=Part.ALLEGED).key
    assert pupil(one).key == Named("P9", Part.TARGET, other, "Year 6").key


@pytest.mark.parametrize("other", ["Mia Coles", "Mia", "Tom Cole"])
def test_another_name_is_another_key(other: str) -> None:
    assert MIA.key != pupil(other).key


def test_an_account_is_the_same_with_and_without_its_sign_and_never_a_pupil() -> None:
    account = pupil("@Mia_C", part=Part.ACCOUNT)

    assert account.key == pupil("mia_c", part=Part.ACCOUNT).key
    assert account.key != pupil("mia_c").key
    assert pupil("mia cole", part=Part.ACCOUNT).key != pupil("cole mia", part=Part.ACCOUNT).key
