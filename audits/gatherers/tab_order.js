import {MOST} from './_values.js';
import {
  attributeOf, body, boxOf, childElementsOf, closest, contains, find, findIn, findInTree, getter,
  innerTextOf, isShown, labelsOf, matches, method, nameOf, nextOf, parentOf, placeNamed, root,
  selector, snippet, tagOf, takesFocus, wait,
} from './_dom.js';
import {bitmapOf, pointsOf} from './_picture.js';

// Stands by while the Tab key is pressed: who has focus, what shows it, what covers it.

const TABBABLE = 'a[href], area[href], button, input, select, textarea, summary, iframe, ' +
  'audio[controls], video[controls], [tabindex], [contenteditable=""], [contenteditable="true"]';
const SEVERAL = 'iframe, frame, object, embed, audio, video, input[type="date"], ' +
  'input[type="time"], input[type="month"], input[type="week"], input[type="datetime-local"]';
const WRITTEN = 'textarea, [contenteditable=""], [contenteditable="true"], input:not([type]), ' +
  ['text', 'search', 'email', 'tel', 'url', 'password', 'number', 'date', 'time', 'month', 'week',
    'datetime-local'].map((type) => `input[type="${type}" i]`).join(', ');
const LOOKS = ['outlineStyle', 'outlineWidth', 'outlineColor', 'outlineOffset', 'backgroundColor',
  'backgroundImage', 'backgroundPosition', 'boxShadow', 'color', 'opacity', 'visibility', 'display',
  'transform', 'filter', 'fontWeight', 'textDecoration', 'textShadow', 'clipPath', 'clip', 'content',
  ...['Top', 'Right', 'Bottom', 'Left'].flatMap((side) =>
    [`border${side}Style`, `border${side}Width`, `border${side}Color`])];
// Links of drawings take focus as well, by methods of their own.
/** @returns {any} */
const kindOf = (element) => /svg$/.test(getter(Element, 'namespaceURI')(element) || '') ? SVGElement : HTMLElement;
const focusOn = (element, given) => method(kindOf(element), 'focus')(element, given);
const blurOf = (element) => method(kindOf(element), 'blur')(element);
const shadowOf = getter(Element, 'shadowRoot');
const insideOf = getter(HTMLIFrameElement, 'contentDocument');
const place = method(Node, 'compareDocumentPosition');
const rootNodeOf = method(Node, 'getRootNode');
const hostOf = getter(ShadowRoot, 'host');
const activeIn = (scope) => getter(/** @type {{prototype: DocumentOrShadowRoot}} */ (scope instanceof ShadowRoot ? ShadowRoot : Document), 'activeElement')(scope);

// Whoever has focus, looked for inside open shadow roots and frames of the same origin.
const active = () => {
  let found = activeIn(document);
  for (let depth = 0; found && depth < 20; depth++) {
    const shadow = shadowOf(found);
    const frame = tagOf(found) === 'iframe' ? insideOf(found) : null;
    const inner = shadow ? activeIn(shadow) : frame ? activeIn(frame) : null;
    if (!inner || (frame && inner === getter(Document, 'body')(frame))) break;
    found = inner;
  }
  return found;
};
const outermost = (element) => {
  let found = element;
  for (let depth = 0; depth < 20; depth++) {
    const scope = rootNodeOf(found);
    if (scope === document) return found;
    if (scope instanceof ShadowRoot) found = hostOf(scope);
    else {
      const frame = find('iframe').find((each) => insideOf(each) === scope);
      if (!frame) return found;
      found = frame;
    }
  }
  return found;
};

const numbers = new Map();
const known = [];
const numberOf = (element) => {
  if (!numbers.has(element)) { numbers.set(element, known.length); known.push(element); }
  return numbers.get(element);
};

