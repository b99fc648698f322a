/** Slack's mrkdwn, drawn as DOM nodes: bold, italic, strike, code, quotes, links and mentions. */

import { emojiFor } from './emoji.js';
import { h } from './element.js';
import { safeLink, mention } from './links.js';
import { fillDate } from './uktime.js';

/** @typedef {import('./links.js').Names} Names */

const EDGE = '[\\p{L}\\p{N}]';
/**
 * Words between two marks: outside no letter touches them, inside no space does.
 * @param {string} mark
 */
const pair = (mark) => {
  const [sign, inner] = [`[${mark}]`, `[^\\s${mark}]`];
  return `(?<!${EDGE})${sign}(?=${inner})([^${mark}\\n]*?${inner})${sign}(?!${EDGE})`;
};
const INLINE = new RegExp(
  [
    '`([^`\\n]+)`',
    '<([^<>\\n]+)>',
    pair('*'),
    pair('_'),
    pair('~'),
    ":([a-z0-9_+'-]+):",
    '(https?://[^\\s<>|]+)',
  ].join('|'),
  'gu',
);

/**
 * @param {string} text
 * @param {Names} names
 * @returns {DocumentFragment}
 */
export function drawMrkdwn(text, names) {
  const whole = document.createDocumentFragment();
  text.split(/```\n?([\s\S]*?)\n?```/).forEach((part, index) => {
    if (index % 2) whole.append(h('pre', {}, h('code', {}, plain(part))));
    else drawQuotes(whole, part, names);
  });
  return whole;
}

/**
 * Lines that begin with > become quotes; all other lines stay as typed.
 * @param {DocumentFragment} whole
 * @param {string} text
 * @param {Names} names
 */
function drawQuotes(whole, text, names) {
  const trimmed = whole.childNodes.length ? text.replace(/^\n/, '') : text;
  const runs = trimmed.match(/(?:^(?:>|&gt;).*(?:\n|$))+|(?:^(?!>|&gt;).*(?:\n|$))+/gmu) ?? [];
  for (const run of runs.filter((one) => one !== '')) {
    const isQuote = /^(?:>|&gt;)/.test(run);
    const lines = isQuote ? run.replace(/^(?:>|&gt;)(?:>>|&gt;&gt;)? ?/gm, '') : run;
    const node = isQuote ? h('blockquote', { class: 'quote' }) : document.createDocumentFragment();
    drawInline(node, isQuote ? lines.replace(/\n$/, '') : lines, names);
    whole.append(node);
  }
}

/**
 * @param {Node & ParentNode} parent
 * @param {string} text
 * @param {Names} names
 */
function drawInline(parent, text, names) {
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const at = match.index ?? 0;
    parent.append(plain(text.slice(from, at)), inlineNode(match, names));
    from = at + match[0].length;
  }
  parent.append(plain(text.slice(from)));
}

/**
 * @param {RegExpMatchArray} match
 * @param {Names} names
 * @returns {Node | string}
 */
function inlineNode(match, names) {
  const [whole, code, token, bold, italic, strike, emoji, url] = match;
  if (code !== undefined) return h('code', {}, plain(code));
  if (token !== undefined) return tokenNode(token, names) ?? plain(whole);
  if (bold !== undefined) return styled('strong', bold, names);
  if (italic !== undefined) return styled('em', italic, names);
  if (strike !== undefined) return styled('s', strike, names);
  if (emoji !== undefined) return emojiFor(emoji) ?? whole;
  return safeLink(plain(url), plain(url)) ?? plain(whole);
}

/**
 * @param {'strong' | 'em' | 's'} tag
 * @param {string} text
 * @param {Names} names
 */
function styled(tag, text, names) {
  const node = h(tag);
  drawInline(node, text, names);
  return node;
}

/**
 * What stands between < and >: a mention, a date or a link; null when it is none of these.
 * @param {string} token
 * @param {Names} names
 * @returns {Node | null}
 */
function tokenNode(token, names) {
  const [target, label] = splitOnce(token, '|');
  if (target.startsWith('!date^')) return dateNode(target, label);
  if (/^[@#!]/.test(target)) return mention(target, names, label && plain(label));
  return safeLink(plain(target), plain(label ?? target));
}

/**
 * @param {string} target "!date^1763634660^{date_short}"
 * @param {string | undefined} fallback
 */
function dateNode(target, fallback) {
  const [, unix, pattern] = target.split('^');
  const shown = Number(unix) ? fillDate(Number(unix), pattern ?? '') : plain(fallback ?? '');
  return h('time', {}, shown);
}

/**
 * @param {string} text
 * @param {string} mark
 * @returns {[string, string | undefined]}
 */
function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * Slack escapes only these three letters.
 * @param {string} text
 */
function plain(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
