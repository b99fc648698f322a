/** The gallery: every card and form, drawn by the same code as in the sandbox. Nothing is pressed. */

import { Answers } from './answers.js';
import { drawBlocks } from './blocks.js';
import { h } from './element.js';
import { drawCard } from './teams/card.js';
import { plainOf } from './text.js';

/**
 * @typedef {object} Exhibit
 * @property {string} feature
 * @property {string} kind
 * @property {Record<string, any>} slack what Slack would be sent
 * @property {Record<string, any>[]} teams the cards that Teams would be sent
 */

/** @param {Exhibit} exhibit @param {number} number */
function drawExhibit({ feature, kind, slack, teams }, number) {
  const label = h('p', { class: 'exhibit-label' }, `${feature} · ${kind}`);
  const shown = [inSlack(slack, kind, `slack-${number}`), inTeams(teams, `teams-${number}`)];
  return h('article', { class: 'exhibit' }, label, ...shown);
}

/** @param {Record<string, any>} shown @param {string} kind @param {string} key */
function inSlack(shown, kind, key) {
  const body = h('div', { class: 'exhibit-body' });
  const answers = new Answers(null);
  const press = async () => ({ ok: true });
  drawBlocks(body, shown.blocks, {
    key, me: '', users: {}, channels: {}, answers, errors: {}, press,
  });
  const title = kind === 'form' ? h('h3', {}, plainOf(shown.title)) : null;
  return h('section', { class: 'exhibit-side' }, h('h2', {}, 'Slack'), title, body);
}

/** @param {import('./teams/types.js').Piece[]} cards @param {string} key */
function inTeams(cards, key) {
  const drawn = cards.map((card, part) => {
    return h('div', { class: 'message-card' }, drawCard(card, { key: `${key}-${part}` }));
  });
  return h('section', { class: 'exhibit-side teams' }, h('h2', {}, 'Teams'), ...drawn);
}

const exhibits = JSON.parse(document.getElementById('exhibits')?.textContent ?? '[]');
document.querySelector('main')?.append(...exhibits.map(drawExhibit));
