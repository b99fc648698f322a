"""Row 95 of DOMAIN 7: a pupil talked about in a channel is answered to the poster alone (G02)."""

from tests.support.school import School

ROW_95 = "does anyone know what happened with the y8 boy and the photo"


async def test_95_only_the_poster_is_asked_to_delete_it(school: School) -> None:
    amy, tom = school.person("amy-carter"), school.person("tom-ellery")

    await amy.says(f"@Dutydesk {ROW_95}", to="general")
    await school.settle()

    assert amy.sees("Please delete that message now: it may identify a child or colleague.")
    assert "Report privately" in amy.labels()
    assert not [text for text in tom.texts() if "delete that message" in text]
    assert ROW_95 not in school.kept()