// Shadows that are drawn at all: one of no colour is none.
const shadowsOf = (style) => /^(?:rgba\([\d., ]*, 0\)[^(),]*(?:, |$))+$/.test(style.boxShadow.slice(0, 500)) ? 'none' : style.boxShadow;
const drawn = (element, part) => {
  const style = getComputedStyle(element, part);
  if (!style || (part && ['none', 'normal'].includes(style.content))) return '';
  const ring = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
  return LOOKS.map((look) => look.startsWith('outline') && !ring ? '' : look === 'boxShadow' ? shadowsOf(style) : style[look]).join('|');
};
const finish = () => {
  for (const animation of document.getAnimations()) {
    if (animation instanceof CSSTransition) animation.finish();
  }
};
// How an element looks, and apart from it what stands in it and what it may restyle around it.
const looksOf = (element) => {
  const style = getComputedStyle(element);
  const box = boxOf(element);
  const own = {size: [box.width, box.height].map(Math.round).join()};
  for (const look of LOOKS) own[look] = look === 'boxShadow' ? shadowsOf(style) : style[look];
  const others = [parentOf(element), nextOf(element), labelOf(element), ...findIn(element, '*').slice(0, 8)];
  const rest = others.filter(Boolean)
    .flatMap((each) => [drawn(each), drawn(each, '::before'), drawn(each, '::after')]).join('\n') +
    drawn(element, '::before') + drawn(element, '::after') + (box.right <= 0 || box.bottom <= 0);
  return {own, rest};
};
const SIDES = ['Top', 'Right', 'Bottom', 'Left'];
const rgb = (colour) => (/^rgba?\(([^)]*)\)/.exec(colour) || ['', ''])[1].split(/[ ,/]+/).map(Number);
const ringOf = (own) => own.outlineStyle === 'none' ? 0 : parseFloat(own.outlineWidth);
const behind = (element) => {
  for (let e = parentOf(element); e; e = parentOf(e)) {
    const style = getComputedStyle(e);
    if (style.backgroundImage !== 'none') return null;
    const colour = rgb(style.backgroundColor);
    if (colour.length === 3 || colour[3] > 0.9) return colour;
  }
  return [255, 255, 255];
};
// Whether something around a control may cut its ring off on every side.
const isRingCut = (element, own) => {
  const off = parseFloat(own.outlineOffset) || 0;
  if (off < 0) return false;
  const box = boxOf(element);
  for (let e = parentOf(element); e && e !== body; e = parentOf(e)) {
    const {overflowX, overflowY} = getComputedStyle(e);
    const frame = boxOf(e);
    if (overflowX !== 'visible' && overflowY !== 'visible' && box.left - off <= frame.left && box.top - off <= frame.top &&
      box.right + off >= frame.right && box.bottom + off >= frame.bottom) return true;
  }
  return false;
};
const isRingSeen = (element, own) => {
  if (!ringOf(own)) return false;
  if (own.outlineStyle === 'auto') return true;
  if (isRingCut(element, own)) return false;
  const ring = rgb(own.outlineColor), ground = behind(element);
  if (ring.length === 4 && ring[3] < 0.1) return false;
  return !ground || [0, 1, 2].some((each) => Math.abs(ring[each] - ground[each]) > 24);
};
// A border that gives way to a ring of its colour and its width looks as it did.
const isSwapped = (was, is) => parseFloat(is.outlineOffset) === 0 && is.outlineStyle === 'solid' &&
  SIDES.every((side) => is[`border${side}Color`] === is.outlineColor && was[`border${side}Color`] === is.outlineColor &&
    was[`border${side}Style`] === 'solid' && is[`border${side}Style`] === 'solid' &&
    parseFloat(was[`border${side}Width`]) + ringOf(was) === parseFloat(is[`border${side}Width`]) + ringOf(is));
