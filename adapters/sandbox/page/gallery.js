/** The gallery: every card and form, drawn by the same code as in the sandbox. Nothing is pressed. */

import { Answers } from './answers.js';
import { drawBlocks } from './blocks.js';
import { h } from './element.js';
import { plainOf } from './text.js';

/**
 * @typedef {object} Exhibit
 * @property {string} feature
 * @property {string} platform
 * @property {string} surface
 * @property {Record<string, any>} shown what the platform would be sent
 */

/** @param {Exhibit} exhibit @param {number} number */
function drawExhibit({ feature, platform, surface, shown }, number) {
  const body = h('div', { class: 'exhibit-body' });
  const answers = new Answers(null);
  const press = async () => ({ ok: true });
  drawBlocks(body, shown.blocks, {
    key: String(number), me: '', users: {}, channels: {}, answers, errors: {}, press,
  });
  const title = surface === 'modal' ? h('h2', {}, plainOf(shown.title)) : null;
  const label = h('p', { class: 'exhibit-label' }, `${feature} · ${platform} · ${surface}`);
  return h('article', { class: 'exhibit' }, label, title, body);
}

const exhibits = JSON.parse(document.getElementById('exhibits')?.textContent ?? '[]');
document.querySelector('main')?.append(...exhibits.map(drawExhibit));
