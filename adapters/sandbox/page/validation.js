/** What Slack itself checks before a modal is sent to the app. */

import { isEmpty } from './answers.js';

/** @typedef {import('./types.js').Block} Block */
/** @typedef {import('./types.js').Element} Element */
/** @typedef {import('./types.js').Answer} Answer */

/** @type {Record<string, (element: Element, typed: string) => string>} */
const CHECKS = {
  plain_text_input: (element, typed) =>
    typed.length < (element.min_length ?? 0) ? `Write at least ${element.min_length} letters.` : '',
  number_input: checkNumber,
  url_text_input: (_element, typed) =>
    /^https?:\/\/[^\s.]+\.\S+$/i.test(typed) ? '' : 'Write a whole web address, such as https://example.org.',
  email_text_input: (_element, typed) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed) ? '' : 'Write an e-mail address, such as name@example.org.',
};

/**
 * @param {Element} element
 * @param {string} typed
 */
function checkNumber(element, typed) {
  const value = Number(typed);
  if (Number.isNaN(value)) return 'Write a number in digits.';
  if (!element.is_decimal_allowed && !Number.isInteger(value)) return 'Write a whole number.';
  const { min_value: least, max_value: most } = element;
  if (least !== undefined && value < Number(least)) return `Write ${least} or more.`;
  return most !== undefined && value > Number(most) ? `Write ${most} or less.` : '';
}

/**
 * What is wrong with the input blocks, by block id.
 * @param {Block[]} blocks
 * @param {import('./answers.js').Answers} answers
 * @returns {Record<string, string>}
 */
export function faultsIn(blocks, answers) {
  const faults = blocks
    .filter((block) => block.type === 'input' && block.element.type !== 'file_input')
    .map((block) => [block.block_id ?? '', faultOf(block, answers.of(block.block_id ?? '', block.element))]);
  return Object.fromEntries(faults.filter(([, fault]) => fault));
}

/**
 * @param {Block} block
 * @param {Answer} answer
 */
function faultOf({ optional, element }, answer) {
  if (isEmpty(answer)) return optional ? '' : 'This is needed. Please fill it in.';
  return CHECKS[element.type]?.(element, answer.value ?? '') ?? '';
}
