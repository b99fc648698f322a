/** The input block: a control with its label, hint and error, tied together for screen readers. */

import { GROUPS, controlId, drawControl } from './controls.js';
import { h } from './element.js';
import { icon } from './icons.js';
import { plainOf } from './text.js';

/** @typedef {import('./types.js').Block} Block */
/** @typedef {import('./types.js').Surface} Surface */
/** @typedef {import('./types.js').Slot} Slot */

/**
 * @param {Block} block
 * @param {Surface} surface
 * @returns {HTMLElement}
 */
export function drawInput(block, surface) {
  /** @type {Slot} */
  const slot = { element: block.element, block, surface, isInput: true, required: !block.optional };
  const id = controlId(slot);
  const error = surface.errors[block.block_id ?? ''];
  const control = drawControl(slot, tiesOf(slot, id, Boolean(error)));
  const hint = block.hint ? h('p', { class: 'hint', id: `${id}-hint` }, plainOf(block.hint)) : null;
  const traits = { class: error ? 'input has-error' : 'input' };
  return h('div', traits, labelNode(slot, id), control, error ? errorNode(id, error) : null, hint);
}

/**
 * @param {Slot} slot
 * @param {string} id
 */
function labelNode({ block, element }, id) {
  const words = plainOf(block.label);
  const extra = block.optional ? h('span', { class: 'optional' }, ' (optional)') : null;
  const traits = { class: 'label', id: `${id}-label` };
  if (GROUPS.has(element.type)) return h('div', traits, words, extra);
  return h('label', { ...traits, for: id }, words, extra);
}

/**
 * @param {string} id
 * @param {string} error
 */
function errorNode(id, error) {
  return h('p', { class: 'field-error', id: `${id}-error` }, icon('error'), error);
}

/**
 * @param {Slot} slot
 * @param {string} id
 * @param {boolean} hasError
 * @returns {Record<string, unknown>}
 */
function tiesOf({ block, element, required }, id, hasError) {
  const notes = [hasError && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(' ');
  const isGroup = GROUPS.has(element.type);
  const canBeWrong = !isGroup || element.type === 'radio_buttons';
  return {
    'aria-labelledby': isGroup ? `${id}-label` : null,
    'aria-describedby': notes || null,
    'aria-required': canBeWrong && required ? 'true' : null,
    'aria-invalid': canBeWrong && hasError ? 'true' : null,
    tabindex: isGroup ? '-1' : null,
  };
}
