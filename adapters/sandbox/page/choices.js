/** Elements with a choice: selects, people, radio buttons, tick boxes. */

import { h, idFrom } from './element.js';
import { answer, answerOf, focusName } from './press.js';
import { drawText, plainOf } from './text.js';

/** @typedef {import('./types.js').Slot} Slot */
/** @typedef {import('./types.js').Option} Option */
/** @typedef {import('./types.js').OptionGroup} OptionGroup */
/**
 * What ties a control to its label, hint and error.
 * @typedef {{id: string, traits: Record<string, unknown>}} Ties
 */

/** @param {Slot} slot @returns {Option[]} */
function optionsOf({ element }) {
  /** @type {OptionGroup[]} */
  const groups = element.option_groups ?? [];
  return element.options ?? groups.flatMap((group) => group.options);
}

/** @param {Option | null | undefined} option */
const keyOf = (option) => option?.value ?? '';

/**
 * @param {Slot} slot
 * @param {Ties} ties
 */
export function drawSelect(slot, ties) {
  const chosen = () => keyOf(answerOf(slot).selected_option);
  const change = async () => {
    const option = optionsOf(slot).find((one) => keyOf(one) === node.value) ?? null;
    const isTaken = await answer(slot, node, { type: 'static_select', selected_option: option });
    if (!isTaken) node.value = chosen();
  };
  const node = selectNode(slot, ties, change);
  node.append(...optionNodes(slot));
  node.value = chosen();
  return node;
}

/**
 * @param {Slot} slot
 * @param {Ties} ties
 */
export function drawPeople(slot, ties) {
  const chosen = () => answerOf(slot).selected_user ?? '';
  const change = async () => {
    const isTaken = await answer(slot, node, { type: 'users_select', selected_user: node.value || null });
    if (!isTaken) node.value = chosen();
  };
  const node = selectNode(slot, ties, change);
  const people = Object.entries(slot.surface.users).filter(([, user]) => !user.is_bot);
  people.sort(([, one], [, other]) => one.name.localeCompare(other.name, 'en-GB'));
  node.append(...people.map(([id, user]) => h('option', { value: id }, `${user.name} (${user.title})`)));
  node.value = chosen();
  return node;
}

/**
 * @param {Slot} slot
 * @param {Ties} ties
 * @param {() => void} change
 */
function selectNode(slot, ties, change) {
  const empty = h('option', { value: '' }, plainOf(slot.element.placeholder, 'Choose one'));
  const traits = { id: ties.id, class: 'field select', 'data-focus': focusName(slot), onchange: change };
  return h('select', { ...traits, ...ties.traits }, empty);
}

/** @param {Slot} slot @returns {HTMLElement[]} */
function optionNodes({ element }) {
  /** @param {Option} option */
  const one = (option) => h('option', { value: keyOf(option) }, plainOf(option.text));
  if (element.options) return element.options.map(one);
  /** @type {OptionGroup[]} */
  const groups = element.option_groups ?? [];
  return groups.map((group) => h('optgroup', { label: plainOf(group.label) }, ...group.options.map(one)));
}

/**
 * @param {Slot} slot
 * @param {Ties} ties
 */
export function drawRadios(slot, ties) {
  return boxes(slot, ties, {
    kind: 'radio',
    isChosen: (option) => keyOf(answerOf(slot).selected_option) === keyOf(option),
    change: (option) => ({ type: slot.element.type, selected_option: option }),
  });
}

/**
 * Tick boxes; also used for a select of several, where each choice stays in sight.
 * @param {Slot} slot
 * @param {Ties} ties
 */
export function drawTicks(slot, ties) {
  const chosen = () => answerOf(slot).selected_options ?? [];
  /** @param {Option} option */
  const isChosen = (option) => chosen().some((one) => keyOf(one) === keyOf(option));
  return boxes(slot, ties, {
    kind: 'checkbox',
    isChosen,
    change: (option) => {
      const wanted = optionsOf(slot).filter((one) => isChosen(one) !== (keyOf(one) === keyOf(option)));
      return { type: slot.element.type, selected_options: wanted };
    },
  });
}

/**
 * @typedef {object} BoxKind
 * @property {'radio' | 'checkbox'} kind
 * @property {(option: Option) => boolean} isChosen
 * @property {(option: Option) => import('./types.js').Answer} change the answer after a click on the option
 */

/**
 * @param {Slot} slot
 * @param {Ties} ties
 * @param {BoxKind} how
 */
function boxes(slot, ties, how) {
  const isLong = slot.element.type === 'multi_static_select' && optionsOf(slot).length > 6;
  const role = how.kind === 'radio' ? 'radiogroup' : 'group';
  const traits = { id: ties.id, role, class: isLong ? 'boxes is-long' : 'boxes', ...ties.traits };
  const nodes = optionsOf(slot).map((option, index) => boxNode(slot, ties, how, [option, index]));
  return h('div', traits, ...nodes);
}

/**
 * @param {Slot} slot
 * @param {Ties} ties
 * @param {BoxKind} how
 * @param {[Option, number]} choice
 */
function boxNode(slot, ties, how, [option, index]) {
  const id = idFrom(ties.id, String(index));
  const about = drawText(option.description, slot.surface);
  const detail = about && h('span', { id: `${id}-d`, class: 'box-detail' }, about);
  const input = h('input', {
    type: how.kind,
    id,
    name: ties.id,
    checked: how.isChosen(option),
    'aria-describedby': detail ? `${id}-d` : null,
    'data-focus': focusName(slot, String(index)),
    onchange: async () => {
      if (!(await answer(slot, input, how.change(option)))) input.checked = how.isChosen(option);
    },
  });
  const words = h('span', { class: 'box-words' }, h('span', {}, drawText(option.text, slot.surface)), detail);
  return h('label', { class: 'box', for: id }, input, words);
}
