/** Ties what belongs together in a form: a question, its buttons or its field, and what is wrong with it. */

import { idFrom } from '../element.js';

let count = 0;

/**
 * The words above a row of buttons name it, and words of warning below a row or a field belong to it: the
 * eye sees that, and a screen reader is told.
 * @param {HTMLElement[]} nodes the elements of one container, in order
 * @param {string} key of the card
 */
export function tieQuestions(nodes, key) {
  nodes.forEach((node, at) => {
    const above = nodes.slice(0, at).reverse().find((one) => !one.matches('.is-note'));
    if (node.matches('.ac-actions') && above?.matches('.is-prompt')) nameRow(node, above, key);
    const next = nodes[at + 1];
    if (node.matches('.ac-actions, .ac-input') && next?.matches('.ac-attention')) markFault(node, next, key);
  });
}

/**
 * @param {HTMLElement} row
 * @param {HTMLElement} prompt
 * @param {string} key
 */
function nameRow(row, prompt, key) {
  const words = prompt.textContent ?? '';
  row.setAttribute('role', 'group');
  row.setAttribute('aria-labelledby', named(prompt, key));
  for (const button of row.querySelectorAll('button')) {
    // Many questions have a Yes: a redraw finds the pressed one by its question.
    button.dataset.focus = `${words}/${button.dataset.focus}`;
  }
}

/**
 * @param {HTMLElement} node
 * @param {HTMLElement} words
 * @param {string} key
 */
function markFault(node, words, key) {
  const field = node.querySelector('[data-field]');
  node.classList.add('has-fault');
  field?.setAttribute('aria-invalid', 'true');
  (field ?? node).setAttribute('aria-describedby', named(words, key));
}

/**
 * @param {HTMLElement} node
 * @param {string} key
 */
function named(node, key) {
  count += 1;
  node.id ||= idFrom(key, 'words', String(count));
  return node.id;
}

/**
 * Puts the focus on the first field or button with a fault; false when there is none.
 * @param {Element | null | undefined} place
 */
export function focusFault(place) {
  const target = place?.querySelector('.has-fault :is(input, textarea, select, button)');
  if (!(target instanceof HTMLElement)) return false;
  place?.querySelector('.has-fault')?.scrollIntoView({ block: 'center' });
  target.focus({ preventScroll: true });
  return true;
}
