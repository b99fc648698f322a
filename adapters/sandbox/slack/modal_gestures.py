"""Gestures in modals and in the Home tab, and what the app's acknowledgement does to them."""

from adapters.sandbox.refusals import NotAcknowledged, WindowRefusal
from adapters.sandbox.slack.courier import Parcel
from adapters.sandbox.slack.elements import visible_to
from adapters.sandbox.slack.emulator import SlackEmulator
from adapters.sandbox.slack.gestures import (
    Close,
    OpenHome,
    PressAtHome,
    PressInModal,
    Submit,
)
from adapters.sandbox.slack.identity import JsonObject
from adapters.sandbox.slack.modal_answers import faults_in, values_of
from adapters.sandbox.slack.refusals import ApiRefusal
from adapters.sandbox.slack.talk import action_on
from adapters.sandbox.slack.view_methods import require_showable
from adapters.sandbox.slack.views import View

CHECK_ANSWERS = "Please check the answers that are marked."
TROUBLE = "We had some trouble connecting. Try again?"


async def open_home(slack: SlackEmulator, gesture: OpenHome) -> bool:
    """Open the app's Home or Messages tab; return whether the app acknowledged that."""
    place = slack.workspace.line_to(gesture.user)
    if place is None:
        raise WindowRefusal("You have no conversation with the app.")
    events = slack.events.of_home(gesture.user, place, gesture.tab)
    return all([await slack.courier.tell(each) for each in events])


async def press_at_home(slack: SlackEmulator, gesture: PressAtHome) -> None:
    """Press a button, or change a menu, in the Home tab."""
    view = slack.workspace.views.homes.get(gesture.user)
    if view is None:
        raise WindowRefusal("There is nothing on your Home tab yet.")
    state = {gesture.block_id: {gesture.action_id: gesture.action}}
    view.values = values_of(view.blocks, {**view.values, **state})
    await _send_press(slack, view, gesture)


async def press_in_modal(slack: SlackEmulator, gesture: PressInModal) -> None:
    """Press a button, or change a field, in a modal; a field says so only if it dispatches."""
    view = _open_modal(slack, gesture.user, gesture.view_id)
    view.values = values_of(view.blocks, gesture.state)
    block = next((each for each in view.blocks if each["block_id"] == gesture.block_id), {})
    if block.get("type") == "input" and not block.get("dispatch_action", False):
        return
    await _send_press(slack, view, gesture)


async def submit(slack: SlackEmulator, gesture: Submit) -> None:
    """Send a modal, once it passes the checks that Slack's client makes."""
    view = _open_modal(slack, gesture.user, gesture.view_id)
    if not view.definition.get("submit"):
        raise WindowRefusal("This form cannot be sent.")
    view.values = values_of(view.blocks, gesture.state)
    slack.workspace.touch()
    faults = faults_in(view.blocks, view.values)
    if faults:
        raise WindowRefusal(CHECK_ANSWERS, faults)
    body = slack.payloads.submission(view)
    body["trigger_id"] = slack.triggers.issue(gesture.user)
    answer = await slack.courier.ask(Parcel("interactive", body))
    _apply(slack, view, answer)
    slack.workspace.touch()


async def close(slack: SlackEmulator, gesture: Close) -> None:
    """Close a modal; with it all others, if it asks for that."""
    view = _open_modal(slack, gesture.user, gesture.view_id)
    is_cleared = bool(view.definition.get("clear_on_close"))
    if is_cleared:
        slack.workspace.views.close_all(gesture.user)
    else:
        slack.workspace.views.close(view)
    slack.workspace.touch()
    if view.definition.get("notify_on_close"):
        body = slack.payloads.closing(view, is_cleared=is_cleared)
        try:
            await slack.courier.ask(Parcel("interactive", body))
        except NotAcknowledged:
            return  # the person sees nothing of it: the modal is closed


async def _send_press(
    slack: SlackEmulator, view: View, gesture: PressAtHome | PressInModal
) -> None:
    blocks = visible_to(view.blocks, gesture.user)
    action = action_on(blocks, gesture.block_id, gesture.action_id, gesture.action)
    body = slack.payloads.press_in_view(view)
    body["actions"] = [action | {"action_ts": slack.workspace.next_ts()}]
    body["trigger_id"] = slack.triggers.issue(gesture.user)
    await slack.courier.ask(Parcel("interactive", body))


def _open_modal(slack: SlackEmulator, user: str, view_id: str) -> View:
    stack = slack.workspace.views.stack(user)
    if not stack or stack[-1].id != view_id:
        raise WindowRefusal("That form is not open any more.")
    return stack[-1]


def _apply(slack: SlackEmulator, view: View, answer: JsonObject) -> None:
    views = slack.workspace.views
    match answer.get("response_action"):
        case None:
            views.close(view)
        case "clear":
            views.close_all(view.user)
        case "errors":
            raise WindowRefusal(CHECK_ANSWERS, _marked(view, answer.get("errors")))
        case "update":
            _replace(slack, view, answer.get("view"), is_pushed=False)
        case "push":
            _replace(slack, view, answer.get("view"), is_pushed=True)
        case _:
            raise WindowRefusal(TROUBLE)


def _marked(view: View, errors: object) -> dict[str, str]:
    """Return the app's field errors; Slack gives up on one that names no input of the modal."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise WindowRefusal(TROUBLE)
    return errors


def _replace(slack: SlackEmulator, view: View, definition: object, *, is_pushed: bool) -> None:
    try:
        if not isinstance(definition, dict):
            raise WindowRefusal(TROUBLE)
        require_showable(slack, definition, "modal")
        if is_pushed:
            slack.workspace.views.push(view.user, definition)
        else:
            slack.workspace.views.change(view, definition)
    except ApiRefusal as refusal:
        raise WindowRefusal(TROUBLE) from refusal
