/** What a person has filled in on one card; it outlives every redraw of the card, until the card changes. */

export class Entries {
  /** @type {Map<string, string>} */
  #values = new Map();
  #card = '';

  /**
   * Forgets what was filled in on another card.
   * @param {object} card
   * @returns {this}
   */
  on(card) {
    const words = JSON.stringify(card);
    if (words !== this.#card) this.#values.clear();
    this.#card = words;
    return this;
  }

  /**
   * What stands in an input: what was filled in, or else what the app proposed.
   * @param {import('./types.js').Piece} input
   */
  of(input) {
    return this.#values.get(String(input.id)) ?? String(input.value ?? '');
  }

  /**
   * @param {import('./types.js').Piece} input
   * @param {string} value
   */
  put(input, value) {
    this.#values.set(String(input.id), value);
  }

  /** All that was filled in, by the ids of the inputs. */
  all() {
    return Object.fromEntries(this.#values);
  }
}
