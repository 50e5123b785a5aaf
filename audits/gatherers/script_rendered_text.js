import {
  body, closest, find, isSeen, method, MOST, parentOf, remembered, selector, snippet, TEXT,
} from './_dom.js';

// The words of the main content that are seen, by the element that holds them.
export default function gatherScriptRenderedText() {
  const SILENT = 'script, style, noscript, template, textarea, select, svg, rt, rp, datalist';
  const OUTSIDE = 'nav, header, footer, aside, [role="navigation"], [role="banner"], ' +
    '[role="contentinfo"], [role="complementary"]';
  const NODES = 20000;
  const LETTERS = 60000;
  const [main] = find('main, [role="main"]').filter(isSeen);
  const isMain = remembered((element) => isSeen(element) && !closest(element, SILENT) &&
    (main || !closest(element, OUTSIDE)));
  const parts = new Map();
  const walker = method(Document, 'createTreeWalker')(document, main || body, NodeFilter.SHOW_TEXT);
  let letters = 0;
  for (let nodes = 0; walker.nextNode() && nodes < NODES && letters < LETTERS; nodes += 1) {
    const {data} = walker.currentNode;
    const parent = parentOf(walker.currentNode);
    if (!data.trim() || !parent || !isMain(parent)) continue;
    if (!parts.has(parent)) parts.set(parent, []);
    parts.get(parent).push(data.slice(0, TEXT));
    letters += data.length;
  }
  return [...parts].slice(0, MOST).map(([element, words]) =>
    ({selector: selector(element), html: snippet(element), words}));
}
