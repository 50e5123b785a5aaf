/**
 * Parts of the page that scroll by themselves, and whether a keyboard gets there.
 *
 * `more` says how far words or images lie out of sight, in pixels up to about a hundred; empty space
 * is none. Parts that nobody sees a word in (shut, clipped away, off the page, inert) are left out;
 * `steered` says that buttons stand beside one which may turn its pages.
 */
import {bounded, MOST, plain, remembered} from './_values.js';
import {
  attributeOf, body, boxOf, clientHeightOf, clientWidthOf, closest, contains, find, findIn, getter,
  isRendered, isShown, isVisible, labelOf, located, matches, nextOf, parentOf, previousOf, rectsOf,
  root, scrollHeightOf, scrollWidthOf, styleOf, textNodes, textOf,
} from './_dom.js';

const LOOKED = 20000;
const SLACK = 13;  // less than a line is no content that is missed
const ENOUGH = 100;
const wide = (e) => scrollWidthOf(e) > clientWidthOf(e) + SLACK;
const high = (e) => scrollHeightOf(e) > clientHeightOf(e) + SLACK;
const moves = (flow) => flow === 'auto' || flow === 'scroll';
const scrolls = (e) => {
  if (e === root || e === body || !clientHeightOf(e)) return false;
  const across = wide(e);
  const down = high(e);
  return (across || down) && (across && moves(styleOf(e).overflowX) || down && moves(styleOf(e).overflowY));
};

const CLIPS = /^(?:hidden|clip|auto|scroll)$/;
const PART = 8;  // pixels: of what is lower or narrower nobody reads a word
const GONE = /^(?:circle\(0|ellipse\(0|rect\(0(?:px)? 0|polygon\(0(?:px|%)? 0(?:px|%)?, 0(?:px|%)? 0)/;
const edgesOf = ({left, top, right, bottom}) => ({left, top, right, bottom});
const meet = (one, other) => ({
  left: Math.max(one.left, other.left), top: Math.max(one.top, other.top),
  right: Math.min(one.right, other.right), bottom: Math.min(one.bottom, other.bottom),
});
// A box less its insets, written as in `margin`: in pixels, or as shares of the box.
const insetOf = ({left, top, right, bottom}, sides) => {
  const [above, after = above, below = above, before = after] = sides;
  const [wide, high] = [right - left, bottom - top];
  const from = (text, whole) => (parseFloat(text) || 0) * (text.endsWith('%') ? whole / 100 : 1);
  return {left: left + from(before, wide), top: top + from(above, high),
    right: right - from(after, wide), bottom: bottom - from(below, high)};
};
// What an element's own clip leaves of a box; the old property clips what is positioned alone.
const clipped = (element, box) => {
  const style = styleOf(element);
  if (GONE.test(style.clipPath)) return {left: 0, top: 0, right: 0, bottom: 0};
  const inset = /^inset\(([^()]+)\)$/.exec(style.clipPath);
  if (inset) return meet(box, insetOf(boxOf(element), inset[1].split(' round ')[0].split(' ')));
  const read = /^rect\(([^,)]+), ([^,)]+), ([^,)]+), ([^,)]+)\)$/.exec(style.clip);
  if (!read || !/^(?:absolute|fixed)$/.test(style.position)) return box;
  const own = boxOf(element);
  const [top, right, bottom, left] = read.slice(1).map((each) => each === 'auto' ? null : parseFloat(each));
  return meet(box, {
    left: own.left + (left ?? 0), top: own.top + (top ?? 0),
    right: right === null ? own.right : own.left + right, bottom: bottom === null ? own.bottom : own.top + bottom,
  });
};
// What of a box its ancestors up to `until` let show; what is positioned leaves those behind that
// it is not placed in.
const within = (element, box, until) => {
  let position = styleOf(element).position;
  for (let e = parentOf(element); e && e !== until && e !== body && e !== root; e = parentOf(e)) {
    const style = styleOf(e);
    const holds = style.position !== 'static' || style.transform !== 'none' || style.filter !== 'none' || style.contain.includes('paint');
    const kept = position === 'fixed' ? style.transform !== 'none' || style.filter !== 'none' : position !== 'absolute' || holds;
    if (kept) {
      const own = boxOf(e);
      if (CLIPS.test(style.overflowX)) box = {...box, left: Math.max(box.left, own.left), right: Math.min(box.right, own.right)};
      if (CLIPS.test(style.overflowY)) box = {...box, top: Math.max(box.top, own.top), bottom: Math.min(box.bottom, own.bottom)};
      position = style.position;
    }
    box = clipped(e, box);
  }
  return box;
};
const isFixed = (element) => {
  for (let e = element; e; e = parentOf(e)) if (styleOf(e).position === 'fixed') return true;
  return false;
};

