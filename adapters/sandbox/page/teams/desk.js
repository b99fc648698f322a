/** The state of the Teams window. */

import { Desk } from '../desk.js';
import { Entries } from './entries.js';

/** @typedef {import('./types.js').Snapshot} Snapshot */

/**
 * @extends {Desk<Snapshot>}
 */
export class TeamsDesk extends Desk {
  /** @type {Map<string, Entries>} */
  #entries = new Map();

  /**
   * What is filled in on a card.
   * @param {string} key
   * @param {object} card
   */
  entriesOf(key, card) {
    const entries = this.#entries.get(key) ?? new Entries();
    this.#entries.set(key, entries);
    return entries.on(card);
  }
}
