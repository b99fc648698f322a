/** The field in which a message is written: Enter sends, Shift+Enter begins a line, the draft is kept. */

import { h } from './element.js';
import { Suggestions } from './suggestions.js';

const TALLEST = 200;

/**
 * @typedef {object} Plan
 * @property {Map<string, string>} drafts what is typed and not sent
 * @property {string} key whose draft and where
 * @property {Record<string, unknown>} traits of the field
 * @property {import('./suggestions.js').Source} source
 * @property {(typed: string) => Promise<boolean>} send false when the words must come back
 */

export class Writing {
  #plan;
  #suggestions;

  /** @param {Plan} plan */
  constructor(plan) {
    this.#plan = plan;
    this.field = h('textarea', { rows: '1', 'data-focus': 'field', ...plan.traits });
    this.field.value = plan.drafts.get(plan.key) ?? '';
    this.#suggestions = new Suggestions(this.field, plan.source);
    this.field.addEventListener('input', () => this.#keep());
    this.field.addEventListener('keydown', (event) => this.#takeKey(event));
    this.field.addEventListener('blur', () => this.#suggestions.close());
    queueMicrotask(() => this.#grow());
  }

  /** The list of suggestions, to be placed beside the field. */
  get list() {
    return this.#suggestions.list;
  }

  /**
   * Puts words into the field as if they were typed.
   * @param {string} words
   */
  type(words) {
    this.field.focus();
    this.field.value = words;
    this.field.dispatchEvent(new Event('input'));
  }

  /** Sends what is typed; when that fails, the words come back. */
  async send() {
    const typed = this.field.value;
    if (!typed.trim()) return;
    this.#put('');
    const isSent = await this.#plan.send(typed.trim());
    if (!isSent && !this.field.value) this.#put(typed);
  }

  /** @param {string} words */
  #put(words) {
    this.field.value = words;
    this.#plan.drafts.set(this.#plan.key, words);
    this.#grow();
  }

  #keep() {
    this.#plan.drafts.set(this.#plan.key, this.field.value);
    this.#grow();
    this.#suggestions.update();
  }

  /** @param {KeyboardEvent} event the suggestions have the first say */
  #takeKey(event) {
    const isTaken = this.#suggestions.takeKey(event);
    const isSent = !isTaken && event.key === 'Enter' && !event.shiftKey && !event.isComposing;
    if (isTaken || isSent) event.preventDefault();
    if (isSent) void this.send();
  }

  #grow() {
    this.field.style.height = 'auto';
    this.field.style.height = `${Math.min(TALLEST, this.field.scrollHeight)}px`;
  }
}
