// Texts, lists and selectors: what page scripts share and what needs no page.
export const MOST = 2000;      // elements of one kind that facts hold
export const TEXT = 2000;      // characters of one text

/**
 * A function that works out what it gives once for each thing that it is asked about.
 *
 * @template K, V
 * @param {(key: K) => V} work
 * @returns {(key: K) => V}
 */
export const remembered = (work) => {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, work(key));
    return known.get(key);
  };
};

/**
 * As many as facts hold, and whether there were more.
 *
 * @template T
 * @param {T[]} found
 * @returns {{items: T[], capped: boolean}}
 */
export const bounded = (found) => ({items: found.slice(0, MOST), capped: found.length > MOST});

/**
 * The beginning of a text; no character is cut in half.
 *
 * @param {string} text
 * @param {number} most
 */
export const cut = (text, most) => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

/**
 * A text without the white space that a browser folds; full-width and no-break spaces stay.
 *
 * @param {string | null | undefined} text
 */
export const plain = (text) => cut((text || '').replace(/[ \t\r\n\f]+/g, ' ').trim(), TEXT);

/**
 * Percent-encoded text in plain, or as it is written where that cannot be.
 *
 * @param {string} text
 */
export const decoded = (text) => {
  try { return decodeURIComponent(text); } catch { return text; }
};

// Elements whose text is none of the page's words.
export const SILENT = 'script, style, noscript, template';
export const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role="heading"]';
export const DIALOG_ROLES = '[role="dialog"], [role="alertdialog"], [aria-modal="true"]';
export const LINKS_AND_BUTTONS = 'a[href], button, [role="button"], [role="link"]';
export const NATIVE_CONTROLS = 'a[href], area[href], button, input, select, textarea, summary, label, option, iframe, object, embed, details';
export const CONTROL_ROLES = ['button', 'link', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'tab', 'option',
  'checkbox', 'radio', 'switch', 'treeitem'];
/**
 * A selector of all that has one of these roles.
 *
 * @param {...string} roles
 */
export const withRole = (...roles) => roles.map((role) => `[role="${role}"]`).join(', ');
// What may take focus by markup, and what the Tab key stops at.
export const FOCUSABLE = '[tabindex], [contenteditable]:not([contenteditable="false"])';
export const TAB_STOPS = 'a[href], button, input:not([type="hidden" i]), select, textarea, [tabindex]:not([tabindex^="-"])';
