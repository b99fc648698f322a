/** The marks [1], [2] in an answer: each opens the clause that it stands for. */

import { closeButton, dropDialog, newDialog } from '../dialog.js';
import { h } from '../element.js';
import { drawCard } from './card.js';

/** @typedef {import('./types.js').Citation} Citation */

const MARK = /\[(\d{1,2})\]/g;
/** @type {Record<string, string>} */
const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
/** @type {HTMLDialogElement | null} */
let open = null;

/**
 * Makes a button of each mark in the words, and letters of the few entities that Teams reads.
 * @param {HTMLElement} node
 * @param {Citation[]} citations
 */
export function markCitations(node, citations) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) text.replaceWith(...split(text.data, citations));
}

/**
 * @param {string} words
 * @param {Citation[]} citations
 * @returns {(Node | string)[]}
 */
function split(words, citations) {
  const parts = words.split(MARK);
  return parts.map((part, at) => {
    if (at % 2 === 0) return part.replace(/&(?:amp|lt|gt);/g, (found) => ENTITIES[found]);
    const cited = citations.find((one) => one.position === Number(part));
    return cited ? markNode(cited) : `[${part}]`;
  });
}

/** @param {Citation} citation */
function markNode(citation) {
  const { position, name } = citation;
  const traits = {
    class: 'citation',
    'aria-label': `Source ${position}: ${name}`,
    'aria-haspopup': 'dialog',
    title: name,
    'data-focus': `citation/${position}`,
    onclick: () => showCitation(citation),
  };
  return h('button', traits, position);
}

/** @param {Citation} citation */
function showCitation({ position, name, abstract, card }) {
  closeCitation();
  const { dialog, title } = newDialog(name, closeCitation);
  const x = closeButton(closeCitation);
  const inWords = () => h('p', { class: 'typed' }, abstract);
  const clause = card ? drawCard(card, { key: `citation-${position}` }) : inWords();
  dialog.classList.add('teams', 'source');
  const traits = { class: 'dialog-body', tabindex: '0', role: 'group', 'aria-label': 'The clause' };
  dialog.append(h('div', { class: 'dialog-head' }, title, x), h('div', traits, clause));
  document.body.append(dialog);
  dialog.showModal();
  x.focus();
  open = dialog;
}

export function closeCitation() {
  if (open) dropDialog(open);
  open = null;
}
