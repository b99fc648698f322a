/** Makes the surface that blocks are drawn on. */

import { Answers } from './answers.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./types.js').Surface} Surface */

/**
 * @param {Desk} desk
 * @param {string} key
 * @param {{press: import('./types.js').Press, errors?: Record<string, string>,
 *   state?: import('./types.js').State}} how
 * @returns {Surface}
 */
export function surfaceFor(desk, key, { press, errors = {}, state }) {
  const { users, conversations, me } = desk.snapshot;
  const answers = desk.answers.get(key) ?? new Answers(state);
  desk.answers.set(key, answers);
  const channels = Object.fromEntries(conversations.map((one) => [one.id, one.name]));
  return { key, me: me.id, users, channels, answers, errors, press };
}