const CONTENT = 'img, svg, video, canvas, iframe, object, embed, input, select, textarea, button';
const isDecor = (element) => attributeOf(element, 'alt') === '' || Boolean(closest(element, '[aria-hidden="true"], [role="presentation"], [role="none"]'));
// Words that are drawn for the eye: not shrunk, clear, or pushed out of their box.
const isRead = remembered((element) => {
  if (!isRendered(element)) return false;
  const style = styleOf(element);
  const indent = /%$/.test(style.textIndent) ? parseFloat(style.textIndent) / 100 * clientWidthOf(element) : parseFloat(style.textIndent);
  return parseFloat(style.fontSize) > 0 && !/^rgba\(.*, 0\)$/.test(style.webkitTextFillColor) &&
    !(indent && Math.abs(indent) >= 0.9 * Math.max(clientWidthOf(element), 1));
});
const moreIn = (scroller) => {
  const whole = boxOf(scroller);
  const left = whole.left + getter(Element, 'clientLeft')(scroller);
  const top = whole.top + getter(Element, 'clientTop')(scroller);
  const frame = {left, top, right: left + clientWidthOf(scroller), bottom: top + clientHeightOf(scroller)};
  const style = styleOf(scroller);
  const [across, down] = [moves(style.overflowX), moves(style.overflowY)];
  // Before its beginning nothing scrolls into sight.
  const isBack = [style.direction === 'rtl' || getter(Element, 'scrollLeft')(scroller) !== 0 || style.writingMode !== 'horizontal-tb',
    getter(Element, 'scrollTop')(scroller) !== 0 || style.flexDirection.endsWith('reverse')];
  const out = (box) => box.right - box.left <= 1 || box.bottom - box.top <= 1 ? 0 : Math.max(0,
    across ? box.right - frame.right : 0, across && isBack[0] ? frame.left - box.left : 0,
    down ? box.bottom - frame.bottom : 0, down && isBack[1] ? frame.top - box.top : 0);
  let most = 0;
  for (const element of findIn(scroller, CONTENT).slice(0, 500)) {
    if (most > ENOUGH) return most;
    if (!isRead(element) || isDecor(element)) continue;
    most = Math.max(most, out(within(element, clipped(element, edgesOf(boxOf(element))), scroller)));
  }
  for (const text of textNodes(scroller, 1000)) {
    if (most > ENOUGH) break;
    const parent = parentOf(text);
    if (!text.data.trim() || !isRead(parent)) continue;
    for (const line of rectsOf(text)) {
      if (!out(line)) continue;
      const box = parent === scroller ? edgesOf(line) : holding(parent, edgesOf(line), scroller);
      most = Math.max(most, out(box));
    }
  }
  return most;
};
// A line of an element's own words, as its own edges and those around it let it show.
const holding = (element, line, until) => {
  const style = styleOf(element);
  const own = boxOf(element);
  let box = clipped(element, line);
  if (CLIPS.test(style.overflowX) && !style.display.startsWith('inline ')) box = {...box, left: Math.max(box.left, own.left), right: Math.min(box.right, own.right)};
  if (CLIPS.test(style.overflowY) && !style.display.startsWith('inline ')) box = {...box, top: Math.max(box.top, own.top), bottom: Math.min(box.bottom, own.bottom)};
  return within(element, box, until);
};

