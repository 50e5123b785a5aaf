import {LINKS_AND_BUTTONS, plain, remembered} from './_values.js';
import {contrastOf, groundIn} from './_contrast.js';
import {
  attributeOf, body, boxOf, closest, contains, find, findIn, getter, ICONS, isShown, located,
  matches, method, parentOf, root, styleOf, tagOf,
} from './_dom.js';
import {bitmapOf, pointsOf} from './_picture.js';
import {
  hasShadows, isSeenNow, JAPANESE_LETTER, lettersOf, linesOfText, ownTexts, shadesOf,
} from './_text_pixels.js';
import {matching, rulesOf} from './_rules.js';

// Links and buttons whose colours turn when they are pointed at or have focus: one of each style,
// and what its letters and its ground come to in each state.

const RULES_READ = 400;
const CONTROLS = 600;
const STYLES = 40;
const HOLDERS = 3;
const LENGTH = 40;  // of one line that a picture is taken of, in letters' heights
const CONTROL = `${LINKS_AND_BUTTONS}, summary, [role="tab"], input[type="submit"], input[type="button"], input[type="reset"]`;
const STATES = {hover: /:hover(?![\w-])/g, focus: /:focus(?:-visible|-within)?(?![\w-])/g};
const ANY = /:(?:hover|focus-visible|focus-within|focus|active)(?![\w-])/g;
const EITHER = /:(?:is|where|any|-webkit-any)\((?:\s*:(?:hover|focus|active)[\w-]*\s*,?)+\)/g;
const COLOURS = /\b(?:color|background|opacity|filter|fill)\b|--[\w-]+\s*:/;
const [left, top] = [scrollX, scrollY];

// Parts between commas that stand in no brackets.
const partsOf = (text) => {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (letter === ',' && !depth) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
};
const isOff = (element) => matches(element, ':disabled') ||
  closest(element, '[aria-disabled="true"], [inert], [aria-hidden="true"]');
const above = (element) => { const found = []; for (let e = element; e && e !== root; e = parentOf(e)) found.push(e); return found; };
const looks = remembered((element) => above(element).slice(0, 3).map((e) => tagOf(e) + '.' + (attributeOf(e, 'class') || '')).join(' '));

// Who holds the letters of a control: itself, or elements within; a button of the form has no texts.
const holdersOf = (element) => {
  if (tagOf(element) === 'input') return [{element, words: attributeOf(element, 'value') || '送信'}];
  const holders = [element, ...findIn(element, '*').slice(0, 30)].filter((e) => isShown(e) && ownTexts(e).length &&
    !(e instanceof SVGElement) && !ICONS.test(styleOf(e).fontFamily.split(',')[0]) && !closest(e, 'rt, rp'));
  return holders.map((e) => ({element: e, words: plain(ownTexts(e).map((node) => node.data).join(' '))}))
    .filter(({words}) => /[\p{L}\p{N}]/u.test(words) && !/^[\ue000-\uf8ff\s]*$/.test(words)).slice(0, HOLDERS);
};
const shadesNow = ({element, words}) => {
  const style = styleOf(element);
  const shades = isSeenNow(element) && !hasShadows(style) ? shadesOf(element, lettersOf(style))
    : {letters: null, ground: null, plain: false};
  return {
    ...shades, seen: isSeenNow(element), size: parseFloat(style.fontSize), bold: Number(style.fontWeight) >= 700,
    japanese: JAPANESE_LETTER.test(words), raw: [style.color, style.webkitTextFillColor, style.opacity, style.backgroundImage, style.boxShadow].join(' '),
  };
};
const lineOf = ({element}) => {
  if (tagOf(element) === 'input') return boxOf(element);
  return ownTexts(element).flatMap(linesOfText)[0];
};
const running = () => method(Document, 'getAnimations')(document);

