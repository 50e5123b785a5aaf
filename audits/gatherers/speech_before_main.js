/**
 * What a screen reader speaks before it comes to the main content, and whether a link skips it.
 */
import {plain, remembered, SILENT} from './_values.js';
import {
  attributeOf, body, closest, contains, find, isShown, isVisible, located, method, parentOf,
  placeNamed, tagOf, textsAndElements,
} from './_dom.js';

/** @returns {Facts.SpeechBeforeMain} `main` or nothing, `chars` and `lines` before it, and the first `skip` link that works. */
export default function gatherSpeechBeforeMain() {
  const UNSPOKEN = `${SILENT}, select, rt, rp, datalist, [aria-hidden="true"]`;
  const LINE = 'p, li, div, td, th, h1, h2, h3, h4, h5, h6, dt, dd, a, button, label, form, nav, header';
  const NODES = 20000;
  const heading = () => find('h1, h2, [role="heading"]').slice(0, 100).find((element) =>
    isVisible(element) && !closest(element, 'header, nav, aside, footer, [role="banner"]'));
  const marked = find('main, [role="main"]').find((element) => isShown(element));
  const main = marked || heading();
  if (!main) return {main: null, marked: false, chars: 0, lines: 0, skip: null};

  // A link within the page that leads into the main content, or to where it begins.
  const leads = (link) => {
    const href = attributeOf(link, 'href') || '';
    if (!/^#./.test(href)) return false;
    const aim = placeNamed(href.slice(1));
    if (!aim) return false;
    const place = method(Node, 'compareDocumentPosition')(main, aim);
    return aim === main || contains(main, aim) || contains(aim, main) ||
      (place & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  };
  const isSpoken = remembered((element) => isShown(element) && !closest(element, UNSPOKEN));
  let chars = 0, lines = 0, skip = null, last = null;
  const speak = (element, words) => {
    if (!words) return;
    const line = closest(element, LINE) || body;
    if (line !== last) lines += 1;
    last = line;
    chars += words.length;
  };
  for (const node of textsAndElements(body, NODES)) {
    if (node === main) break;
    if (node.nodeType === 3) {
      const parent = parentOf(node);
      if (parent && node.data.trim() && isSpoken(parent)) speak(parent, plain(node.data));
    } else if (tagOf(node) === 'img') {
      if (isSpoken(node)) speak(node, plain(attributeOf(node, 'alt')));
    } else if (tagOf(node) === 'a' && !skip && isSpoken(node) && leads(node)) {
      skip = {...located(node), chars, lines};
    }
  }
  return {main: located(main), marked: Boolean(marked), chars, lines, skip};
}
