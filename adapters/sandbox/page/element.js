/** Builds DOM nodes; text always stays text, so nothing that a person or an app writes can become markup. */

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, unknown>} Traits */

const SVG = 'http://www.w3.org/2000/svg';
const PROPERTIES = new Set(['value', 'checked', 'selected']);

/**
 * An HTML element with traits (attributes, properties, `on…` listeners) and children; a button does not
 * submit unless its traits say so.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Traits} [traits]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, traits = {}, ...children) {
  const node = document.createElement(tag);
  if (node instanceof HTMLButtonElement) node.type = 'button';
  for (const [name, value] of Object.entries(traits)) setTrait(node, name, value);
  fill(node, children);
  return node;
}

/**
 * An SVG element.
 * @param {string} tag
 * @param {Traits} [traits]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, traits = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(traits)) setTrait(node, name, value);
  fill(node, children);
  return /** @type {SVGElement} */ (node);
}

/**
 * @param {Element} node
 * @param {string} name
 * @param {unknown} value
 */
function setTrait(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === 'function') {
    node.addEventListener(name.slice(2).toLowerCase(), /** @type {EventListener} */ (value));
  } else if (PROPERTIES.has(name)) {
    Reflect.set(node, name, value);
  } else {
    node.setAttribute(name, value === true ? '' : String(value));
  }
}

/**
 * @param {Element} node
 * @param {Child[]} children
 */
export function fill(node, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
}

/**
 * Text for screen readers only.
 * @param {string} text
 */
export function unseen(text) {
  return h('span', { class: 'unseen' }, text);
}

/**
 * An id that is safe in an attribute, from any parts.
 * @param {...string} parts
 */
export function idFrom(...parts) {
  return parts.join('-').replace(/[^A-Za-z0-9_-]/g, (letter) => `_${letter.charCodeAt(0)}`);
}

/**
 * The element of the page's skeleton with this id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function find(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`The page has no element ${id}`);
  return node;
}
