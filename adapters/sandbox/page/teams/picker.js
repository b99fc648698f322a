/** A choice among many, found by typing a part of its name. */

import { h } from '../element.js';
import { Suggestions } from '../suggestions.js';

/** @typedef {import('./inputs.js').Slot} Slot */
/** @typedef {import('./inputs.js').Choice} Choice */

const MOST = 50;

/**
 * @param {Slot} slot
 * @param {Choice[]} choices
 * @returns {HTMLElement}
 */
export function drawPicker(slot, choices) {
  const placeholder = String(slot.input.placeholder ?? 'Type a name');
  const named = { type: 'text', class: 'field', autocomplete: 'off', placeholder, role: 'combobox' };
  const node = h('input', { ...named, ...slot.traits });
  const titleNow = () => choices.find((one) => one.value === slot.value())?.title ?? '';
  node.value = titleNow();
  const suggestions = new Suggestions(node, (before) => ({
    found: fitting(choices, before).map(({ title }) => ({ label: title, text: title })),
    replaced: /^.*$/,
  }));
  const show = () => {
    suggestions.update();
    node.setAttribute('aria-expanded', String(!suggestions.list.hidden));
  };
  const shut = () => {
    suggestions.close();
    node.value = titleNow();
    node.setAttribute('aria-expanded', 'false');
  };
  node.setAttribute('aria-expanded', 'false');
  node.addEventListener('input', () => {
    slot.keep(choices.find((one) => one.title === node.value)?.value ?? '');
    show();
  });
  node.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && suggestions.list.hidden) show();
    else if (suggestions.takeKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  node.addEventListener('focus', show);
  node.addEventListener('blur', shut);
  return h('div', { class: 'picker' }, node, suggestions.list);
}

/**
 * Those of which a word begins as typed; all of them when a whole name stands there.
 * @param {Choice[]} choices
 * @param {string} typed
 */
function fitting(choices, typed) {
  const part = typed.trim().toLowerCase();
  if (choices.some((one) => one.title.toLowerCase() === part)) return [];
  const begins = (/** @type {Choice} */ { title }) =>
    ` ${title.toLowerCase()}`.replaceAll(/[\s(]+/g, ' ').includes(` ${part}`);
  return choices.filter(begins).slice(0, MOST);
}
