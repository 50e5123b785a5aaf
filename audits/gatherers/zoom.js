import {plain} from './_values.js';
import {
  attributeOf, body, boxOf, childrenOf, clientHeightOf, clientWidthOf, closest, find, findIn, getter,
  innerTextOf, isRendered, isShown, isVisible, located, matches, method, parentOf, rectsOf, root,
  scrollHeightOf, scrollWidthOf, selector, styleOf, textOf, textsIn,
} from './_dom.js';

// Lines of text that a box cuts through, as the page is laid out now.

const SCROLLS = ['auto', 'scroll'];
const MORE = /もっと|続き|つづき|すべて(?:見|表示)|全て(?:見|表示)|全文|詳しく|展開|開く|more|expand|show all|full text/i;
const leftOf = getter(Element, 'clientLeft');
const topOf = getter(Element, 'clientTop');
const plainAll = (text) => (text || '').replace(/\s+/g, '');
const ownWords = (element) => [...childrenOf(element)].some((node) => node.nodeType === 3 && node.data.trim());
const cutsY = (s) => ['hidden', 'clip'].includes(s.overflowY);
const cutsX = (s) => ['hidden', 'clip'].includes(s.overflowX);
const isFaint = (element) => {
  for (let e = element, depth = 0; e && depth < 30; e = parentOf(e), depth++) {
    if (Number(styleOf(e).opacity) < 0.05) return true;
  }
  return false;
};
// A box that hides more than it shows on purpose: a list of slides, a text with a button for the rest.
const hasMore = (box) => {
  const around = [box, parentOf(box)].filter(Boolean);
  return around.some((each) => findIn(each, 'button, a, summary, [aria-expanded], label').slice(0, 30)
    .some((control) => attributeOf(control, 'aria-expanded') !== null || MORE.test(textOf(control).slice(0, 60))));
};
const isPlaced = (element, box) => {
  for (let e = element; e && e !== box; e = parentOf(e)) {
    const s = styleOf(e);
    if (s.transform !== 'none' || ['absolute', 'fixed'].includes(s.position) || s.cssFloat !== 'none' ||
        parseFloat(s.marginLeft) < -1 || parseFloat(s.textIndent) < -99) return true;
  }
  return parseFloat(styleOf(box).textIndent) < -99;
};
const scrollsInside = (element, box) => {
  for (let e = element; e && e !== box; e = parentOf(e)) {
    if (SCROLLS.includes(styleOf(e).overflowY) || SCROLLS.includes(styleOf(e).overflowX)) return true;
  }
  return false;
};
const holdsBox = (element, box) => {
  for (let e = element; e && e !== box; e = parentOf(e)) if (cutsX(styleOf(e)) || cutsY(styleOf(e))) return true;
  return false;
};
const linesOf = (node) => rectsOf(node).filter((line) => line.width > 1 && line.height > 1);
const cutIn = (box) => {
  const s = styleOf(box);
  const outer = boxOf(box);
  const left = outer.left + leftOf(box), top = outer.top + topOf(box);
  const right = left + clientWidthOf(box), bottom = top + clientHeightOf(box);
  const dots = s.textOverflow === 'ellipsis' || s.webkitLineClamp !== 'none';
  let below = null;
  for (const node of textsIn(box, 200)) {
    const holder = parentOf(node);
    if (!isShown(holder) || holdsBox(holder, box) || scrollsInside(holder, box) || isFaint(holder)) continue;
    const own = styleOf(holder);
    for (const line of linesOf(node)) {
      const high = Math.min(line.bottom, bottom) - Math.max(line.top, top);
      const wide = Math.min(line.right, right) - Math.max(line.left, left);
      if (high <= 0 && line.top >= bottom - 3 && wide > 4 && cutsY(s) && !dots && !isPlaced(holder, box)) below ||= node;
      if (high <= 0 || wide <= 0) continue;
      // The letters fill the middle of their line, as high as their size; some fonts leave much room.
      const middle = (line.top + line.bottom) / 2, half = Math.min(line.height, parseFloat(own.fontSize)) / 2;
      const share = (Math.min(middle + half, bottom) - Math.max(middle - half, top)) / (2 * half);
      const placed = isPlaced(holder, box);
      if (cutsY(s) && !s.webkitLineClamp.match(/^\d/) && share > 0.1 && share < 0.8 && wide > 4) {
        return {way: 'height', text: plain(node.data).slice(0, 60), placed};
      }
      const lost = line.width - wide;
      if (cutsX(s) && !dots && own.textOverflow !== 'ellipsis' && share > 0.5 && lost > 8 && wide > 8 && !placed) {
        return {way: 'width', text: plain(node.data).slice(0, 60), placed};
      }
    }
  }
  return below ? {way: 'lines', text: plain(below.data).slice(0, 60), placed: false} : null;
};
// Text that a picture has come to lie over: pictures that are taken out of the flow, and what they meet.
const isLoose = (picture) => {
  for (let e = picture, depth = 0; e && depth < 3; e = parentOf(e), depth++) {
    const s = styleOf(e);
    if (['absolute', 'fixed', 'relative', 'sticky'].includes(s.position) || s.transform !== 'none' ||
        ['marginTop', 'marginLeft', 'marginRight', 'marginBottom'].some((side) => parseFloat(s[side]) < -1)) return true;
  }
  return false;
};
const meets = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 8 &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4;
const isTiny = (element) => {
  for (let e = element, depth = 0; e && depth < 4; e = parentOf(e), depth++) {
    if (clientWidthOf(e) <= 4 && clientWidthOf(e) > 0 || styleOf(e).clipPath !== 'none' || styleOf(e).clip !== 'auto') return true;
  }
  return false;
};
const at = method(Document, 'elementFromPoint');
// What the window shows before it is made smaller, to be found again afterwards.
const OUTSIDE = 'nav, header, footer, [role="navigation"], [role="banner"], [role="contentinfo"], [role="search"]';
const OPENS = 'button, summary, label, [role="button"], [role="tab"], [aria-expanded], [aria-roledescription]';
const SENTENCE = 15;   // characters
const NEAR = 80;       // elements of what belongs to a text
const isAway = (element) => {
  const box = boxOf(element);
  if (box.width <= 1 || box.height <= 1) return true;
  for (let e = parentOf(element); e && e !== body && e !== root; e = parentOf(e)) {
    const s = getComputedStyle(e);
    const holder = boxOf(e);
    if (SCROLLS.includes(s.overflowX) || SCROLLS.includes(s.overflowY)) return false;
    if (cutsX(s) && (box.left >= holder.right || box.right <= holder.left)) return true;
    if (cutsY(s) && (box.top >= holder.bottom || box.bottom <= holder.top)) return true;
  }
  return box.right + scrollX <= 0 || box.bottom + scrollY <= 0;
};
const isThere = (element) =>
  isRendered(element) && !isAway(element);
