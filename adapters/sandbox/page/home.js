/** The app's Home tab. */

import { drawBlocks } from './blocks.js';
import { h } from './element.js';
import { redraw } from './keyed.js';
import { surfaceFor } from './surface.js';

/** @typedef {import('./desk.js').Desk} Desk */

/**
 * @param {Desk} desk
 * @param {HTMLElement} panel
 */
export function drawHome(desk, panel) {
  const { home } = desk.snapshot;
  const empty = { key: 'empty', mark: '', build: () => h('p', { class: 'empty' }, 'Nothing here yet.') };
  const place = { key: 'home', mark: '', build: () => h('div', { class: 'blocks home' }) };
  redraw(panel, [home ? place : empty]);
  if (!home) return;
  const key = `${desk.place.as}/home`;
  const press = (/** @type {object} */ use) => desk.perform('home_press', use);
  const surface = surfaceFor(desk, key, { press, state: home.state });
  drawBlocks(/** @type {HTMLElement} */ (panel.firstElementChild), home.blocks, surface);
}

