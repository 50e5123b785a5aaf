/**
 * What is marked as chosen, current or done among its like, where colour alone shows it.
 *
 * Marked by a state of ARIA (`by` is `state`) or by a class that is called so (`class`). `differs`
 * says in what it differs from one of its like: letters, ground or edge; `contrast` is the greatest
 * between a colour of its own and that of the other. What differs in more than colour is left out.
 */
import {areNear, contrastOf, over} from './_contrast.js';
import {
  attributeOf, body, boxOf, childElementsOf, find, findIn, htmlOf, isShown, located, matches,
  parentOf, seenWords, styleOf, tagOf, textOf,
} from './_dom.js';
import {colour, groundOf} from './_colours.js';
import {isSeenNow, ownTexts} from './_text_pixels.js';

const MOST_TOLD = 60;
const PARTS = 12;  // of one element whose looks are compared
const MARKED = '[aria-current]:not([aria-current="false" i]), [aria-selected="true" i], [aria-pressed="true" i], [aria-checked="true" i]';
const NAMED = /^(?:is-|has-|js-)?(?:active|current|selected|chosen|checked|on|now|here|done|finished|completed?|full|today|closed|available)$/i;
const SAYING = /現在|選択中|表示中|今ここ|完了|済|満|終了|中止|[✓✔☑●★▶►]|\b(?:current|selected|you are here|now|done|full|closed)\b/i;
const classesOf = (element) => (attributeOf(element, 'class') || '').split(/\s+/).filter(Boolean);
const isMarked = (element) => matches(element, MARKED) || Boolean(namedBy(element));
const namedBy = (element) => classesOf(element).find((name) => NAMED.test(name));

// The element, or the list item that holds nothing else, with its like beside it.
const kinOf = (element) => {
  for (let e = element, up = 0; e && parentOf(e) && e !== body && up < 3; e = parentOf(e), up += 1) {
    const like = [...childElementsOf(parentOf(e))].filter((other) => other !== e && tagOf(other) === tagOf(e) && textOf(other).trim());
    if (like.length) return {own: e, like};
    if (childElementsOf(parentOf(e)).length > 1) return null;
  }
  return null;
};
const holdsMark = (element) => isMarked(element) || findIn(element, '*').slice(0, PARTS).some(isMarked);

const LOOKS = ['fontStyle', 'fontSize', 'textDecorationLine', 'textTransform', 'letterSpacing', 'boxShadow', 'transform', 'opacity',
  'backgroundImage', 'borderTopWidth', 'borderBottomWidth', 'borderLeftWidth', 'borderRightWidth', 'borderTopStyle', 'borderBottomStyle',
  'outlineStyle', 'textShadow', 'listStyleType', 'listStyleImage', 'paddingTop', 'paddingBottom', 'borderTopLeftRadius', 'fontFamily',
  'filter', 'visibility', 'clipPath'];
const SIDES = ['Top', 'Bottom', 'Left', 'Right'];
const partsOf = (element) => [element, ...findIn(element, '*').slice(0, PARTS)].filter(isShown);
const drawn = (element, side) => {
  const pseudo = getComputedStyle(element, side);
  return ['none', 'normal'].includes(pseudo.content) ? '' : [pseudo.content, pseudo.backgroundImage, pseudo.transform, pseudo.opacity,
    pseudo.display, pseudo.width, pseudo.height, pseudo.borderTopWidth, pseudo.borderBottomWidth].join();
};
// Whether two parts look alike but for their colours.
const areLike = (one, other) => {
  if (tagOf(one) !== tagOf(other)) return false;
  const [a, b] = [styleOf(one), styleOf(other)];
  return LOOKS.every((look) => a[look] === b[look]) && Math.abs(Number(a.fontWeight) - Number(b.fontWeight)) < 200 &&
    ['::before', '::after'].every((side) => drawn(one, side) === drawn(other, side)) &&
    Math.abs(boxOf(one).height - boxOf(other).height) < 3;
};
const edgesOf = (style) => SIDES.filter((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== 'none')
  .map((side) => colour(style[`border${side}Color`]));

// The pairs of colours in which two elements differ; null where a picture lies behind.
const differences = (own, other) => {
  const pairs = [];
  const [mine, theirs] = [partsOf(own), partsOf(other)];
  if (mine.length !== theirs.length) return null;
  for (let at = 0; at < mine.length; at += 1) {
    if (!areLike(mine[at], theirs[at])) return null;
    if (mine[at] instanceof SVGElement && htmlOf(mine[at]) !== htmlOf(theirs[at])) return null;
    const grounds = [groundOf(mine[at]), groundOf(theirs[at])];
    if (!grounds[0] || !grounds[1]) return null;
    pairs.push(['ground', ...grounds]);
    const [a, b] = [mine[at], theirs[at]].map((e) => styleOf(e));
    if (ownTexts(mine[at]).length) pairs.push(['letters', over(colour(a.color), grounds[0]), over(colour(b.color), grounds[1])]);
    edgesOf(a).forEach((edge, side) => pairs.push(['edge', over(edge, grounds[0]), over(edgesOf(b)[side] || edge, grounds[1])]));
  }
  return pairs.filter(([, one, two]) => !areNear(one, two));
};

/** @returns {Facts.Chosen} Up to 60 `items`, and how many elements were `looked` at. */
export default function gatherChosen() {
  const found = [];
  const seen = new Set();
  const candidates = [...new Set([...find(MARKED), ...find('li[class], a[class], span[class], button[class], div[class], td[class]').slice(0, 6000).filter(namedBy)])];
  for (const element of candidates.slice(0, 400)) {
    if (found.length >= MOST_TOLD) break;
    const kin = isSeenNow(element) ? kinOf(element) : null;
    if (!kin || seen.has(kin.own) || !textOf(kin.own).trim() || SAYING.test(seenWords(kin.own, 100))) continue;
    seen.add(kin.own);
    const other = kin.like.find((each) => isSeenNow(each) && !holdsMark(each));
    if (!other || kin.like.length > 60) continue;
    const pairs = differences(kin.own, other);
    if (!pairs || !pairs.length) continue;
    const strongest = Math.max(...pairs.map(([, one, two]) => contrastOf(one, two)));
    found.push({
      ...located(element), words: seenWords(kin.own, 60), other: seenWords(other, 60),
      by: matches(element, MARKED) ? 'state' : 'class', mark: namedBy(element) || '', like: kin.like.length,
      differs: [...new Set(pairs.map(([what]) => what))], contrast: strongest,
    });
  }
  return {items: found, looked: seen.size};
}