const near = (element) => {
  let part = element;
  for (let step = 0; step < 3 && parentOf(part) && parentOf(part) !== body && findIn(parentOf(part), '*').length <= NEAR; step++) part = parentOf(part);
  return part;
};

export default function gatherZoom() {
  window.scrollTo({left: 0, top: 0, behavior: 'instant'});
  // Boxes that cut through a line, and boxes that leave whole lines out.
  const found = [];
  const lines = [];
  for (const element of findIn(body, '*').slice(0, 8000)) {
    if (scrollHeightOf(element) <= clientHeightOf(element) + 2 && scrollWidthOf(element) <= clientWidthOf(element) + 2) continue;
    if (clientWidthOf(element) <= 4 || clientHeightOf(element) <= 4) continue;
    const s = styleOf(element);
    if (!cutsX(s) && !cutsY(s)) continue;
    if (s.clipPath !== 'none' || s.clip !== 'auto' || !isShown(element)) continue;
    const cut = cutIn(element);
    if (!cut || hasMore(element)) continue;
    const told = {...located(element), ...cut};
    if (cut.way !== 'lines') found.push(told);
    else if (lines.length < 50) lines.push(told);
    if (found.length >= 50) break;
  }
  const pictures = find('img, video, canvas').slice(0, 300)
    .filter((each) => isShown(each) && boxOf(each).width > 20 && boxOf(each).height > 20 && isLoose(each) && !isFaint(each));
  const covered = [];
  const checked = pictures.length ? textsIn(body, 1500) : [];
  for (const node of checked) {
    const holder = parentOf(node);
    if (!isVisible(holder) || isTiny(holder) || covered.length >= 20) continue;
    for (const line of linesOf(node)) {
      const picture = pictures.find((each) => meets(boxOf(each), line));
      if (!picture || line.top < 0 && line.bottom < -scrollY) continue;
      const top = scrollY + line.top;
      window.scrollTo({left: 0, top: top - innerHeight / 2, behavior: 'instant'});
      const y = top - scrollY + line.height / 2;
      const hits = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95].map((part) => at(document, line.left + line.width * part, y));
      window.scrollTo({left: 0, top: 0, behavior: 'instant'});
      if (hits.filter((hit) => hit === picture).length < 1) continue;
      covered.push({...located(holder), text: plain(node.data).slice(0, 60), by: selector(picture)});
      break;
    }
  }
  if (!globalThis.minnaZoom) {
    const holders = [...new Set(textsIn(body, 1500).map(parentOf))].filter((each) => isVisible(each) && isThere(each));
    const before = new Map(holders.map((each) => [each, {size: parseFloat(getComputedStyle(each).fontSize), area: closest(each, OUTSIDE)}]));
    const said = (element) => ({...located(element), text: plain(textOf(element)).slice(0, 60)});
    globalThis.minnaZoom = {
      // Letters that the window alone makes so large: enlarged so many times they are hardly larger.
      held: (times, most) => [...before].filter(([each, {size}]) => each.isConnected && size > 0 && isShown(each) &&
        times * parseFloat(getComputedStyle(each).fontSize) <= most * size).slice(0, 50).map(([each]) => said(each)),
      // Sentences of the page's own part that have gone, with nothing beside them that shows them or
      // says the like.
      lost: () => {
        // Words of style sheets, as stacked tables have them before each cell in place of their head.
        const generated = () => findIn(body, 'td, th, li, dd, dt, div, span').slice(0, 3000).map((each) =>
          ['::before', '::after'].map((part) => {
            const content = getComputedStyle(each, part).content;
            const named = /attr\(\s*([\w-]{1,40})/.exec(content);
            return named ? attributeOf(each, named[1]) ?? '' : content.startsWith('"') ? content.slice(1, -1) : '';
          }).join('')).filter(Boolean).map(plainAll).join(' ');
        const words = plainAll(innerTextOf(body)) + generated();
        // What a box cuts off is still among the words of the page, once.
        const isSaid = (each) => words.split(plainAll(textOf(each)).slice(0, 100)).length - 1 > (isShown(each) ? 1 : 0);
        // Lists of links that go are folded into a menu.
        const gone = [...before].filter(([each, {area}]) => each.isConnected && !area && !isThere(each) &&
          plain(textOf(each)).length >= SENTENCE && !closest(each, 'a, button') && !isSaid(each));
        return gone.filter(([each]) => {
          const part = near(each);
          const inPart = [part, ...findIn(part, '*')];
          const opens = inPart.some((other) => matches(other, OPENS) && isThere(other));
          const instead = inPart.some((other) => !before.has(other) && isThere(other) && ownWords(other));
          return !opens && !instead && !inPart.some((other) => SCROLLS.includes(getComputedStyle(other).overflowX));
        }).slice(0, 20).map(([each]) => said(each));
      },
    };
  }
  return {width: innerWidth, texts: textsIn(body, 20).length, cut: found, covered, ...(lines.length ? {lines} : {})};
}
