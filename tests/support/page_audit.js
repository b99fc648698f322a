// Looks over what is shown now and returns one sentence for each thing that would shut somebody out.
() => {
  const top = [...document.querySelectorAll('dialog[open]')].pop();
  const root = top ?? document.body;
  const shows = (node) => node.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  const all = (selector) => [...root.querySelectorAll(selector)].filter(shows);
  const what = (node) => node.outerHTML.slice(0, 120);
  const textOf = (ids) => ids.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const nameOf = (node) =>
    (node.getAttribute('aria-label') ?? '') ||
    textOf(node.getAttribute('aria-labelledby') ?? '') ||
    [...(node.labels ?? [])].map((label) => label.textContent).join(' ') ||
    (node.matches('input, select, textarea') ? '' : node.textContent);
  const faults = [];
  const expect = (isFine, words) => isFine || faults.push(words);

  const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
  expect(new Set(ids).size === ids.length, `ids twice: ${ids.filter((id, at) => ids.indexOf(id) !== at)}`);
  for (const node of all('input, select, textarea')) expect(nameOf(node).trim(), `no label: ${what(node)}`);
  for (const node of all('button, a, summary, [role=tab], [role=menuitem], dialog, nav, main, section')) {
    const needsNone = node.matches('main');
    expect(needsNone || nameOf(node).trim(), `no name: ${what(node)}`);
  }
  for (const node of all('img')) expect(node.alt, `no alternative: ${what(node)}`);
  for (const node of all('svg:not([aria-hidden])')) expect(nameOf(node).trim(), `no name: ${what(node)}`);
  for (const node of all('[tabindex]')) expect(node.tabIndex <= 0, `own tab order: ${what(node)}`);
  for (const name of ['aria-describedby', 'aria-labelledby', 'aria-controls', 'aria-activedescendant']) {
    for (const node of all(`[${name}]`)) {
      for (const id of node.getAttribute(name).split(' ')) {
        expect(document.getElementById(id), `${name} points to nothing: ${what(node)}`);
      }
    }
  }
  for (const node of all('button, select, summary, input, .sidebar a')) {
    const box = (node.closest('label') ?? node).getBoundingClientRect();
    expect(box.width >= 24 && box.height >= 24, `too small to hit (${box.width}x${box.height}): ${what(node)}`);
  }

  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const under = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const [red, green, blue, alpha = 1] = numbers(getComputedStyle(one).backgroundColor);
      if (alpha > 0.99) return [red, green, blue];
    }
    return [255, 255, 255];
  };
  const light = (colour) => {
    const parts = colour.slice(0, 3).map((one) => one / 255);
    const [red, green, blue] = parts.map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const isOff = node.closest('[aria-disabled=true], .unseen, svg, option, [aria-hidden=true]');
    if (!walker.currentNode.data.trim() || isOff || !shows(node)) continue;
    const style = getComputedStyle(node);
    const isLarge = parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700;
    const found = ratio(numbers(style.color), under(node));
    expect(found >= (isLarge ? 3 : 4.5), `contrast ${found.toFixed(2)}: ${what(node)}`);
  }
  return faults;
}
