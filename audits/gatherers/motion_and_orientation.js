import {plain} from './_values.js';
import {
  around, attributeOf, body, boxOf, closest, contains, find, findIn, getter, isRendered, isShown,
  labelsOf, located, matches, method, nameOf, nextOf, outermostOf, parentOf, previousOf, selector,
  textOf, wait,
} from './_dom.js';

// What moves by itself, and whether there is something to stop it with.

const STOP = /停止|止める|とめる|ストップ|再生|pause|stop/i;
const SLIDES = '[class*="slick" i], [class*="swiper" i], [class*="carousel" i], [class*="slider" i], ' +
  '[class*="slideshow" i], [class*="splide" i], [class*="flexslider" i], [class*="ticker" i], ' +
  '[id*="slide" i], [aria-roledescription]';
const BUTTON = 'button, a, input[type="button"], input[type="image"], [role="button"], [onclick]';
const LONGEST_MS = 11000;
const large = (element) => {
  const box = boxOf(element);
  return isShown(element) && box.width >= 60 && box.height >= 20;
};
const stopper = (element) => {
  let e = element;
  for (let depth = 0; e && e !== body && depth < 5; depth++, e = parentOf(e)) {
    const near = [previousOf(e), nextOf(e)].filter((each) => each && matches(each, BUTTON));
    const found = [...findIn(e, BUTTON).slice(0, 60), ...near].find((each) => isShown(each) &&
      STOP.test([nameOf(each), attributeOf(each, 'class') || '', attributeOf(each, 'value') || ''].join(' ')));
    if (found) return selector(found);
  }
  return '';
};
const told = (element) => ({...located(element), stop: stopper(element)});
const SENSOR = /motion|モーション|傾け|傾き|センサー|シェイク|振って|shake|tilt/i;
const tilt = {changed: [], watched: null};
// In the part that what the motion changed stands in; of the whole page, if that is what changed.
const LEVELS = 4;
const isBeside = (control) => tilt.changed.filter((each) => each && each.isConnected).slice(0, 50).some((each) => {
  let part = each;
  for (let level = 0; level < LEVELS && parentOf(part) && parentOf(part) !== body; level++) part = parentOf(part);
  return contains(part, control);
});
// What changed, when, and whether it was ever to be seen: what blinks is hidden half of the time.
const moving = new Map(), written = new Map();
const note = (known, element, now, seen, first = '') => {
  const one = known.get(element) || known.set(element, {times: [], seen: false, first}).get(element);
  if (!one.times.length || now - one.times[one.times.length - 1] > 200) one.times.push(now);
  one.seen ||= seen(element);
};
const hasWords = (element) => isShown(element) && boxOf(element).height >= 8 && /[\p{L}\p{N}]/u.test(textOf(element).slice(0, 500));
// Parts of which one goes as another comes, by what they stand in.
const rotating = new Map();
const noteRotation = (records, now) => {
  const changed = new Map();
  for (const {target, type} of records) {
    const parent = type === 'attributes' && target !== body && parentOf(target);
    if (parent) changed.set(parent, (changed.get(parent) || new Set()).add(target));
  }
  for (const [parent, parts] of changed) {
    const up = [...parts].filter(isRendered).length;
    if (up && up < parts.size) note(rotating, parent, now, (element) => large(element) && hasWords(element));
  }
};
// Drawings that scripts go on changing, by what is seen of them from afar.
const drawings = new Map();
const drawn = (canvas) => {
  try {
    const small = new OffscreenCanvas(48, 48).getContext('2d');
    small.drawImage(canvas, 0, 0, 48, 48);
    return small.getImageData(0, 0, 48, 48).data.join();
  } catch { return ''; }
};
const noteDrawings = (canvases, now) => {
  for (const canvas of canvases) {
    const is = drawn(canvas);
    if (drawings.has(canvas) && drawings.get(canvas) !== is) note(moving, canvas, now, large);
    drawings.set(canvas, is);
  }
};
// How often inline scripts do something over and over, in milliseconds: the longest of some seconds.
const period = () => {
  let longest = 0;
  for (const script of find('script:not([src])').slice(0, 100)) {
    const text = textOf(script).slice(0, 100000);
    for (let at = text.indexOf('setInterval('); at >= 0; at = text.indexOf('setInterval(', at + 1)) {
      const found = /,\s{0,9}(\d{4,5})\s{0,9}\)/.exec(text.slice(at, at + 800));
      if (found && Number(found[1]) <= 15000) longest = Math.max(longest, Number(found[1]));
    }
  }
  return longest;
};
// Chromium rests a film without sound while it is out of sight: that it starts by itself is enough.
const isFilm = (video) => large(video) && !getter(HTMLMediaElement, 'controls')(video) && !getter(HTMLMediaElement, 'error')(video) &&
  (getter(HTMLMediaElement, 'autoplay')(video) || !getter(HTMLMediaElement, 'paused')(video)) && (getter(HTMLMediaElement, 'loop')(video) || getter(HTMLMediaElement, 'duration')(video) > 5);
