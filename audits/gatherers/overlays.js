import {
  body, bounded, DIALOG_ROLES, findIn, located, matches, method, parentOf, plain, remembered, root,
  textOf,
} from './_dom.js';

// What lies over the page: of points spread over the window, how many hit which fixed box.
export default function gatherOverlays() {
  const ACROSS = 6, DOWN = 10;
  const DIALOG = `dialog[open], ${DIALOG_ROLES}`;
  const at = method(Document, 'elementFromPoint');
  const isFixed = remembered((element) => getComputedStyle(element).position === 'fixed');
  // The outermost fixed box or dialog around what was hit.
  const coverOf = remembered((element) => {
    const parent = parentOf(element);
    const outer = parent && parent !== body && parent !== root ? coverOf(parent) : null;
    return outer || (isFixed(element) || matches(element, DIALOG) ? element : null);
  });
  const hits = new Map();
  for (let x = 0; x < ACROSS; x += 1) {
    for (let y = 0; y < DOWN; y += 1) {
      const hit = at(document, (x + 0.5) * innerWidth / ACROSS, (y + 0.5) * innerHeight / DOWN);
      const cover = hit && hit !== body && hit !== root ? coverOf(hit) : null;
      if (cover) hits.set(cover, (hits.get(cover) || 0) + 1);
    }
  }
  const MAIN = 'main, [role="main"], h1';
  return bounded([...hits].map(([cover, count]) => ({
    ...located(cover),
    share: Math.round(100 * count / (ACROSS * DOWN)),
    holds_main: findIn(cover, MAIN).length > 0,
    text: plain(textOf(cover)).slice(0, 200),
    embeds: findIn(cover, 'iframe, img, video, svg').length,
  })));
}
