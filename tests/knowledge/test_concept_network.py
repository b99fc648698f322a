from math import isclose
from pathlib import Path

import pytest

from knowledge.concept_files import read_topics
from knowledge.concept_learning import learn
from knowledge.concept_network import ConceptNetwork, load_network, meet
from knowledge.synonyms import read_synonyms
from knowledge.vocabulary import split_words

NO_SYNONYMS = read_synonyms("same: {}")

PAIRS = [
    ("a mum wants to follow me on insta", "Requests from carers to connect must be declined."),
    ("whats that 141 thing before you dial", "Where a private handset is used, hide caller ID."),
    ("my lad wants to do homework on my work laptop", "Relatives may not use issued devices."),
    ("can i have my mobile on my desk", "Personal handsets must be out of sight in contact time."),
    ("how long till i can add last year's leavers", "Former students: only after a set period."),
    ("a site i need for tomorrow wont open", "Requests to release a page go to the technician."),
]


@pytest.mark.parametrize("place", range(len(PAIRS)))
def test_a_question_meets_the_rule_that_answers_it_better_than_any_other(place: int) -> None:
    network = load_network()
    asked = network.of_question(split_words(PAIRS[place][0]))

    met = [meet(asked, network.of_clause(rule)) for _, rule in PAIRS]

    assert max(range(len(PAIRS)), key=met.__getitem__) == place


def test_the_shares_of_a_question_and_of_a_clause_sum_to_one() -> None:
    network = load_network()

    asked = network.of_question(split_words("can i ring a parent from my own phone"))
    ruled = network.of_clause("They must be switched off.", "3. Mobile phones", "Personal phones:")

    assert isclose(sum(asked.values()), 1.0)
    assert isclose(sum(ruled.values()), 1.0)
    assert len(ruled) <= 12


def test_words_that_no_topic_has_are_about_nothing() -> None:
    network = load_network()

    asked = network.of_question(["zzyzx"])

    assert asked == {}
    assert network.of_question([]) == {}
    assert meet(asked, network.of_clause("Staff must not use personal phones.")) == 0.0


def test_a_clause_is_also_about_what_stands_above_it() -> None:
    network = load_network()
    asked = network.of_question(split_words("can kids keep a mobile in their bag"))

    alone = meet(asked, network.of_clause("These must be handed in each morning."))
    below = meet(
        asked, network.of_clause("These must be handed in each morning.", "Pupils' phones")
    )

    assert below > alone


def test_what_meets_itself_meets_it_wholly_and_in_both_directions() -> None:
    network = load_network()
    one = network.of_clause("Staff must not accept friend requests from parents.")
    other = network.of_clause("Parents are asked not to photograph other children.")

    assert isclose(meet(one, one), 1.0)
    assert isclose(meet(one, other), meet(other, one))


def test_a_topic_that_is_easily_taken_for_it_gets_a_little_of_the_question(tmp_path: Path) -> None:
    path = tmp_path / "topics.yaml"
    path.write_text(
        "- {id: cats, topic: Cats, asks: [a, b, c, d, purring], says: [e, f, g, h], near: [dogs]}\n"
        "- {id: dogs, topic: Dogs, asks: [i, j, k, l, barking], says: [m, n, o, p]}\n"
        "- {id: fish, topic: Fish, asks: [q, r, s, t, gills], says: [u, v, w, x]}\n",
        encoding="utf-8",
    )
    network = ConceptNetwork(learn(read_topics([path]), NO_SYNONYMS), NO_SYNONYMS)

    asked = network.of_question(["barks"])

    assert asked["dogs"] > asked["cats"] > 0
    assert "fish" not in asked


def test_a_school_finds_its_clauses_by_words_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("- id: staff-phone-where\n  asks: [my mobile in the zibble]\n", encoding="utf-8")
    rule = "Personal calls may be made in the staff room during breaks."

    met = [
        meet(network.of_question(["zibble"]), network.of_clause(rule))
        for network in (load_network(), load_network(own))
    ]

    assert met[0] == 0.0
    assert met[1] > 0.5


def test_the_network_is_read_once() -> None:
    assert load_network() is load_network()
