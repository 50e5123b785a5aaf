/**
 * How wide the page is against the window, and which innermost elements stick out of it.
 *
 * All lengths are CSS pixels. `screen` is the device's width and `width` that of the layout, which is
 * larger where a page asks no phone to fit it: then `line` is its longest line of text, and `fixed`
 * the box of a width in pixels that holds most of it. `asked` is the content of the viewport element;
 * `two_ways` marks what may need scrolling both ways.
 */
import {MOST, plain, remembered} from './_values.js';
import {
  attributeOf, body, boxOf, childElementsOf, childrenOf, clientWidthOf, closest, find, findIn,
  isVisible, located, method, parentOf, rectsOf, root, scrollWidthOf, styleOf, tagOf, textNodes,
  textOf,
} from './_dom.js';

const TWO_WAYS = 'pre, canvas, iframe, img, picture, video, svg, object, embed, map, ' +
  '[role="img"], [role="application"], [role="toolbar"]';
const isHeld = (element) => ['hidden', 'clip'].includes(styleOf(element).overflowX);

// Whether something between the element and the page keeps it from widening the page.
const isCaught = remembered((element) => {
  if (element === body || element === root) return false;
  if (styleOf(element).position === 'fixed') return true;
  const parent = parentOf(element);
  if (!parent || parent === body || parent === root) return false;
  return styleOf(parent).overflowX !== 'visible' || isCaught(parent);
});
const rightOf = (element) => {
  const box = boxOf(element);
  const inside = styleOf(element).overflowX === 'visible' ? scrollWidthOf(element) : 0;
  return scrollX + Math.max(box.right, box.left + inside);
};
const holdsText = (element) => {
  for (const node of childrenOf(element)) {
    if (node.nodeType === 3 && node.data.trim()) return true;
  }
  return ['input', 'select', 'textarea', 'button'].includes(tagOf(element));
};
// A table of data may need both directions; one that arranges the page does not.
const isInData = (element) => {
  const table = closest(element, 'table');
  if (!table || ['presentation', 'none'].includes(attributeOf(table, 'role'))) return false;
  return findIn(table, 'th').some((header) => closest(header, 'table') === table) ||
    findIn(table, 'h1, h2, h3, h4, nav, main, form, table').length === 0;
};
const lineOf = () => {
  let widest = 0;
  for (const node of textNodes(body, 3000)) {
    if (node.data.trim().length < 20 || !parentOf(node) || !isVisible(parentOf(node))) continue;
    for (const box of rectsOf(node).slice(0, 3)) widest = Math.max(widest, box.width);
  }
  return Math.round(widest);
};
const inPixels = (element) => ['width', 'min-width'].some((name) => {
  const value = method(Element, 'computedStyleMap')(element).get(name);
  return value instanceof CSSUnitValue && value.unit === 'px' && value.value >= 500;
});
const fixedBox = () => {
  const most = textOf(body).length / 2;
  /** @type {Element[]} */
  let level = [body];
  for (let depth = 0; depth < 6 && level.length; depth += 1) {
    const holder = level.find((e) => textOf(e).length >= most && isVisible(e));
    if (!holder) return null;
    if (inPixels(holder)) return {...located(holder), width: Math.round(boxOf(holder).width)};
    level = [...childElementsOf(holder)].slice(0, 200);
  }
  return null;
};

/** @returns {Facts.Layout} Widths, whether the page `scrolls` sideways, and the `offenders`. */
export default function gatherLayout() {
  const width = clientWidthOf(root);
  const scrollWidth = Math.max(scrollWidthOf(root), scrollWidthOf(body));
  const scrolls = scrollWidthOf(root) > width + 1 && !isHeld(root) && !isHeld(body);

  const offenders = [];
  if (scrolls) {
    const wide = findIn(body, '*').slice(0, 10000).filter((element) =>
      isVisible(element) && boxOf(element).width > 0 && rightOf(element) > width + 1 && !isCaught(element));
    const holders = new Set(wide.map(parentOf));
    for (const element of wide.filter((e) => !holders.has(e)).slice(0, MOST)) {
      offenders.push({
        ...located(element), right: Math.round(rightOf(element)),
        left: Math.round(boxOf(element).left + scrollX), text: holdsText(element),
        two_ways: Boolean(closest(element, TWO_WAYS)) || isInData(element),
        ...(isInData(element) ? {table: true} : {}),
      });
    }
  }
  // On a phone that shows the page shrunk: what the page asked for, its longest line of text, and
  // the box of a fixed width that holds most of it.
  const shrunk = screen.width <= 500 && width > 1.25 * screen.width;
  const asked = find('meta[name="viewport" i]').pop();
  return {
    asked: asked ? plain(attributeOf(asked, 'content')) : '',
    line: shrunk ? lineOf() : 0, fixed: shrunk ? fixedBox() : null,
    screen: screen.width, width, scroll_width: scrollWidth, scrolls, offenders,
  };
}
