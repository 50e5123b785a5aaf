/**
 * The words by the language in force: text, alternatives of images, and menus that are closed.
 *
 * A part is what stands under one lang attribute, less what stands under another within it; the first
 * may be `html`, where the page's own language is in force.
 */
import {MOST, plain, remembered, SILENT} from './_values.js';
import {
  attributeOf, closest, find, isShown, isVisible, labelledBy, langOf, located, parentOf, root,
  selector, snippet, textNodes, textOf,
} from './_dom.js';

/** @returns {Facts.TextByLanguage} Up to 300 `parts` with a sample of their text, and up to 200 `closed` links and buttons. */
export default function gatherTextByLanguage() {
  const UNSPOKEN = `${SILENT}, textarea, code, pre, rt, rp`;
  const ALTERNATIVES = 'img[alt], area[alt], img[aria-label], img[aria-labelledby], ' +
    'svg[aria-label], [role="img"], input[type="image" i]';
  const SAMPLE = 1500;
  const MOST_PARTS = 300;
  const LETTERS = /\p{L}/u;

  const holderOf = remembered((element) => closest(element, '[lang]') || root);
  const isSpoken = remembered((element) => isVisible(element) && !closest(element, UNSPOKEN));
  const parts = new Map();
  const hear = (element, text) => {
    const holder = holderOf(element);
    let part = parts.get(holder);
    if (!part && parts.size < MOST_PARTS) {
      part = {text: '', first: element};
      parts.set(holder, part);
    }
    if (part && part.text.length < SAMPLE) part.text += text.slice(0, SAMPLE) + '\n';
  };

  // What a menu holds before it is opened is not drawn, and read by all who open it.
  const MENU = 'nav, menu, ul, ol, [role="menu"], [role="navigation"], [class*="menu" i], [class*="lang" i]';
  const closed = new Map();
  const isClosed = remembered((control) =>
    !isShown(control) && Boolean(closest(control, MENU)) &&
    !closest(control, '[aria-hidden="true"]'));
  for (const node of textNodes()) {
    const text = node.data;
    const parent = parentOf(node);
    if (!parent || !LETTERS.test(text)) continue;
    if (isSpoken(parent)) { hear(parent, text); continue; }
    const control = closed.size < 200 && closest(parent, 'a[href], button');
    if (control && isClosed(control)) closed.set(control, parent);
  }

  for (const image of find(ALTERNATIVES).slice(0, MOST).filter(isVisible)) {
    const text = labelledBy(image) || plain(attributeOf(image, 'aria-label')) ||
      plain(attributeOf(image, 'alt'));
    if (LETTERS.test(text)) hear(image, text);
  }

  return {
    lang: (attributeOf(root, 'lang') || '').trim(),
    parts: [...parts].map(([holder, {text, first}]) => ({
      selector: selector(holder), html: holder === root ? '<html>' : snippet(holder),
      lang: langOf(holder), dir: getComputedStyle(first).direction, text: plain(text),
    })),
    closed: [...closed].map(([control, parent]) => ({
      ...located(control), lang: langOf(parent),
      text: plain(textOf(control)).slice(0, 80),
    })),
  };
}
