/** The list that opens beside a text field and offers what fits the words in it. */

import { h, unseen } from './element.js';

/**
 * One line of the list; `text` takes the place of what `Source` found, in the field.
 * @typedef {{label: string, text: string, detail?: string, hint?: string}} Suggestion
 */

/**
 * What fits the words before the cursor, and which of these words a choice replaces.
 * @typedef {(before: string) => {found: Suggestion[], replaced: RegExp}} Source
 */

const HOW_TO_CHOOSE = 'suggestions. Up and down arrows choose, Enter takes.';
let count = 0;

/** Belongs to one text field; the field keeps the focus while the list is used. */
export class Suggestions {
  #field;
  #source;
  #replaced = /$/;
  /** @type {Suggestion[]} */
  #shown = [];
  #at = 0;
  #isShut = false;

  /**
   * @param {HTMLTextAreaElement | HTMLInputElement} field
   * @param {Source} source
   */
  constructor(field, source) {
    this.#field = field;
    this.#source = source;
    count += 1;
    const traits = { class: 'suggestions', role: 'listbox', 'aria-label': 'Suggestions', hidden: true };
    this.list = h('div', { ...traits, id: `suggestions-${count}` });
    this.said = h('span', { class: 'unseen', role: 'status' });
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', this.list.id);
    queueMicrotask(() => field.after(this.said));
  }

  /** Shows what fits the words before the cursor. */
  update() {
    const before = this.#field.value.slice(0, this.#field.selectionStart ?? 0);
    const { found, replaced } = this.#source(before);
    this.#replaced = replaced;
    if (!found.length) this.#isShut = false;
    if (this.#isShut) return;
    const isNew = found.length !== this.#shown.length;
    this.#shown = found;
    this.#at = 0;
    if (isNew) this.said.textContent = found.length ? `${found.length} ${HOW_TO_CHOOSE}` : '';
    this.#draw();
  }

  close() {
    this.#shown = [];
    this.#draw();
  }

  /**
   * True when the key was for the list.
   * @param {KeyboardEvent} event
   */
  takeKey({ key, shiftKey }) {
    if (!this.#shown.length) return false;
    if (key === 'ArrowDown' || key === 'ArrowUp') return this.#move(key === 'ArrowDown' ? 1 : -1);
    if (key === 'Escape') {
      this.#isShut = true;
      this.close();
      return true;
    }
    const isDone = this.#field.value.trim() === this.#shown[this.#at].text.trim();
    if (key === 'Enter' && isDone) this.close();
    else if (key === 'Tab' || (key === 'Enter' && !shiftKey)) return this.#take(this.#shown[this.#at]);
    return false;
  }

  /** @param {number} step */
  #move(step) {
    this.#at = (this.#at + step + this.#shown.length) % this.#shown.length;
    this.#draw();
    return true;
  }

  /** @param {Suggestion} suggestion */
  #take({ text }) {
    const { value } = this.#field;
    const cursor = this.#field.selectionStart ?? value.length;
    const before = value.slice(0, cursor).replace(this.#replaced, () => text);
    this.close();
    this.#field.value = before + value.slice(cursor).replace(/^ /, '');
    this.#field.setSelectionRange(before.length, before.length);
    this.#field.dispatchEvent(new Event('input'));
    this.close();
    this.#field.focus();
    return true;
  }

  #draw() {
    const { list } = this;
    list.hidden = !this.#shown.length;
    list.replaceChildren(...this.#shown.map((one, index) => this.#option(one, index)));
    const chosen = list.children[this.#at];
    if (chosen) this.#field.setAttribute('aria-activedescendant', chosen.id);
    else this.#field.removeAttribute('aria-activedescendant');
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  /**
   * @param {Suggestion} suggestion
   * @param {number} index
   */
  #option(suggestion, index) {
    const onpointerdown = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#take(suggestion);
    };
    const isChosen = String(index === this.#at);
    const id = `${this.list.id}-${index}`;
    const hint = suggestion.hint ? h('span', { class: 'usage' }, suggestion.hint) : null;
    const words = h('span', { class: 'suggestion-label' }, h('strong', {}, suggestion.label), ' ', hint);
    const { detail = '' } = suggestion;
    const more = detail ? [unseen(': '), h('span', { class: 'suggestion-detail' }, detail)] : [];
    const traits = { role: 'option', id, 'aria-selected': isChosen, onpointerdown };
    return h('div', traits, words, ...more);
  }
}
