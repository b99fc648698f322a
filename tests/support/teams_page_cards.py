"""Adaptive Cards to show in the sandbox's Teams window: one example of all that it can draw."""

from typing import Any

from tests.support.page_examples import Json


def run(text: str, **style: Any) -> Json:
    return {"type": "TextRun", "text": text, **style}


def says(*inlines: Json | str, **layout: Any) -> Json:
    runs = [run(each) if isinstance(each, str) else each for each in inlines]
    return {"type": "RichTextBlock", "inlines": runs, **layout}


def title(text: str) -> Json:
    return says(run(text, size="large", weight="bolder"))


def bold(text: str) -> Json:
    return run(text, weight="bolder")


def fact(label: str, text: str) -> Json:
    return says(bold(f"{label}: "), text, spacing="small")


def note(text: str) -> Json:
    return says(run(text, size="small", isSubtle=True), spacing="small")


def box(style: str, *items: Json) -> Json:
    return {"type": "Container", "style": style, "items": list(items)}


def data(do: str, **more: Any) -> Json:
    return {"dutydesk": {"do": do, "card": "0123456789abcdef", **more}}


def execute(label: str, sends: Json, **style: Any) -> Json:
    submit = {"type": "Action.Submit", "title": label, "data": sends, **style}
    return {**submit, "type": "Action.Execute", "verb": "press", "fallback": submit}


def submit(label: str, sends: Json, **style: Any) -> Json:
    return {"type": "Action.Submit", "title": label, "data": sends, **style}


def buttons(*actions: Json) -> Json:
    return {"type": "ActionSet", "actions": list(actions)}


def card(*body: Json, **more: Any) -> Json:
    frame = {"type": "AdaptiveCard", "version": "1.5", "msteams": {"width": "Full"}}
    return {**frame, **more, "body": list(body)}


def choices(*titles: str) -> list[Json]:
    return [{"title": each, "value": each.lower()} for each in titles]


def table(*rows: tuple[str, ...]) -> Json:
    cells = [[{"type": "TableCell", "items": [says(text)]} for text in row] for row in rows]
    columns = [{"width": 1} for _ in rows[0]]
    shown = [{"type": "TableRow", "cells": each} for each in cells]
    return {"type": "Table", "columns": columns, "firstRowAsHeaders": True, "rows": shown}


CLAUSE = "Phones are handed in at the office by 8.50. They go home at 3.15."
CLAUSE_CARD = card(
    box("emphasis", says(CLAUSE)),
    note("Mobile phones policy · clause 4.2 · version 3 · review due 1 Sep 2027"),
)
CITATIONS: list[Json] = [
    {
        "position": 1,
        "name": "Mobile phones policy, clause 4.2",
        "abstract": "Phones are handed in at the office by 8.50.",
        "card": CLAUSE_CARD,
    },
    {
        "position": 2,
        "name": "Behaviour policy, clause 7",
        "abstract": "A phone that is seen is kept until the end of the day.",
        "card": None,
    },
]
ANSWER = card(
    box("emphasis", says(CLAUSE)),
    note("Mobile phones policy · clause 4.2 · review due 1 Sep 2027"),
    buttons(execute("Show the whole section", data("press", means="section"))),
)


def request(seen_by: str = "Amy") -> Json:
    """Return a request to decide, as somebody in particular sees it."""
    refuse = execute("Yes: Refuse", data("press", means="refuse"), style="destructive")
    asks = card(says("Amy is told at once. This cannot be undone."), buttons(refuse))
    shows = {"type": "Action.ShowCard", "title": "Refuse", "card": asks, "style": "destructive"}
    approve = execute("Approve", data("press", means="approve"), style="positive")
    later = execute("Ask me later", data("press", means="later"))
    action = {"type": "Action.Execute", "title": "See", "verb": "see", "data": data("see")}
    return card(
        title("Unblock scratch.mit.edu?"),
        says(bold("Amy Carter"), " asks for ", bold("Year 5"), "."),
        fact("Why", "Computing, unit 3. They make a game with <b> & *stars* in it."),
        fact("Seen by", seen_by),
        says(run("Nobody has checked this site yet.", color="attention"), separator=True),
        buttons(approve, shows, later),
        refresh={"action": action, "userIds": ["29:amy"]},
    )