const ticks = (records) => {
  const now = performance.now();
  noteRotation(records, now);
  for (const {target, type, attributeName, addedNodes, removedNodes, oldValue} of records) {
    const added = [...addedNodes];
    const words = type === 'characterData' || (type === 'childList' && added.some((each) => each.nodeType === 3 && each.data.trim()));
    if (words) {
      const holder = target.nodeType === 1 ? target : parentOf(target);
      const first = type === 'characterData' ? oldValue : [...removedNodes].map(textOf).join('');
      if (holder) note(written, holder, now, hasWords, first.slice(0, 60));
    }
    if (attributeName === 'style') note(written, target, now, (element) => element !== body && hasWords(element));
    if (type === 'attributes' || added.some((each) => each.nodeType === 1)) note(moving, target, now, large);
  }
};

export default function gatherMotionAndOrientation() {
  globalThis.minnaMotion = {
    // Longer where there seem to be slides: they rest for some seconds.
    watch: async (short, lasting, long) => {
      const slides = find(SLIDES).slice(0, 50).some(large);
      const watched = new MutationObserver(ticks);
      watched.observe(body, {subtree: true, childList: true, characterData: true, attributes: true, characterDataOldValue: true, attributeFilter: ['style', 'class', 'src', 'hidden']});
      const began = performance.now();
      // Three changes, and the last long after the page was loaded: what ends by itself soon is let be.
      const lasts = ({times, seen}) => seen && times.length >= 3 && times[times.length - 1] - began > lasting;
      const some = (known, holds) => [...known.values()].some(holds);
      const turns = ({times, seen}) => seen && times.length >= 2 && times[times.length - 1] - began > lasting;
      // What else has begun to change is given its time as well.
      const begun = (known) => known.seen && known.times.length >= 2 && performance.now() - known.times[known.times.length - 1] < 1500 && !lasts(known);
      const waits = () => some(written, begun) || some(rotating, (known) => known.seen && !turns(known));
      const enough = () => (some(moving, lasts) || some(written, lasts) || some(rotating, turns)) && !waits();
      const often = period();
      const canvases = find('canvas').filter(large).slice(0, 4);
      const goesOn = () => slides || often || rotating.size || some(written, ({seen}) => seen) || some(moving, ({times, seen}) => seen && times.length >= 3);
      const longest = Math.max(long, Math.min(2.2 * often, LONGEST_MS));
      while (performance.now() - began < (goesOn() ? longest : short) && !enough()) {
        noteDrawings(canvases, performance.now());
        await wait(100);
      }
      watched.disconnect();
      const within = (element) => closest(element, SLIDES);
      const parts = [...moving].filter(([element, known]) => lasts(known) || (known.seen && within(element)))
        .map(([element]) => within(element) || element)
        .concat([...rotating].filter(([, known]) => turns(known)).map(([element]) => element), find('video').filter(isFilm));
      const texts = [...written].filter(([, known]) => lasts(known)).map(([element]) => element);
      const told_ = outermostOf([...new Set(parts)]).slice(0, 5);
      const rest = outermostOf([...new Set(texts)]).filter((text) => !told_.some((part) => contains(part, text)));
      const clock = (element) => ({...told(element), from: written.get(element).first, to: plain(textOf(element)).slice(0, 60), around: around(element)});
      return {moving: told_.map(told), writing: rest.slice(0, 5).map(clock)};
    },
    // What changes while the browser lets the device be tilted.
    beginTilt: () => {
      tilt.watched = new MutationObserver((records) => records.forEach(({target}) =>
        tilt.changed.push(target.nodeType === 1 ? target : parentOf(target))));
      tilt.watched.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
      return true;
    },
    tilt: async (amounts) => {
      for (const amount of amounts) {
        const rotationRate = {alpha: amount, beta: amount, gamma: amount};
        dispatchEvent(new DeviceOrientationEvent('deviceorientation', {...rotationRate, absolute: false}));
        const acceleration = {x: amount, y: amount, z: amount};
        dispatchEvent(new DeviceMotionEvent('devicemotion', {rotationRate, acceleration, accelerationIncludingGravity: acceleration, interval: 16}));
        await wait(30);
      }
      return true;
    },
    endTilt: () => { tilt.watched.disconnect(); return true; },
    changed: () => {
      return [...new Set(tilt.changed)].filter((each) => each && each.isConnected).slice(0, 5).map(located);
    },
    settings: () => find('input, select, button, [role="switch"]').slice(0, 500).filter((each) => isShown(each) && !/range/i.test(attributeOf(each, 'type') || '')).filter((each) => {
      const label = closest(each, 'label') || labelsOf(each)[0];
      return SENSOR.test(nameOf(each) + ' ' + (label ? textOf(label) : ''));
    }).slice(0, 3).map(located),
    // Listened to by itself; what sends a form or leads elsewhere does not move what the motion moves.
    isControl(element) {
      return element.nodeType === 1 && matches(element, 'button, input, select, [role="button"], [role="slider"]') &&
        isBeside(element);
    },
    inline: () => find('button[onclick], input[onclick], input[onchange], input[oninput]').filter(isBeside).length,
  };
  const drawnToMove = find('animate, animateTransform, animateMotion').slice(0, 300)
    .filter((each) => /^indefinite$/i.test(attributeOf(each, 'repeatCount') || attributeOf(each, 'repeatDur') || '') && !/click|indefinite/i.test(attributeOf(each, 'begin') || ''))
    .map((each) => closest(each, 'svg')).filter((svg) => svg && !method(SVGSVGElement, 'animationsPaused')(svg));
  const endless = outermostOf([...new Set(document.getAnimations().filter((/** @type {any} */ each) => {
    const timing = each.effect && each.effect.getComputedTiming();
    if (!timing || Number.isFinite(timing.endTime) || !each.effect.target || each.timeline !== document.timeline) return false;
    const style = getComputedStyle(each.effect.target, each.effect.pseudoElement || undefined);
    return each.playState === 'running' || !(each instanceof CSSAnimation) || style.animationPlayState.includes('running');
  }).map((/** @type {any} */ each) => each.effect.target).concat(drawnToMove))].filter((each) => isShown(each) && boxOf(each).width >= 10 && boxOf(each).height >= 10)).slice(0, 10).map(told);
  const marquees = find('marquee').filter((each) => isShown(each) && textOf(each).trim() + findIn(each, 'img').length &&
    !/^[1-3]$/.test(attributeOf(each, 'loop') || '')).slice(0, 10).map(told);
  return {endless, marquees};
}
