import {MOST, remembered, SILENT, TEXT} from './_values.js';
import {body, closest, find, isSeen, located, parentOf, textNodes} from './_dom.js';

// The words of the main content that are seen, by the element that holds them.
export default function gatherScriptRenderedText() {
  const UNSAID = `${SILENT}, textarea, select, svg, rt, rp, datalist`;
  const OUTSIDE = 'nav, header, footer, aside, [role="navigation"], [role="banner"], ' +
    '[role="contentinfo"], [role="complementary"]';
  const NODES = 20000;
  const LETTERS = 60000;
  const [main] = find('main, [role="main"]').filter(isSeen);
  const isMain = remembered((element) => isSeen(element) && !closest(element, UNSAID) &&
    (main || !closest(element, OUTSIDE)));
  const parts = new Map();
  let letters = 0;
  for (const node of textNodes(main || body, NODES)) {
    if (letters >= LETTERS) break;
    const {data} = node;
    const parent = parentOf(node);
    if (!data.trim() || !parent || !isMain(parent)) continue;
    if (!parts.has(parent)) parts.set(parent, []);
    parts.get(parent).push(data.slice(0, TEXT));
    letters += data.length;
  }
  return [...parts].slice(0, MOST).map(([element, words]) =>
    ({...located(element), words}));
}
