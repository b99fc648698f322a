/** Elements that are typed into: text, number, address, e-mail, date, time. */

import { h } from './element.js';
import { answer, answerOf, focusName, press } from './press.js';
import { plainOf } from './text.js';
import { isoOf, momentOf } from './uktime.js';

/** @typedef {import('./types.js').Slot} Slot */
/** @typedef {import('./types.js').Answer} Answer */
/** @typedef {import('./choices.js').Ties} Ties */

/** @type {Record<string, Record<string, string>>} */
const KINDS = {
  plain_text_input: { type: 'text' },
  number_input: { type: 'text', inputmode: 'decimal' },
  url_text_input: { type: 'url', inputmode: 'url', autocapitalize: 'none' },
  email_text_input: { type: 'email', inputmode: 'email', autocapitalize: 'none' },
};
const QUIET_MS = 400;
const NEARLY_FULL = 0.9;

/**
 * @param {Slot} slot
 * @param {Ties} ties
 * @returns {HTMLElement}
 */
export function drawTextInput(slot, ties) {
  const { element } = slot;
  const traits = {
    id: ties.id,
    class: 'field',
    placeholder: plainOf(element.placeholder) || null,
    maxlength: element.max_length,
    'data-focus': focusName(slot),
    autocomplete: 'off',
    ...ties.traits,
  };
  const node = element.multiline
    ? h('textarea', { ...traits, rows: '4' })
    : h('input', { ...traits, ...KINDS[element.type] });
  node.value = answerOf(slot).value ?? '';
  listen(slot, node);
  return element.max_length ? withCount(node, element.max_length) : node;
}

/**
 * @param {Slot} slot
 * @param {HTMLInputElement | HTMLTextAreaElement} node
 */
function listen(slot, node) {
  const { element, block, surface } = slot;
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  /** @returns {Answer} */
  const typed = () => ({ type: element.type, value: node.value || null });
  const keep = () => surface.answers.put(block.block_id ?? '', element.action_id ?? '', typed());
  let timer = 0;
  // While the app is still hearing of the last letters, these wait a little longer.
  const tell = () => {
    if (isSent(node)) return;
    if (node.getAttribute('aria-busy') === 'true') timer = window.setTimeout(tell, QUIET_MS);
    else void press(slot, node, typed());
  };
  node.addEventListener('input', () => {
    keep();
    clearTimeout(timer);
    if (!block.dispatch_action || !triggers.includes('on_character_entered')) return;
    timer = window.setTimeout(tell, QUIET_MS);
  });
  node.addEventListener('keydown', (event) => {
    const isEnter = event instanceof KeyboardEvent && event.key === 'Enter' && !event.shiftKey;
    if (!isEnter || !block.dispatch_action || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    void answer(slot, node, typed());
  });
}

/**
 * Whether its form is sent or on its way: what was typed last goes with it, so nobody waits to hear of it.
 * @param {HTMLElement} node
 */
const isSent = (node) =>
  !node.isConnected || Boolean(node.closest('form')?.querySelector('.submit[aria-busy="true"]'));

/**
 * The field with a count of its letters, which shows when they are running out; a paste is not cut unsaid.
 * @param {HTMLInputElement | HTMLTextAreaElement} node
 * @param {number} most
 */
function withCount(node, most) {
  const count = h('span', { class: 'count', 'aria-hidden': 'true' });
  const full = h('span', { class: 'count', role: 'status' });
  const show = () => {
    const length = node.value.length;
    const isNear = length >= most * NEARLY_FULL && length < most;
    count.textContent = isNear ? `${length} / ${most}` : '';
    full.textContent = length < most ? '' : `Only the first ${most.toLocaleString('en-GB')} characters fit.`;
  };
  node.addEventListener('input', show);
  show();
  return h('div', { class: 'counted' }, node, count, full);
}

/**
 * @typedef {object} Clockwork how one kind of date or time is shown and kept
 * @property {string} type of the browser's input
 * @property {(answer: Answer) => string} shown
 * @property {(typed: string) => Partial<Answer>} kept
 */

/** @type {Record<string, Clockwork>} */
const CLOCKWORK = {
  datepicker: {
    type: 'date',
    shown: (held) => held.selected_date ?? '',
    kept: (typed) => ({ selected_date: typed || null }),
  },
  timepicker: {
    type: 'time',
    shown: (held) => held.selected_time ?? '',
    kept: (typed) => ({ selected_time: typed || null }),
  },
  datetimepicker: {
    type: 'datetime-local',
    shown: (held) => (held.selected_date_time ? isoOf(new Date(held.selected_date_time * 1000)) : ''),
    kept: (typed) => ({ selected_date_time: typed ? momentOf(typed).getTime() / 1000 : null }),
  },
};

/**
 * @param {Slot} slot
 * @param {Ties} ties
 */
export function drawDateInput(slot, ties) {
  const { type } = slot.element;
  const how = CLOCKWORK[type];
  const node = h('input', {
    type: how.type,
    id: ties.id,
    class: 'field is-short',
    'data-focus': focusName(slot),
    ...ties.traits,
    onchange: async () => {
      const isTaken = await answer(slot, node, { type, ...how.kept(node.value) });
      if (!isTaken) node.value = how.shown(answerOf(slot));
    },
  });
  node.value = how.shown(answerOf(slot));
  return node;
}

/**
 * The sandbox takes no files; the place says so.
 * @param {Slot} _slot
 * @param {Ties} ties
 */
export function drawFileInput(_slot, ties) {
  const words = 'Files cannot be added here: the sandbox takes none. Describe it in words instead.';
  return h('p', { id: ties.id, class: 'refused', ...ties.traits, 'aria-invalid': null }, words);
}
