/**
 * Redraws a list in place: what did not change keeps its node, and with it focus, scroll and typing.
 */

/**
 * One child: `key` says which it is, `mark` changes when it must be built again.
 * @typedef {{key: string, mark: string, build: () => HTMLElement}} Piece
 */

/** @type {WeakMap<Element, {key: string, mark: string}>} */
const drawn = new WeakMap();

/**
 * Makes the children of `parent` equal to `pieces`.
 * @param {HTMLElement} parent
 * @param {Piece[]} pieces
 */
export function redraw(parent, pieces) {
  const held = heldFocus(parent);
  const nodes = oldNodes(parent, new Set(pieces.map((piece) => piece.key)));
  pieces.forEach((piece, index) => {
    const node = current(piece, nodes.get(piece.key));
    const there = parent.children[index] ?? null;
    if (there !== node) parent.insertBefore(node, there);
  });
  if (held) giveBack(parent, held);
}

/**
 * @param {HTMLElement} parent
 * @param {Set<string>} wanted
 * @returns {Map<string, Element>}
 */
function oldNodes(parent, wanted) {
  const nodes = new Map();
  for (const node of [...parent.children]) {
    const key = drawn.get(node)?.key;
    if (key !== undefined && wanted.has(key) && !nodes.has(key)) nodes.set(key, node);
    else node.remove();
  }
  return nodes;
}

/**
 * @param {Piece} piece
 * @param {Element | undefined} old
 * @returns {Element}
 */
function current(piece, old) {
  if (old && drawn.get(old)?.mark === piece.mark) return old;
  const node = piece.build();
  drawn.set(node, { key: piece.key, mark: piece.mark });
  old?.replaceWith(node);
  return node;
}

/**
 * @typedef {{node: HTMLElement, name: string, key: string, start: number | null, end: number | null}} Held
 * @param {HTMLElement} parent
 * @returns {Held | null}
 */
function heldFocus(parent) {
  const node = document.activeElement;
  if (!(node instanceof HTMLElement) || node === parent || !parent.contains(node)) return null;
  const child = [...parent.children].find((one) => one.contains(node));
  const key = (child && drawn.get(child)?.key) ?? '';
  const isText = node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement;
  const start = isText ? node.selectionStart : null;
  return { node, name: node.dataset.focus ?? '', key, start, end: isText ? node.selectionEnd : null };
}

/**
 * Puts the focus on the control that took the place of the one that had it, or on its surroundings.
 * @param {HTMLElement} parent
 * @param {Held} held
 */
function giveBack(parent, held) {
  if (parent.contains(held.node)) return;
  const around = [...parent.children].find((node) => drawn.get(node)?.key === held.key);
  const same = [...(around?.querySelectorAll('[data-focus]') ?? [])].find(
    (node) => node instanceof HTMLElement && held.name && node.dataset.focus === held.name,
  );
  const target = same ?? around;
  if (!(target instanceof HTMLElement)) return;
  if (!same && target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (isText && held.start !== null) target.setSelectionRange(held.start, held.end);
}
