/**
 * What lies over the page when it has opened: boxes fixed to the window, and dialogs.
 */
import {bounded, DIALOG_ROLES, plain, remembered} from './_values.js';
import {body, findIn, located, matches, method, parentOf, root, textOf} from './_dom.js';

/** @returns {Facts.Overlays} `items` with the `share` of the window that each of them covers, in hundredths. */
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
