/** What happens when a control is used: ask if needed, show that it is on its way, tell the app. */

import { askConfirm } from './dialog.js';

/** @typedef {import('./types.js').Slot} Slot */
/** @typedef {import('./types.js').Answer} Answer */

/**
 * Tells the app; true when the app took it.
 * @param {Slot} slot
 * @param {HTMLElement} node the control
 * @param {Answer} action
 * @returns {Promise<boolean>}
 */
export async function press(slot, node, action) {
  const { element, block, surface } = slot;
  if (node.getAttribute('aria-busy') === 'true') return false;
  if (element.confirm && !(await askConfirm(element.confirm, surface))) return false;
  const use = { block_id: block.block_id ?? '', action_id: element.action_id ?? '', action };
  const reply = await whileBusy(node, () => surface.press(use));
  return reply.ok;
}

/**
 * Keeps the control marked as working, and still focusable, until the promise is done.
 * @template T
 * @param {HTMLElement} node
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function whileBusy(node, work) {
  node.setAttribute('aria-busy', 'true');
  node.setAttribute('aria-disabled', 'true');
  try {
    return await work();
  } finally {
    node.removeAttribute('aria-busy');
    node.removeAttribute('aria-disabled');
  }
}

/**
 * Keeps an answer; outside an input block, or with `dispatch_action`, the app hears of it at once.
 * @param {Slot} slot
 * @param {HTMLElement} node
 * @param {Answer} answer
 * @returns {Promise<boolean>} false when the person or the app refused
 */
export async function answer(slot, node, answer) {
  const { element, block, surface } = slot;
  const before = surface.answers.of(block.block_id ?? '', element);
  surface.answers.put(block.block_id ?? '', element.action_id ?? '', answer);
  if (slot.isInput && !block.dispatch_action) return true;
  const isTaken = await press(slot, node, answer);
  if (!isTaken) surface.answers.put(block.block_id ?? '', element.action_id ?? '', before);
  return isTaken;
}

/**
 * The answer that a control shows now.
 * @param {Slot} slot
 * @returns {Answer}
 */
export const answerOf = ({ element, block, surface }) => surface.answers.of(block.block_id ?? '', element);

/**
 * The name by which a redraw finds the focused control again.
 * @param {Slot} slot
 * @param {string} [part]
 */
export const focusName = ({ element, block }, part = '') =>
  [block.block_id ?? '', element.action_id ?? '', part].join('/');
