/** Elements that are pressed: button, overflow menu, icon button, feedback buttons. */

import { h } from './element.js';
import { icon } from './icons.js';
import { openMenu } from './menu.js';
import { focusName, press } from './press.js';
import { plainOf } from './text.js';

/** @typedef {import('./types.js').Slot} Slot */

/**
 * True when the button is meant for named people only and the viewer is not one of them.
 * @param {Slot} slot
 */
function isForOthers({ element, surface }) {
  const ids = element.visible_to_user_ids;
  return Array.isArray(ids) && ids.length > 0 && !ids.includes(surface.me);
}

/** @param {string} address */
function follow(address) {
  if (/^https?:/i.test(address)) window.open(address, '_blank', 'noopener,noreferrer');
}

/**
 * @param {Slot} slot
 * @returns {HTMLElement | null}
 */
export function drawButton(slot) {
  const { element } = slot;
  if (isForOthers(slot)) return null;
  const node = h(
    'button',
    {
      class: ['button', element.style].filter(Boolean).join(' '),
      'aria-label': element.accessibility_label,
      'data-focus': focusName(slot),
      onclick: () => {
        if (element.url) follow(element.url);
        void press(slot, node, { type: 'button', value: element.value ?? null });
      },
    },
    plainOf(element.text, 'Button'),
  );
  return node;
}

/**
 * @param {Slot} slot
 * @returns {HTMLElement | null}
 */
export function drawIconButton(slot) {
  const { element } = slot;
  if (isForOthers(slot)) return null;
  const name = plainOf(element.text, 'Button');
  const node = h(
    'button',
    {
      class: 'icon-button labelled',
      'aria-label': element.accessibility_label,
      'data-focus': focusName(slot),
      onclick: () => press(slot, node, { type: 'icon_button', value: element.value ?? null }),
    },
    icon(String(element.icon)),
    name,
  );
  return node;
}

/**
 * @param {Slot} slot
 * @returns {HTMLElement}
 */
export function drawOverflow(slot) {
  const items = overflowItems(slot, () => node);
  const name = slot.label ? `More for ${slot.label}` : 'More';
  const node = h(
    'button',
    {
      class: 'icon-button framed',
      'aria-label': name,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'data-focus': focusName(slot),
      onclick: () => openMenu(node, name, [{ items }]),
    },
    icon('more'),
  );
  return node;
}

/**
 * @param {Slot} slot
 * @param {() => HTMLElement} node the button that the menu drops from
 * @returns {import('./menu.js').MenuItem[]}
 */
function overflowItems(slot, node) {
  /** @type {import('./types.js').Option[]} */
  const options = slot.element.options ?? [];
  return options.map((option) => ({
    label: plainOf(option.text),
    detail: plainOf(option.description) || undefined,
    run: () => {
      if (option.url) follow(option.url);
      void press(slot, node(), { type: 'overflow', selected_option: option });
    },
  }));
}

/**
 * @param {Slot} slot
 * @returns {HTMLElement}
 */
export function drawFeedback(slot) {
  const { element } = slot;
  const good = feedbackButton(slot, element.positive_button ?? {}, 'up');
  const bad = feedbackButton(slot, element.negative_button ?? {}, 'dislike');
  return h('span', { class: 'feedback', role: 'group', 'aria-label': 'Was this useful?' }, good, bad);
}

/**
 * @param {Slot} slot
 * @param {Record<string, any>} choice
 * @param {string} picture
 */
function feedbackButton(slot, choice, picture) {
  const node = h(
    'button',
    {
      class: 'icon-button labelled',
      'aria-label': choice.accessibility_label,
      'aria-pressed': 'false',
      'data-focus': focusName(slot, picture),
      onclick: async () => {
        if (!(await press(slot, node, { type: 'feedback_buttons', value: choice.value ?? null }))) return;
        node.parentElement?.querySelectorAll('button').forEach((one) => {
          one.setAttribute('aria-pressed', String(one === node));
        });
      },
    },
    icon(picture),
    plainOf(choice.text),
  );
  return node;
}
