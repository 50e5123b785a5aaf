/**
 * Boxes whose parts stand on the screen in another order than in the document.
 *
 * `items` are flexible boxes and grids that a style sheet put into another order; `columns` are rows
 * of boxes that stand under each other in columns, with how many letters each has; `placed` are boxes
 * of which style sheets put parts elsewhere than the flow would, with the parts in the order of the
 * document and where each stands (`box`: left, top, right, bottom, in CSS pixels).
 */
import {HEADINGS, plain, TAB_STOPS} from './_values.js';
import {
  boxOf, childElementsOf, find, findIn, isSeen, isVisible, located, matches, styleOf, tagOf, textOf,
} from './_dom.js';

const CONTAINERS = 6000;
const INLINE = new Set('a,abbr,b,br,cite,code,em,i,img,input,label,option,rt,small,span,strong,sub,sup,svg,path,script,style,use,g,tr,td,th,tbody,thead'.split(','));

// Row by row, from the left: the order in which eyes read boxes that do not overlap.
const byEye = (a, b) => {
  if (a.bottom <= b.top + 3) return -1;
  if (b.bottom <= a.top + 3) return 1;
  return a.left - b.left;
};

// Parts with words that a style sheet puts elsewhere than the flow would: by positions, by the order
// or the place of parts of a box. With where they stand, for others to judge their order.
const HEADING = `${HEADINGS}, dt, th, caption, legend`;
const isHeading = (element) => {
  if (matches(element, HEADING)) return true;
  const first = findIn(element, '*').slice(0, 5).find((e) => plain(textOf(e)) === plain(textOf(element)));
  const inner = first || element;
  return matches(inner, HEADING) || findIn(element, HEADING).length === 1 && plain(textOf(findIn(element, HEADING)[0])) === plain(textOf(element)) ||
    Number(styleOf(inner).fontWeight) >= 600 && plain(textOf(element)).length <= 40;
};
const isPut = (element, holder) => {
  const own = styleOf(element);
  if (own.position === 'absolute') return [own.top, own.bottom].some((side) => side !== 'auto');
  if (own.position === 'relative') return [own.top, own.left].some((side) => Math.abs(parseFloat(side)) >= 16);
  if (own.transform !== 'none' && boxOf(element).height > 0) return /matrix\(1, 0, 0, 1, [^)]*(?:[2-9]\d|\d{3,})/.test(own.transform);
  const flows = styleOf(holder).display;
  if (/flex|grid/.test(flows) && (own.order !== '0' || /reverse/.test(styleOf(holder).flexDirection))) return true;
  return flows.includes('grid') && [own.gridRowStart, own.gridColumnStart].some((start) => start !== 'auto');
};

/** @returns {Facts.VisualOrder} Up to 100 `items`, 50 `columns` and 50 `placed`. */
export default function gatherVisualOrder() {
  const found = [];
  const groups = find('body, body *').slice(0, CONTAINERS).filter((e) => !INLINE.has(tagOf(e)) && childElementsOf(e).length >= 2);
  for (const group of groups) {
    if (found.length >= 100) break;
    const own = styleOf(group);
    const isFlex = own.display.includes('flex') || own.display.includes('grid');
    if (!isFlex || !isVisible(group)) continue;
    const all = [...childElementsOf(group)].slice(0, 60);
    const isMoved = /reverse/.test(own.flexDirection + own.flexWrap) || all.some((e) => styleOf(e).order !== '0') ||
      all.some((e) => own.display.includes('grid') && (styleOf(e).gridRowStart !== 'auto' || styleOf(e).gridColumnStart !== 'auto'));
    if (!isMoved) continue;
    const parts = all.filter((e) => isVisible(e) && textOf(e).trim() && !['absolute', 'fixed'].includes(styleOf(e).position))
      .map((element) => ({element, box: boxOf(element)})).filter(({box}) => box.width > 1 && box.height > 1);
    if (parts.length < 2) continue;
    const shown = [...parts].sort((a, b) => byEye(a.box, b.box));
    if (shown.every((part, i) => part === parts[i])) continue;
    const words = (list) => list.slice(0, 8).map(({element}) => plain(textOf(element)).slice(0, 40));
    found.push({
      ...located(group), parts: parts.length,
      written: words(parts), shown: words(shown),
      alike: new Set(parts.map(({element}) => tagOf(element))).size === 1,
      focus: parts.filter(({element}) => matches(element, TAB_STOPS) || findIn(element, TAB_STOPS).length).length,
      right_to_left: own.direction === 'rtl',
    });
  }

  // Rows of floats or inline blocks that are written row by row and read column by column: each row
  // has as many parts as the one above, at the same places, and the parts of a column belong together.
  const columns = [];
  for (const group of find('div, section, article, main, td').slice(0, CONTAINERS)) {
    if (columns.length >= 50) break;
    const rows = [...childElementsOf(group)].slice(0, 40).filter((e) => !INLINE.has(tagOf(e)) && isVisible(e));
    if (rows.length < 2) continue;
    const lists = rows.map((row) => [...childElementsOf(row)].slice(0, 12).filter((e) => boxOf(e).width > 40 && boxOf(e).height > 8 && isVisible(e)));
    for (let i = 0; i + 1 < lists.length; i += 1) {
      const [above, below] = [lists[i], lists[i + 1]];
      if (above.length < 2 || above.length !== below.length) continue;
      const lined = above.every((e, k) => Math.abs(boxOf(e).left - boxOf(below[k]).left) <= 12 &&
        Math.abs(boxOf(e).top - boxOf(above[0]).top) <= 12) && boxOf(above[1]).left > boxOf(above[0]).left + 40;
      const letters = (list) => list.map((e) => plain(textOf(e)).length);
      if (!lined) continue;
      const [one, two] = [letters(above), letters(below)];
      columns.push({
        ...located(group), parts: above.length, above: one, below: two,
        links: [above, below].map((list) => list.filter((e) => findIn(e, 'a[href]').length).length),
        pictures: [above, below].map((list) => list.filter((e) => findIn(e, 'img').length || styleOf(e).backgroundImage !== 'none').length),
        gap: Math.round(boxOf(below[0]).top - Math.max(...above.map((e) => boxOf(e).bottom))),
      });
      break;
    }
  }

  const placed = [];
  for (const group of groups) {
    if (placed.length >= 50) break;
    const parts = [...childElementsOf(group)].slice(0, 40).filter((e) => isSeen(e) && /\p{L}/u.test(textOf(e)) && styleOf(e).position !== 'fixed');
    const put = parts.filter((e) => isPut(e, group));
    if (parts.length < 2 || !put.length || styleOf(group).direction === 'rtl') continue;
    // What lies over something else belongs to a slide show or an ornament.
    const boxes = parts.map(boxOf);
    const overlaps = boxes.some((a, i) => boxes.slice(i + 1).some((b) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 8 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 8));
    if (overlaps) continue;
    placed.push({
      ...located(group), put: put.length,
      parts: parts.map((e, at) => ({
        words: plain(textOf(e)).slice(0, 160), letters: plain(textOf(e)).length, heading: isHeading(e),
        size: parseFloat(styleOf(e).fontSize) || 0,
        controls: findIn(e, TAB_STOPS).length, whole: plain(textOf(e)).length <= 160,
        box: [boxes[at].left, boxes[at].top, boxes[at].right, boxes[at].bottom].map(Math.round),
      })),
    });
  }
  return {items: found, columns, placed};
}
