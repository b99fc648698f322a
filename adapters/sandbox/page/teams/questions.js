/** Ties what belongs together in a form: a question, its buttons or its field, and what is wrong with it. */

import { idFrom } from '../element.js';

let count = 0;

/**
 * The words above its rows of buttons name them, and words of warning below the rows or a field belong to
 * them: the eye sees that, and a screen reader is told. Buttons that stand apart answer no question.
 * @param {HTMLElement[]} nodes the elements of one container, in order
 * @param {string} key of the card
 */
export function tieQuestions(nodes, key) {
  /** @type {HTMLElement | null} */
  let prompt = null;
  /** @type {HTMLElement | null} */
  let asked = null;
  for (const node of nodes.filter((one) => !one.matches('.is-note'))) {
    const isApart = node.matches('.space-large, .has-separator');
    if (node.matches('.ac-actions') && prompt && !(asked && isApart)) {
      nameRow(node, prompt, key);
      asked ??= node;
    } else {
      if (asked && node.matches('.ac-attention')) markFault(asked, node, key);
      prompt = node.matches('.is-prompt') ? node : null;
      asked = node.matches('.ac-input') ? node : null;
    }
  }
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