const differs = (element, was) => {
  const is = looksOf(element);
  if (is.rest !== was.rest) return 'yes';
  if (isTransparent(element)) return 'no';
  const changed = Object.keys(is.own).filter((look) => is.own[look] !== was.own[look] &&
    !(look.startsWith('outline') && !ringOf(is.own) && !ringOf(was.own)));
  const others = changed.filter((look) => !look.startsWith('outline'));
  if (!changed.length) return 'no';
  if (!others.length) return isRingSeen(element, is.own) || ringOf(was.own) ? 'yes' : 'no';
  const only = others.every((look) => look === 'size' || /^border\w+Width$/.test(look));
  return only && isSwapped(was.own, is.own) ? 'swapped' : 'yes';
};
const isClear = (colour) => { const parts = rgb(colour); return parts.length === 4 && parts[3] < 0.1; };
const luminance = (colour) => {
  const [red, green, blue] = colour.slice(0, 3).map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const over = (colour, ground) => (colour.length < 4 ? colour : ground.map((value, each) => value + (colour[each] - value) * colour[3]));
const contrast = (colour, ground) => {
  const [one, other] = [luminance(over(colour, ground)), luminance(ground)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
};
// Where focus is shown by lines of the author's alone: how far the clearest of them stands out
// from what it touches, the ground and, without a gap, the control itself.
const ringOn = (element, was) => {
  if (!was || isTransparent(element)) return {};
  const is = looksOf(element);
  if (is.rest !== was.rest) return {};
  const changed = Object.keys(is.own).filter((look) => is.own[look] !== was.own[look]);
  const drawsLines = (look) => look.startsWith('outline') || look === 'boxShadow' || look.startsWith('border');
  if (!changed.length || !changed.every(drawsLines)) return {};
  const ground = behind(element);
  const own = rgb(is.own.backgroundColor);
  if (!ground || is.own.backgroundImage !== 'none') return {};
  const inner = over(own.length === 3 || own.length === 4 ? own : [0, 0, 0, 0], ground);
  const lines = [];
  if (changed.some((look) => look.startsWith('outline')) && ringOf(is.own)) {
    if (is.own.outlineStyle === 'auto') return {};
    lines.push([rgb(is.own.outlineColor), parseFloat(is.own.outlineOffset) > 0 ? [ground] : [ground, inner]]);
  }
  if (changed.includes('boxShadow')) {
    for (const [colour] of is.own.boxShadow.slice(0, 500).matchAll(/rgba?\([\d., ]{1,60}\)/g)) lines.push([rgb(colour), [ground, inner]]);
  }
  for (const side of SIDES) {
    if (changed.some((look) => look.startsWith(`border${side}`)) && is.own[`border${side}Style`] !== 'none') {
      lines.push([rgb(is.own[`border${side}Color`]), [ground, inner]]);
    }
  }
  if (!lines.length || lines.some(([colour]) => colour.length < 3)) return {};
  const most = Math.max(...lines.flatMap(([colour, grounds]) => grounds.map((each) => contrast(colour, each))));
  return {ring: Math.round(100 * most) / 100};
};
const labelOf = (element) => closest(element, 'label') || labelsOf(element)[0] || null;

const boxIn = (element) => {
  const {left, top, width, height} = boxOf(element);
  return {left, top, width, height, right: left + width, bottom: top + height};
};
const roomy = (box) => box.width > 2 && box.height > 2;
// Where its focus would be seen: on itself, or on the label of a control that is drawn by it.
const stage = (element) => {
  const label = labelOf(element);
  // The box of a link round a picture that floats is empty.
  const own = [element, ...findIn(element, '*').slice(0, 8)].map(boxIn).find(roomy) || boxIn(element);
  if (!label) return own;
  const other = boxIn(label);
  const seen = roomy(own) ? own : other;
  const left = Math.min(seen.left, other.left), top = Math.min(seen.top, other.top);
  const right = Math.max(seen.right, other.right), bottom = Math.max(seen.bottom, other.bottom);
  return {left, top, right, bottom, width: right - left, height: bottom - top};
};
const isTransparent = (element) => {
  for (let e = element; e; e = parentOf(e)) if (Number(getComputedStyle(e).opacity) === 0) return true;
  return false;
};
const isOffPage = (element) => {
  const box = stage(element);
  return !roomy(box) || box.right + scrollX <= 0 || box.bottom + scrollY <= 0;
};

// Wholly outside of a box that cuts off what does not fit, although focus has scrolled what scrolls.
const isClipped = (element) => {
  const box = stage(element);
  let own = getComputedStyle(element).position;
  for (let e = parentOf(element); e && e !== body && e !== root && own !== 'fixed'; e = parentOf(e)) {
    const {position, transform, overflowX, overflowY} = getComputedStyle(e);
    // What is placed in a farther box is not cut off by a nearer one.
    if (own === 'absolute' && position === 'static' && transform === 'none') continue;
    own = position;
    const holder = boxOf(e);
    if (overflowX !== 'visible' && (box.right <= holder.left || box.left >= holder.right)) return true;
    if (overflowY !== 'visible' && (box.bottom <= holder.top || box.top >= holder.bottom)) return true;
  }
  return false;
};

const stuck = (element) => {
  for (let e = element; e && e !== root; e = parentOf(e)) {
    if (['fixed', 'sticky'].includes(getComputedStyle(e).position)) return e;
  }
  return null;
};
const paints = (element, until) => {
  for (let e = element; e; e = parentOf(e)) {
    const style = getComputedStyle(e);
    const colour = /^rgba\(.*, ([\d.]+)\)$/.exec(style.backgroundColor);
    if ((!colour || Number(colour[1]) > 0.9) || style.backgroundImage !== 'none' || tagOf(e) === 'img') return true;
    if (e === until) return false;
  }
  return false;
};
const at = (x, y) => method(Document, 'elementFromPoint')(document, x, y);
// The fixed or sticky part behind which all of an element lies, if there is one.
const coverOf = (element) => {
  const box = stage(element);
  if (!roomy(box)) return null;
  const left = Math.max(box.left, 0) + 1, right = Math.min(box.right, innerWidth) - 1;
  const top = Math.max(box.top, 0) + 1, bottom = Math.min(box.bottom, innerHeight) - 1;
  if (left >= right || top >= bottom) return null;
  let cover = null;
  for (const [x, y] of [[(left + right) / 2, (top + bottom) / 2], [left, top], [right, top], [left, bottom], [right, bottom]]) {
    const hit = at(x, y);
    if (!hit || contains(element, hit) || contains(hit, element)) return null;
    const part = stuck(hit);
    if (!part || contains(part, element) || !paints(hit, part)) return null;
    cover = part;
  }
  return cover;
};

// Of the window, how much a part covers.
const shareOf = (part) => {
  const box = boxOf(part);
  const wide = Math.min(box.right, innerWidth) - Math.max(box.left, 0);
  const high = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
  return Math.round(100 * Math.max(0, wide) * Math.max(0, high) / (innerWidth * innerHeight)) / 100;
};

const cluster = (element) => {
  for (let e = parentOf(element), depth = 0; e && depth < 6; e = parentOf(e), depth++) {
    if (findIn(e, TABBABLE).length > 1) return e;
  }
  return body;
};
const short = (element) => ({selector: selector(outermost(element)), html: snippet(element)});

// The kinds of an element and of all that it stands in: what is alike here is styled alike.
const contextOf = (element) => {
  const kinds = [];
  for (let e = element; e && kinds.length < 12; e = parentOf(e)) {
    kinds.push([tagOf(e), attributeOf(e, 'type') || '', attributeOf(e, 'class') || ''].join('.').slice(0, 80));
  }
  return kinds.join('<');
};
// A part that style sheets make, with its place and its size.
const placed = (element, part) => {
  const look = drawn(element, part);
  if (!look) return '';
  const {width, height, left, top, right, bottom, translate, scale, rotate} = getComputedStyle(element, part);
  return [look, width, height, left, top, right, bottom, translate, scale, rotate].join('|');
};
// How what stands in and around an element is drawn: what it stands in, and what stands beside that.
// Its own style is judged by itself, as a ring may have the colour of the ground.
const AROUND_IT = 150;
const surroundingsOf = (element) => {
  const shown = [];
  let parts = 0;
  for (let e = element; e && e !== root && parts < AROUND_IT; e = parentOf(e)) {
    const beside = [...childElementsOf(parentOf(e) || e)].slice(0, 30);
    if (e === element) beside.push(...findIn(e, '*').slice(0, 30));
    for (const each of [e, ...beside]) {
      parts += 1;
      const style = getComputedStyle(each);
      const box = boxOf(each);
      shown.push([each === element ? '' : drawn(each), placed(each, '::before'), placed(each, '::after'), style.fill, style.stroke, style.strokeWidth,
        style.translate, style.scale, style.rotate, style.letterSpacing, style.fontStyle, Math.round(box.width), Math.round(box.height)].join('|'));
    }
  }
  return shown;
};
// Whether focus alone changes that: what is drawn the same each time with focus, and otherwise without.
const differsAround = (element) => {
  const on = surroundingsOf(element);
  blurOf(element);
  finish();
  const off = surroundingsOf(element);
  focusOn(element, {preventScroll: true});
  finish();
  const again = surroundingsOf(element);
  log = [];
  return on.some((each, at) => each !== off[at] && each === again[at]);
};
// Pictures of the window with focus and without, twice each: in how many blocks only focus changes
// points, and how many points at the place of the control change by themselves.
const BLOCK = 16;
const comparePictures = async (number, pictures) => {
  const points = [];
  let wide = 1;
  for (const data of pictures) {
    const bitmap = await bitmapOf(data);
    wide = bitmap.width;
    points.push(new Uint32Array(pointsOf(bitmap).buffer));
  }
  const [on, off, again, offAgain] = points;
  if (points.some((each) => each.length !== on.length)) return {changed: 0, moving: on.length};
  const near = stage(known[number]);
  const across = Math.ceil(wide / BLOCK);
  const blocks = new Map();
  let moving = 0;
  for (let at = 0; at < on.length; at += 1) {
    if (on[at] === off[at] && on[at] === again[at] && on[at] === offAgain[at]) continue;
    const x = at % wide, y = Math.floor(at / wide);
    const block = Math.floor(y / BLOCK) * across + Math.floor(x / BLOCK);
    if (on[at] === again[at] && off[at] === offAgain[at]) blocks.set(block, blocks.get(block) ?? true);
    else {
      blocks.set(block, false);
      if (x >= near.left - 12 && x <= near.right + 12 && y >= near.top - 12 && y <= near.bottom + 12) moving += 1;
    }
  }
  return {changed: [...blocks.values()].filter(Boolean).length, moving};
};
const CHANGING = new Set(['running', 'paused']);
const isChanging = () => method(Document, 'getAnimations')(document).some(({playState, effect}) =>
  CHANGING.has(playState) && effect && effect.getComputedTiming().endTime !== Infinity);
// Where the window stands once it has stopped scrolling.
const windowAtRest = async () => {
  for (let waited = 0; waited < 1000; waited += 30) {
    const [x, y] = [scrollX, scrollY];
    await wait(30);
    if (x === scrollX && y === scrollY) break;
  }
  finish();
  return {x: scrollX, y: scrollY, width: innerWidth, height: innerHeight};
};

let log = [];
const note = (event) => log.push(method(Event, 'composedPath')(event)[0]);

// The window loses focus when the Tab key leads out of the page, and when it leads into a frame.
let left = false;
const leaves = (event) => { left ||= event.target === window && tagOf(active() || body) !== 'iframe'; };
const textShown = () => (innerTextOf(body) || '').slice(0, 100000);
const SKIPS = /スキップ|本文|読み飛ば|飛ばして|とばし|メイン|コンテンツ|内容へ|skip|main|content|jump/i;
const targetOf = (link) => {
  const href = attributeOf(link, 'href') || '';
  if (!href.includes('#')) return undefined;
  let url;
  try { url = new URL(href, getter(Node, 'baseURI')(document)); } catch { return undefined; }
  if (url.href.split('#')[0] !== location.href.split('#')[0]) return undefined;
  return placeNamed(url.hash.slice(1));
};

export default function gatherTabOrder() {
  const tabbables = findInTree(document, TABBABLE).slice(0, MOST).filter(takesFocus);

  tabbables.forEach(numberOf);

  const before = new Map(tabbables.slice(0, 150).map((each) => [each, looksOf(each)]));

  method(EventTarget, 'addEventListener')(window, 'focus', note, true);

  method(EventTarget, 'addEventListener')(window, 'blur', leaves);

  const step = async (ms = 20) => {
    await wait(ms);
    finish();
    const log_ = log.filter((each) => each && each.nodeType === 1);
    log = [];
    const now = active();
    const out = left || !document.hasFocus();
    left = false;
    const nobody = !now || now === body || now === root;
    const told = {
      number: nobody ? null : numberOf(now), out, nobody,
      events: log_.length, focused: [...new Set(log_.map(numberOf))],
    };
    if (nobody || out) return told;
    const box = boxIn(now);
    const looks = before.get(now);
    const cover = coverOf(now);
    return {
      ...told, ...short(now), tag: tagOf(now),
      kind: [tagOf(now), attributeOf(now, 'type') || '', attributeOf(now, 'class') || ''].join(' ').slice(0, 120),
      context: contextOf(now),
      tabindex: parseInt(attributeOf(now, 'tabindex'), 10) || 0,
      box: [box.left + scrollX, box.top + scrollY, box.width, box.height].map(Math.round),
      cluster: numberOf(cluster(now)), stuck: Boolean(stuck(now)), inside: outermost(now) !== now,
      several: matches(now, SEVERAL), writes: matches(now, WRITTEN) && !isClear(getComputedStyle(now).caretColor),
      shown: looks === undefined ? 'unknown' : differs(now, looks),
      off_page: isOffPage(now), ...(isClipped(now) ? {clipped: true} : {}), transparent: isTransparent(now), scroll: [scrollX, scrollY],
      cover: cover ? {...short(cover), share: shareOf(cover)} : null, ...ringOn(now, looks), rtl: getComputedStyle(now).direction === 'rtl',
    };
  };

  globalThis.minnaWalk = {
    step, textShown,
    at: (number) => known[number],
    numberOf,
    describe: (number) => short(known[number]),
    ifTabbable(element) { return numbers.has(element) && takesFocus(element) ? numbers.get(element) : null; },
    differsAround: (number) => differsAround(known[number]),
    isChanging, window: windowAtRest, compare: comparePictures,
    // Stops that are hidden from screen readers, with the part that hides them.
    hidden: () => tabbables.flatMap((each) => {
      let part = null;
      for (let e = closest(each, '[aria-hidden="true"]'); e; e = parentOf(e) && closest(parentOf(e), '[aria-hidden="true"]')) part = e;
      return part && takesFocus(each) ? [{number: numbers.get(each), ...short(part)}] : [];
    }).slice(0, 100),
    keeps: async (number, ms) => {
      focusOn(known[number], {preventScroll: true});
      await wait(ms);
      log = [];
      return active() === known[number];
    },
    blur: (number) => { blurOf(known[number]); finish(); return true; },
    refocus: (number) => { focusOn(known[number], {preventScroll: true}); finish(); log = []; return true; },
    focus: (number) => { focusOn(known[number]); return true; },
    nextAfter: (number) => {
      const later = tabbables.find((each) => rootNodeOf(known[number]) === document &&
        numbers.get(each) > number && place(known[number], each) & 4 && takesFocus(each));
      return later ? numbers.get(later) : null;
    },
    inDialog: (list) => list.every((number) =>
      closest(known[number], 'dialog, [role="dialog"], [role="alertdialog"], [aria-modal="true"]')),
    // Buttons that open something and are shut; they send nothing.
    openers: () => tabbables.filter((each) => attributeOf(each, 'aria-expanded') === 'false' && takesFocus(each) &&
      (tagOf(each) === 'button' ? attributeOf(each, 'type') === 'button' || !closest(each, 'form') : attributeOf(each, 'role') === 'button'))
      .map((each) => numbers.get(each)),
    // What slides open may say so only when it has come to rest.
    isOpen: async (number, ms) => {
      const open = () => attributeOf(known[number], 'aria-expanded') === 'true';
      for (let waited = 0; waited < ms && !open(); waited += 50) await wait(50);
      return open();
    },
    canClose: (list) => list.some((number) => matches(known[number], 'button, a[href], [role="button"]')),
    // Links to nowhere and buttons that send nothing, which may tell how to get out.
    tellers: (list) => list.filter((number) => matches(known[number],
      'a[href^="#"], button[type="button"], [role="button"]')).slice(0, 3),
    // A point of the window at which a pointer meets an element; null where something covers it.
    spot: (number) => {
      const element = known[number];
      if (rootNodeOf(element) !== document) return null;
      method(Element, 'scrollIntoView')(element, {block: 'nearest', behavior: 'instant'});
      const box = boxOf(element);
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const hit = at(x, y);
      return hit && contains(element, hit) ? [x, y] : null;
    },
    scrollTo: (x, y) => { window.scrollTo({left: x, top: y, behavior: 'instant'}); return [scrollX, scrollY]; },
    skips: () => tabbables.slice(0, 6).filter((each) => tagOf(each) === 'a' &&
      (attributeOf(each, 'href') || '').includes('#') && targetOf(each) !== undefined &&
      SKIPS.test(nameOf(each))).slice(0, 2).map((each) => numbers.get(each)),
    skipped: (number, after) => {
      const link = known[number];
      const target = targetOf(link);
      const next = after === null ? null : known[after];
      const now = active();
      return {
        ...short(link), name: nameOf(link), href: attributeOf(link, 'href'),
        target: target ? selector(target) : null, target_shown: target ? isShown(target) : false,
        passed: target ? tabbables.filter((each) => place(link, each) & 4 && place(target, each) & 2 && !contains(target, each)).length : 0,
        moved: Boolean(now && now !== link && now !== body),
        lands: !target ? false : !next || target === next || contains(target, next) || Boolean(place(target, next) & 4),
      };
    },
    leave: (address) => {
      const now = active();
      if (now && now !== body) blurOf(now);
      method(EventTarget, 'removeEventListener')(window, 'focus', note, true);
      method(EventTarget, 'removeEventListener')(window, 'blur', leaves);
      if (location.href !== address) history.replaceState(history.state, '', address);
      window.scrollTo({left: 0, top: 0, behavior: 'instant'});
      return true;
    },
  };
  const now = active();
  return {count: tabbables.length, address: location.href, starts_in: now && now !== body && now !== root ? numberOf(now) : null};
}
