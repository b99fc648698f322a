import pytest
from pydantic import ValidationError

from knowledge.synonyms import load_synonyms, read_synonyms
from knowledge.vocabulary import stem_all


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("fb", "Facebook"),
        ("kids", "children"),
        ("the head", "headteacher"),
        ("mums and dads", "carers"),
        ("socials", "social networking sites"),
        ("screen shot", "screenshots"),
    ],
)
def test_what_staff_say_and_what_policies_write_share_a_concept(said: str, written: str) -> None:
    synonyms = load_synonyms()

    ours = {concept for m in synonyms.all_in(stem_all(said)) for concept in m.concepts}
    theirs = {concept for m in synonyms.all_in(stem_all(written)) for concept in m.concepts}

    assert ours & theirs


def test_the_longest_name_is_the_one_meant() -> None:
    synonyms = read_synonyms("same: {head: [head], leaders: [deputy head, deputy]}")

    mention = synonyms.longest_at(stem_all("deputy head"), 0)

    assert mention is not None
    assert (mention.end, mention.concepts) == (2, ("leaders",))


def test_a_part_that_is_only_a_word_is_a_thing_of_its_own() -> None:
    synonyms = read_synonyms("same: {media: [social media]}\nkinds: {media: [chirper]}")

    assert synonyms.phrases["chirper",] == ("chirper",)
    assert synonyms.wholes["chirper"] == ("media",)


@pytest.mark.parametrize("text", ["same: {head: [yes]}", "same: {}\nkindz: {}", "other: 1"])
def test_a_file_of_the_wrong_form_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        read_synonyms(text)


def test_every_whole_and_every_list_in_the_shipped_file_has_words() -> None:
    synonyms = load_synonyms()
    named = {concept for concepts in synonyms.phrases.values() for concept in concepts}

    assert {whole for wholes in synonyms.wholes.values() for whole in wholes} <= named
    assert set(synonyms.wholes) <= named
