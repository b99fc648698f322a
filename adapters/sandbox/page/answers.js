/** What a person has filled in on one surface; it outlives every redraw of the controls. */

/** @typedef {import('./types.js').Answer} Answer */
/** @typedef {import('./types.js').Element} Element */
/** @typedef {import('./types.js').Block} Block */
/** @typedef {import('./types.js').State} State */

/** @type {Record<string, (element: Element) => Answer>} */
const FIRST = {
  plain_text_input: textAnswer,
  number_input: textAnswer,
  url_text_input: textAnswer,
  email_text_input: textAnswer,
  static_select: (element) => ({ type: element.type, selected_option: element.initial_option ?? null }),
  radio_buttons: (element) => ({ type: element.type, selected_option: element.initial_option ?? null }),
  multi_static_select: manyAnswer,
  checkboxes: manyAnswer,
  datepicker: (element) => ({ type: element.type, selected_date: element.initial_date ?? null }),
  timepicker: (element) => ({ type: element.type, selected_time: element.initial_time ?? null }),
  datetimepicker: (element) => ({
    type: element.type,
    selected_date_time: element.initial_date_time ?? null,
  }),
  users_select: (element) => ({ type: element.type, selected_user: element.initial_user ?? null }),
};

/** @param {Element} element @returns {Answer} */
function textAnswer(element) {
  return { type: element.type, value: element.initial_value ?? null };
}

/** @param {Element} element @returns {Answer} */
function manyAnswer(element) {
  return { type: element.type, selected_options: element.initial_options ?? [] };
}

/**
 * True when nothing is filled in.
 * @param {Answer} answer
 */
export function isEmpty(answer) {
  const { type: _type, ...held } = answer;
  return Object.values(held).every((value) => (Array.isArray(value) ? !value.length : !value && value !== 0));
}

/** The answers of one message, Home tab or modal, by block id and action id. */
export class Answers {
  /** @type {Map<string, Map<string, Answer>>} */
  #blocks = new Map();

  /** @param {State | null} [state] what the server knows from before the page was loaded */
  constructor(state) {
    for (const [block, answers] of Object.entries(state?.values ?? {})) {
      for (const [action, answer] of Object.entries(answers)) this.put(block, action, answer);
    }
  }

  /**
   * The answer in this place; at first the one that the app proposed.
   * @param {string} block
   * @param {Element} element
   * @returns {Answer}
   */
  of(block, element) {
    const answers = this.#blocks.get(block) ?? new Map();
    const action = element.action_id ?? '';
    const held = answers.get(action);
    if (held && held.type === element.type) return held;
    const first = FIRST[element.type]?.(element) ?? { type: element.type };
    this.put(block, action, first);
    return first;
  }

  /**
   * @param {string} block
   * @param {string} action
   * @param {Answer} answer
   */
  put(block, action, answer) {
    const answers = this.#blocks.get(block) ?? new Map();
    answers.set(action, answer);
    this.#blocks.set(block, answers);
  }

  /**
   * Forgets blocks that are no longer shown, as Slack does.
   * @param {Set<string>} blocks
   */
  keepOnly(blocks) {
    for (const block of [...this.#blocks.keys()]) if (!blocks.has(block)) this.#blocks.delete(block);
  }

  /**
   * The answers to these blocks in the form of Slack's `state.values`.
   * @param {Block[]} blocks
   * @returns {Record<string, Record<string, Answer>>}
   */
  values(blocks) {
    /** @type {Record<string, Record<string, Answer>>} */
    const values = {};
    for (const block of blocks) {
      for (const element of elementsOf(block).filter(holdsAnswer)) {
        const id = block.block_id ?? '';
        values[id] = { ...values[id], [element.action_id ?? '']: this.of(id, element) };
      }
    }
    return values;
  }
}

/**
 * The elements of a block that a person can use.
 * @param {Block} block
 * @returns {Element[]}
 */
export function elementsOf(block) {
  return [block.element, block.accessory, ...(block.elements ?? [])].filter(Boolean);
}

/**
 * True for an element whose answer belongs to the state of its surface.
 * @param {Element} element
 */
export const holdsAnswer = (element) => element.type in FIRST;
