/** The list of every element that a person can use, by Slack's name for it. */

import { drawButton, drawFeedback, drawIconButton, drawOverflow } from './buttons.js';
import { drawPeople, drawRadios, drawSelect, drawTicks } from './choices.js';
import { drawDateInput, drawFileInput, drawTextInput } from './fields.js';
import { h, idFrom } from './element.js';
import { drawPicture } from './pictures.js';
import { plainOf } from './text.js';

/** @typedef {import('./types.js').Slot} Slot */
/** @typedef {import('./choices.js').Ties} Ties */

/** @type {Record<string, (slot: Slot, ties: Ties) => HTMLElement | null>} */
const CONTROLS = {
  button: drawButton,
  icon_button: drawIconButton,
  overflow: drawOverflow,
  feedback_buttons: drawFeedback,
  static_select: drawSelect,
  users_select: drawPeople,
  radio_buttons: drawRadios,
  checkboxes: drawTicks,
  multi_static_select: drawTicks,
  plain_text_input: drawTextInput,
  number_input: drawTextInput,
  url_text_input: drawTextInput,
  email_text_input: drawTextInput,
  datepicker: drawDateInput,
  timepicker: drawDateInput,
  datetimepicker: drawDateInput,
  file_input: drawFileInput,
  image: (slot) => drawPicture(slot.element, 'accessory-picture'),
};

/** Elements that are a group of inputs: a legend names them, not a label. */
export const GROUPS = new Set(['radio_buttons', 'checkboxes', 'multi_static_select', 'file_input']);

/**
 * The id that the control of this slot has on the page.
 * @param {Slot} slot
 */
export const controlId = ({ element, block, surface }) =>
  idFrom(surface.key, block.block_id ?? '', element.action_id ?? '');

/**
 * @param {Slot} slot
 * @param {Record<string, unknown>} [traits] ties to a visible label; without them the control names itself
 * @returns {HTMLElement | null}
 */
export function drawControl(slot, traits) {
  const { element } = slot;
  const draw = Object.hasOwn(CONTROLS, element.type) ? CONTROLS[element.type] : null;
  if (!draw) return h('p', { class: 'unknown' }, `Unknown element: ${element.type}`);
  const name = plainOf(element.placeholder) || slot.label || 'Choose';
  const ties = traits ?? { 'aria-label': element.accessibility_label ?? name };
  return draw(slot, { id: controlId(slot), traits: ties });
}