def gallery() -> Json:
    """Return a card with every element."""
    columns = [
        {"type": "Column", "width": "auto", "items": [says(bold("CB-2026-0001"))]},
        {"type": "Column", "width": "stretch", "items": [says("Waits for the safeguarding lead")]},
        {"type": "Column", "width": "auto", "items": [says(run("New", color="good"))]},
    ]
    runs = [
        run("small ", size="small"),
        run("subtle ", isSubtle=True),
        run("italic ", italic=True),
        run("accent ", color="accent"),
        run("good ", color="good"),
        run("warning ", color="warning"),
        run("attention ", color="attention"),
        run("medium ", size="medium"),
        run("lighter", weight="lighter"),
    ]
    boxes = [
        box(style, says(f"A box: {style}"))
        for style in ("default", "emphasis", "accent", "good", "warning", "attention")
    ]
    return card(
        title("Everything that a card can hold"),
        says(*runs),
        says("**not bold** [not a link](https://evil.example) <b>not markup</b>"),
        *boxes,
        {"type": "ColumnSet", "columns": columns, "separator": True, "spacing": "large"},
        table(
            ("Case", "Since", "Who"),
            ("CB-2026-0001", "Mon 16 Nov 2026", "Omar Aziz"),
            ("WB-2026-0002", "Tue 17 Nov 2026", "Nina Patel"),
        ),
        {"type": "Media", "sources": []},
        buttons(
            execute("Plain", data("press", means="plain")),
            execute("Positive", data("press", means="plain"), style="positive"),
            execute("Destructive", data("press", means="plain"), style="destructive"),
            {"type": "Action.OpenUrl", "title": "Away", "url": "https://evil.example"},
        ),
    )


def ask(kind: str, name: str, label: str, **more: Any) -> Json:
    return {"type": f"Input.{kind}", "id": name, "label": label, "spacing": "large", **more}


PEOPLE = choices("Helen Marsh (Headteacher)", "Omar Aziz (DSL)", "Nina Patel (Network manager)")


def everything(given: dict[str, str], wrong: str = "") -> Json:
    """Return a form with every kind of input, filled in as far as it is `given`."""

    def asked(kind: str, name: str, label: str, **more: Any) -> Json:
        value = {"value": given[name]} if name in given else {}
        return ask(kind, name, label, **more, **value)

    years = choices(*(f"Year {year}" for year in range(1, 8)))
    where = choices("In a chat", "In a game", "On a phone")
    compact = {"choices": years, "style": "compact", "placeholder": "Choose"}
    filtered = {"choices": PEOPLE, "style": "filtered", "placeholder": "Type a name or choose"}
    expanded = {"choices": choices("Today", "Yesterday", "Earlier"), "style": "expanded"}
    many = {"choices": where, "style": "expanded", "isMultiSelect": True}
    return card(
        asked("Text", "one.name", "Your name", maxLength=40),
        asked("Text", "one.story", "What happened?", isMultiline=True, maxLength=3000),
        *fault(wrong),
        note("A few words are enough."),
        asked("ChoiceSet", "one.when", "When was it?", **expanded),
        asked("ChoiceSet", "one.year", "Which year group?", **compact),
        asked("ChoiceSet", "one.who", "Who should know?", **filtered),
        asked("ChoiceSet", "many.where", "Where was it? (if you like)", **many),
        asked("Date", "one.day", "Which day? (if you like)"),
        buttons(submit("Send", data("send", form="everything"), style="positive")),
    )


def story(words: str = "", wrong: str = "", quoted: str = "") -> Json:
    """Return a short form, perhaps about what somebody wrote."""
    return card(
        *([box("emphasis", says(quoted))] if quoted else []),
        ask("Text", "one.story", "What happened?", isMultiline=True, value=words),
        *fault(wrong),
        buttons(submit("Send", data("send", form="story", quoted=quoted), style="positive")),
    )


def fault(wrong: str) -> list[Json]:
    return [box("attention", says(wrong))] if wrong else []


def tapped(question: str, given: dict[str, str], answers: tuple[str, ...]) -> Json:
    """Return the buttons of a question on which others depend."""
    return buttons(
        *(
            execute(
                f"✓ {each}" if given.get(question) == each else each,
                data("choose", question=question, answer=each),
                **({"style": "positive"} if given.get(question) == each else {}),
            )
            for each in answers
        )
    )


def report(given: dict[str, str], wrong: dict[str, str] | None = None) -> Json:
    """Return the form that grows with its answers, with what is `wrong` by question."""
    faults = {name: fault(words) for name, words in (wrong or {}).items()}
    danger = [says(bold("Is anyone in danger now?"), spacing="large"), note("Call 999 if so.")]
    shown = [title("Report cyberbullying"), *danger, tapped("danger", given, ("Yes", "No"))]
    if given.get("danger") == "Yes":
        stop = "Call 999 now. Then tell your safeguarding lead in person."
        shown.append(box("attention", says(bold("Stop. "), stop)))
    if given.get("danger") == "No":
        target = says(bold("Who is hurt?"), spacing="large")
        rows = [("A pupil", "A member of staff", "Me"), ("The school", "Somebody else")]
        shown += [target, *(tapped("target", given, row) for row in rows)]
        shown += faults.get("target", [])
        story = given.get("one.story", "")
        shown += [ask("Text", "one.story", "What happened?", isMultiline=True, value=story)]
        shown += [*faults.get("one.story", []), note("A few words are enough.")]
    send = execute("Send", data("send", form="report"), style="positive")
    one_by_one = execute("One question at a time", data("press", means="interview"))
    cancel = execute("Cancel", data("press", means="cancel"))
    return card(*shown, {**buttons(send, one_by_one, cancel), "spacing": "large"})
