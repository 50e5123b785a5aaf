/**
 * Spacing of letters, words and lines that style attributes hold fast with !important.
 *
 * `least` is the smallest share of the letters' size that text which takes it from there has; of lines
 * only text that wraps is told of.
 */
import {MOST} from './_values.js';
import {find, getter, isShown, located, parentOf, rectsOf, textsIn} from './_dom.js';

/** @returns {Facts.Spacing} One of `items` for each element and `kind` of spacing, up to 2,000. */
export default function gatherSpacing() {
  const KINDS = {
    'letter-spacing': (style) => parseFloat(style.letterSpacing) || 0,
    'word-spacing': (style) => parseFloat(style.wordSpacing) || 0,
    'line-height': (style) => parseFloat(style.lineHeight) || parseFloat(style.fontSize),
  };
  const FROM_ABOVE = ['inherit', 'unset', 'revert', 'revert-layer'];
  const styleOf = getter(HTMLElement, 'style');
  const holds = (element, kind) => element instanceof HTMLElement &&
    styleOf(element).getPropertyPriority(kind) === 'important' &&
    !FROM_ABOVE.includes(styleOf(element).getPropertyValue(kind).trim().toLowerCase());
  // Boxes of a text that lie where they can be scrolled to.
  const boxesOf = (node) => rectsOf(node).filter((box) => box.width && box.right + scrollX > 0 && box.bottom + scrollY > 0);
  // Lines that are close overlap, so that their middles are compared.
  const isWrapped = (boxes, style) => {
    const upright = style.writingMode.startsWith('vertical');
    const middles = boxes.map((box) => upright ? box.left + box.right : box.top + box.bottom);
    return Math.max(...middles) - Math.min(...middles) > parseFloat(style.fontSize);
  };
  const holderOf = (element, kind) => {
    let e = element;
    while (e && !holds(e, kind)) e = parentOf(e);
    return e;
  };
  const items = [];
  for (const element of find('[style*="important" i]').slice(0, MOST)) {
    for (const [kind, read] of Object.entries(KINDS)) {
      if (!holds(element, kind)) continue;
      const own = getComputedStyle(element);
      const ratios = [];
      for (const node of textsIn(element, 200)) {
        const parent = parentOf(node);
        if (!isShown(parent) || holderOf(parent, kind) !== element) continue;
        const style = getComputedStyle(parent);
        const size = parseFloat(style.fontSize);
        const same = read(style) === read(own) || Math.abs(read(style) / size - read(own) / parseFloat(own.fontSize)) < 0.01;
        const boxes = same ? boxesOf(node) : [];
        if (boxes.length && (kind !== 'line-height' || isWrapped(boxes, style))) ratios.push(read(style) / size);
      }
      if (ratios.length) items.push({...located(element), kind, least: Math.round(100 * Math.min(...ratios)) / 100});
    }
  }
  return {items: items.slice(0, MOST)};
}