export default function gatherHoverFocusStyles() {
  // Which rules touch a link in a state: by itself, by what it stands in, or by what stands in it.
  const rules = {hover: new Map(), focus: new Map()};
  const turned = {hover: new Set(), focus: new Set()};  // whose state the sheets ask for
  let read = 0;
  for (const {rule, media} of rulesOf()) {
    const text = rule.selectorText;
    if (read >= RULES_READ) break;
    if (!text.includes(':hover') && !text.includes(':focus')) continue;
    if (!COLOURS.test(rule.cssText.slice(text.length)) || !media.every((each) => matchMedia(each).matches)) continue;
    read += 1;
    for (const part of partsOf(text)) {
      if (part.includes('::') || /:(?:before|after)\b/.test(part)) continue;
      for (const state of ['hover', 'focus']) {
        const own = part.replace(EITHER, (found) => found.includes(':' + state) ? ':' + state : '');
        const at = own.search(STATES[state]);
        if (at < 0) continue;
        const held = own.slice(0, at) + /^[^\s>+~]*/.exec(own.slice(at))[0];
        for (const e of matching(held.replace(ANY, '') || '*').slice(0, 3000)) turned[state].add(e);
        for (const e of matching(own.replace(ANY, '') || '*').slice(0, 3000)) {
          if (!rules[state].has(e)) rules[state].set(e, []);
          rules[state].get(e).push(read);
        }
      }
    }
  }
  const unread = [...getter(Document, 'styleSheets')(document)].some((sheet) => { try { return !sheet.cssRules; } catch { return true; } });
  const rulesFor = (state, element) => [...above(element), ...findIn(element, '*').slice(0, 20)]
    .flatMap((e) => rules[state].get(e) || []).join(',') + (unread ? looks(element) : '');

  const styles = new Map();
  const controls = find(CONTROL).filter((e) => isShown(e) && !isOff(e)).slice(0, CONTROLS);
  for (const element of read || unread ? controls : []) {
    const asked = ['hover', 'focus'].filter((state) => rulesFor(state, element));
    const holders = asked.length ? holdersOf(element) : [];
    if (!holders.length) continue;
    const rest = holders.map(shadesNow);
    const key = JSON.stringify([asked.map((state) => rulesFor(state, element)), rest]);
    const known = styles.get(key);
    if (known) known.alike += 1;
    else if (styles.size < STYLES) styles.set(key, {element, asked, holders, rest, alike: 1});
  }
  const chosen = [...styles.values()];
  const forced = (state, numbers) => {
    const found = new Map();
    for (const number of numbers) {
      const {element} = chosen[number];
      found.set(element, 'itself');
      for (const e of above(element).slice(1)) {
        if ((turned[state].has(e) || unread) && !found.has(e)) found.set(e, 'around');
      }
    }
    return [...found].slice(0, 200);
  };
  let held = [];
  globalThis.minnaStates = {
    asked: (state) => chosen.flatMap(({asked}, number) => asked.includes(state) ? [number] : []),
    hold: (state, numbers) => { held = forced(state, numbers); return held.map(([, how]) => how); },
    held: () => held.map(([element]) => element),
    // Flashes that a state sets off are over before anybody reads.
    settle: (numbers) => {
      const touches = (target) => numbers.map((number) => chosen[number].element)
        .some((element) => contains(element, target) || contains(target, element));
      for (const animation of running()) {
        const {effect} = animation;
        if (effect && effect.target && touches(effect.target) && effect.getComputedTiming().endTime !== Infinity) animation.finish();
      }
      return true;
    },
    // Whose letters or ground are others than at rest; the weakest contrast of each.
    changed: (state, numbers) => numbers.flatMap((number) => {
      const {element, holders, rest, alike} = chosen[number];
      const found = holders.map((holder, at) => ({at, holder, now: shadesNow(holder)})).filter(({at, now}) =>
        now.seen && JSON.stringify([now.raw, now.ground]) !== JSON.stringify([rest[at].raw, rest[at].ground]));
      if (!found.length) return [];
      const weight = ({now}) => now.ground ? contrastOf(now.letters, now.ground) : 99;
      const {at, holder, now} = found.reduce((a, b) => weight(b) < weight(a) ? b : a);
      const before = rest[at];
      return [{
        state, number, at, ...located(element), text: holder.words.slice(0, 40), alike,
        rest: before.seen && before.ground ? {letters: before.letters, ground: before.ground} : null,
        shown: before.seen, letters: now.letters, ground: now.ground, plain: now.plain,
        contrast: now.ground ? contrastOf(now.letters, now.ground) : null, size: now.size, bold: now.bold,
        japanese: now.japanese, moving: running().some(({effect}) => effect && effect.target && contains(effect.target, holder.element)),
      }];
    }),
    place: (number, at) => {
      const holder = chosen[number].holders[at];
      method(Element, 'scrollIntoView')(holder.element, {block: 'center', behavior: 'instant'});
      const box = lineOf(holder);
      if (!box) return null;
      const wide = Math.min(box.right, innerWidth, box.left + LENGTH * box.height) - Math.max(0, box.left);
      if (wide < 4 || box.top < 0 || box.bottom > innerHeight) return null;
      return {x: Math.max(0, box.left) + scrollX, y: box.top + scrollY, width: wide, height: box.height};
    },
    picture: async (data) => {
      const {most, share} = groundIn(pointsOf(await bitmapOf(data)));
      return share >= 0.3 ? most : null;
    },
    end: () => {
      void getComputedStyle(body).color;
      window.scrollTo({left, top, behavior: 'instant'});
      return true;
    },
  };
  return {count: chosen.length};
}
