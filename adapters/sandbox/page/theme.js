/** Light or dark: as this computer is set, until the person chooses. */

const KEY = 'dutydesk-theme';

/** @returns {boolean} */
export function isDark() {
  const chosen = localStorage.getItem(KEY);
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

export function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}

/**
 * Follows the computer when it turns dark in the evening.
 * @param {() => void} redraw
 */
export function watchTheme(redraw) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    applyTheme();
    redraw();
  });
}

export function switchTheme() {
  localStorage.setItem(KEY, isDark() ? 'light' : 'dark');
  applyTheme();
}
