/** The inputs of a card: words, a date, one choice or several. */

import { h, idFrom } from '../element.js';
import { drawPicker } from './picker.js';

/** @typedef {import('./types.js').Piece} Piece */
/** @typedef {import('./card.js').Sheet} Sheet */
/** @typedef {{title: string, value: string}} Choice */

const MOST_IN_SIGHT = 10;

/**
 * One input in its place.
 * @typedef {object} Slot
 * @property {Piece} input
 * @property {string} id of the field on the page
 * @property {Record<string, unknown>} traits what ties the field to its label
 * @property {() => string} value what stands in it
 * @property {(value: string) => void} keep
 */

/**
 * @param {Piece} input
 * @param {Sheet} sheet
 * @returns {HTMLElement}
 */
export function drawInput(input, { key, entries }) {
  const id = idFrom(key, String(input.id));
  const isGroup = input.type === 'Input.ChoiceSet' && (input.isMultiSelect || input.style === 'expanded');
  const words = String(input.label ?? '');
  const named = isGroup ? { 'aria-labelledby': words ? `${id}-label` : null, tabindex: '-1' } : { id };
  const needed = { 'aria-required': input.isRequired && !isGroup ? 'true' : null };
  const traits = { 'data-field': '', 'data-focus': `input/${input.id}`, ...named, ...needed };
  const spare = words ? {} : { 'aria-label': input.placeholder || 'Your answer' };
  const field = drawField({
    input,
    id,
    traits: { ...traits, ...spare },
    value: () => entries.of(input),
    keep: (value) => entries.put(input, value),
  });
  const label = words ? labelNode(id, words, isGroup) : null;
  return h('div', { class: 'ac-input' }, label, field);
}

/**
 * @param {string} id
 * @param {string} words
 * @param {boolean} isGroup
 */
function labelNode(id, words, isGroup) {
  const traits = { class: 'label', id: `${id}-label` };
  return isGroup ? h('div', traits, words) : h('label', { ...traits, for: id }, words);
}

/** @param {Slot} slot */
function drawField(slot) {
  const { type, isMultiSelect, style } = slot.input;
  if (type === 'Input.Text') return drawText(slot);
  if (type === 'Input.Date') return drawDate(slot);
  if (isMultiSelect || style === 'expanded') return drawBoxes(slot, Boolean(isMultiSelect));
  return style === 'filtered' ? drawPicker(slot, choicesOf(slot)) : drawSelect(slot);
}

/** @param {Slot} slot */
function drawText({ input, traits, value, keep }) {
  const named = { class: 'field', placeholder: input.placeholder || null, autocomplete: 'off' };
  const all = { ...named, maxlength: input.maxLength ?? null, ...traits };
  const isLong = Boolean(input.isMultiline);
  const node = isLong ? h('textarea', { ...all, rows: '4' }) : h('input', { ...all, type: 'text' });
  node.value = value();
  node.addEventListener('input', () => keep(node.value));
  return node;
}

/** @param {Slot} slot */
function drawDate({ input, traits, value, keep }) {
  const limits = { min: input.min ?? null, max: input.max ?? null };
  const node = h('input', { type: 'date', class: 'field is-short', ...limits, ...traits });
  node.value = value();
  node.addEventListener('input', () => keep(node.value));
  return node;
}

/** @param {Slot} slot @returns {Choice[]} */
const choicesOf = ({ input }) =>
  (input.choices ?? []).map((/** @type {Piece} */ one) => ({
    title: String(one.title),
    value: String(one.value),
  }));

/** @param {Slot} slot */
function drawSelect(slot) {
  const empty = h('option', { value: '' }, slot.input.placeholder || 'Choose one');
  const options = choicesOf(slot).map((one) => h('option', { value: one.value }, one.title));
  const node = h('select', { class: 'field select', ...slot.traits }, empty, ...options);
  node.value = slot.value();
  node.addEventListener('change', () => slot.keep(node.value));
  return node;
}

/**
 * Radio buttons, or tick boxes, whose values are joined by commas.
 * @param {Slot} slot
 * @param {boolean} isMany
 */
function drawBoxes(slot, isMany) {
  const chosen = () => (isMany ? slot.value().split(',').filter(Boolean) : [slot.value()]);
  const choices = choicesOf(slot);
  const pick = (/** @type {Choice} */ { value }, /** @type {boolean} */ isOn) => {
    if (!isMany) return slot.keep(value);
    const wanted = choices.filter((one) => (one.value === value ? isOn : chosen().includes(one.value)));
    return slot.keep(wanted.map((one) => one.value).join(','));
  };
  const nodes = choices.map((choice, at) => {
    const id = `${slot.id}-${at}`;
    const box = h('input', {
      type: isMany ? 'checkbox' : 'radio',
      id,
      name: slot.id,
      checked: chosen().includes(choice.value),
      'data-focus': `input/${slot.input.id}/${at}`,
      onchange: () => pick(choice, box.checked),
    });
    return h('label', { class: 'box', for: id }, box, h('span', { class: 'box-words' }, choice.title));
  });
  const kind = choices.length > MOST_IN_SIGHT ? 'boxes is-long' : 'boxes';
  return h('div', { role: isMany ? 'group' : 'radiogroup', class: kind, ...slot.traits }, ...nodes);
}
