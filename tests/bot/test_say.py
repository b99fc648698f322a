from tests.bot.command_line import SCHOOL, objects, say, start, text


def test_a_conversation_goes_from_request_to_decision_in_the_fixed_form() -> None:
    told = say(
        "I need a blocked site",
        "!press Answer here",
        "https://maps.example/rivers",
        "Maps of rivers",
        "Geography, the pupils label a map",
        "adverts, needs a login",
        "!press Skip",
        "!press Staff",
        "tomorrow",
        "in a week",
        "tomorrow",
        "!press Skip",
        "!press Skip",
        "yes",
        "!press Send",
        "!as grace-adeyemi",
        "!press Approve",
        "!as amy-carter",
    )

    assert all(list(answer) == ["said", "intent", "cards"] for answer in told)
    assert all(list(c) == ["title", "text", "buttons"] for a in told for c in a["cards"])
    review, sent, asked, approved, news = told[-5:]
    assert "Which risks" not in text(review)
    assert "Adverts, Needs a login" in text(told[-5]) or "Adverts, Needs a login" in text(told[-6])
    assert "waiting for a decision" in text(sent)
    assert "Please decide." in text(asked)
    assert "approved, being switched on" in text(approved)
    assert "Approved by Grace Adeyemi" in text(news)


def test_what_cannot_be_done_is_said_and_the_conversation_goes_on() -> None:
    told = say("!press Nothing", "!as nobody", "hello")

    assert "There is no button 'Nothing' showing." in text(told[0])
    assert "I don't know nobody at this school." in text(told[1])
    assert told[2]["intent"] == "get_help"


def test_somebody_who_works_at_two_schools_speaks_at_the_one_that_is_named() -> None:
    [here] = say("Can staff use their phones in lessons?", who="bea-lund")
    [there] = say("Can staff use their phones in lessons?", who="bea-lund", school="ravensmere")

    assert "Oakfield Primary School · " in text(here)
    assert "Ravensmere High School · " in text(there)


def test_other_tools_get_json_on_standard_output_and_nothing_else() -> None:
    asked = start("ask", *SCHOOL, "--json", typed=b"phones?\r\n\xff\xfe\r\n\xe2\x80\x99\n")
    said = start("say", *SCHOOL, "--as", "amy-carter", "--json", typed=b"hello\r\n\xff\xfe\n")

    assert (asked.returncode, asked.stderr) == (0, b"")
    assert [answer["question"] for answer in objects(asked.stdout)] == [
        "phones?",
        "\N{REPLACEMENT CHARACTER}" * 2,
        "\N{RIGHT SINGLE QUOTATION MARK}",
    ]
    assert (said.returncode, said.stderr) == (0, b"")
    assert [answer["said"] for answer in objects(said.stdout)] == [
        "hello",
        "\N{REPLACEMENT CHARACTER}" * 2,
    ]