const REACHED = 'a[href], area[href], button:enabled, input:enabled:not([type="hidden"]), select:enabled, ' +
  'textarea:enabled, summary, iframe, audio[controls], video[controls], [tabindex], ' +
  '[contenteditable]:not([contenteditable="false"])';
const isReached = (e) => matches(e, REACHED) && isShown(e) &&
  !(Number(attributeOf(e, 'tabindex')) < 0) && !closest(e, '[inert]');
// Buttons beside it that turn its pages may be the keyboard's way to what lies out of sight.
const SLIDES = '[aria-roledescription="carousel" i], [class*="carousel" i], [class*="slider" i], [class*="swiper" i], ' +
  '[class*="splide" i], [class*="glide" i], [class*="slick" i], [class*="flickity" i]';
const BUTTON = 'button, [role="button"]';
const buttonsIn = (part, scroller) => [part, ...findIn(part, BUTTON).slice(0, 50)].filter((each) =>
  matches(each, BUTTON) && !contains(scroller, each) && isReached(each));
// What a button is called that moves the part beside it on or back.
const ONWARD = /次|前|左|右|戻|進|送り|スクロール|next|prev|back|left|right|scroll|[<>‹›«»◀▶◁▷←→❮❯]/i;
const isSteered = (scroller) => {
  const id = attributeOf(scroller, 'id');
  if (id && find('[aria-controls]').some((each) => attributeOf(each, 'aria-controls').split(/\s+/).includes(id) && isReached(each))) return true;
  const snaps = !/^none/.test(getComputedStyle(scroller).scrollSnapType);
  const slides = parentOf(scroller) && (closest(scroller, SLIDES) || (snaps ? scroller : null));
  if (slides && [slides, parentOf(slides)].filter(Boolean).some((part) => buttonsIn(part, scroller).length)) return true;
  // Behind a text that scrolls down, as terms do, the same words lead to another page.
  if (high(scroller)) return false;
  return [previousOf(scroller), nextOf(scroller)].filter(Boolean).some((part) =>
    buttonsIn(part, scroller).some((each) => ONWARD.test(labelOf(each) || plain(textOf(each)))));
};

/** @returns {Facts.Scrollers} Up to 2,000 `items`, and whether there were more (`capped`). */
export default function gatherScrollers() {
  const modal = find('dialog').find((each) => matches(each, ':modal'));
  // Whether anybody sees a part of it large enough to read in, and may work it.
  const isOpen = (scroller) => {
    if (!isRendered(scroller)) return false;
    if (closest(scroller, '[inert]') || (modal && !contains(modal, scroller))) return false;
    const page = isFixed(scroller) ? {left: 0, top: 0, right: innerWidth, bottom: innerHeight} : {
      left: -scrollX, top: -scrollY, right: Math.max(innerWidth, scrollWidthOf(root)) - scrollX,
      bottom: Math.max(innerHeight, scrollHeightOf(root)) - scrollY,
    };
    const box = meet(within(scroller, clipped(scroller, edgesOf(boxOf(scroller))), null), page);
    return box.right - box.left >= PART && box.bottom - box.top >= PART;
  };

  const all = findIn(body, '*:not(textarea, select, option, input, svg *)');
  const found = all.slice(0, LOOKED).filter((e) => scrolls(e) && isVisible(e) && isOpen(e));
  const seen = bounded(found.slice(0, MOST + 1).map((scroller) => ({
    ...located(scroller), role: plain(attributeOf(scroller, 'role')),
    more: Math.round(moreIn(scroller)), itself: isReached(scroller),
    inside: findIn(scroller, REACHED).slice(0, 500).some(isReached), ...(isSteered(scroller) ? {steered: true} : {}),
    // Browsers that stop at such parts by themselves do not where the page says otherwise.
    ...(Number(attributeOf(scroller, 'tabindex')) < 0 ? {passed_by: true} : {}),
  })));
  return {...seen, capped: seen.capped || all.length > LOOKED};
}
