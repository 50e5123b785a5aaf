import {LINKS_AND_BUTTONS, plain} from './_values.js';
import {contrastOf, groundIn} from './_contrast.js';
import {
  attributeOf, body, boxOf, closest, find, findIn, htmlOf, ICONS, isShown, located, method, nameOf,
  parentOf, root, seenWords, selector, snippet, styleOf, tagOf, textNodes, textOf,
} from './_dom.js';
import {colour} from './_colours.js';
import {bitmapOf, pointsOf} from './_picture.js';
import {
  hasShadows, isSeenNow, JAPANESE_LETTER, lettersOf, linesOfText, ownTexts, shadesOf,
} from './_text_pixels.js';
import {rulesOf} from './_rules.js';

// The colours of a page as it is shown to those who have asked their device for others: dark ones, or
// few and strong ones of their own.

const TEXTS = 4000;
const STYLES = 150;
const CONTROLS = 300;
const ICONS_TOLD = 12;
const WEAK = 4.5;
const CONTROL = `${LINKS_AND_BUTTONS}, summary, [role="switch"], [role="checkbox"]`;
const [left, top] = [scrollX, scrollY];
// The window's own ground is the colour of a line that is never drawn, by a rule of ours.
const canvas = () => colour(getComputedStyle(root).columnRuleColor);
const isDrawn = (element) => isSeenNow(element) && !closest(element, '[aria-hidden="true"], [aria-disabled="true"], [inert], noscript, rt, rp') &&
  !closest(element, 'button:disabled, input:disabled, fieldset:disabled');

// One element for each look that text has, with its letters counted.
const texts = new Map();
const styles = [];
const begin = () => {
  for (const node of textNodes(body, TEXTS)) {
    const element = parentOf(node);
    if (!/[\p{L}\p{N}]/u.test(node.data) || !element || texts.has(element)) continue;
    if (element instanceof SVGElement || /^(?:script|style|noscript|template|option|textarea|title)$/.test(tagOf(element))) continue;
    if (ICONS.test(styleOf(element).fontFamily.split(',')[0]) || !isDrawn(element)) continue;
    texts.set(element, shown(element));
  }
  for (const control of find(CONTROL).slice(0, CONTROLS)) {
    if (!seenWords(control, 5) && isDrawn(control) && boxOf(control).width <= 96 && boxOf(control).height <= 96) icons.push(control);
  }
  return {
    dark: rulesOf().some(({media}) => media.some((each) => /prefers-color-scheme\s*:\s*dark/i.test(each))) ||
      /dark/.test(getComputedStyle(root).colorScheme) ||
      find('meta[name="color-scheme" i]').some((meta) => /dark/i.test(attributeOf(meta, 'content') || '')),
    forced: texts.size + icons.length,
  };
};
const icons = [];
const shown = (element) => {
  const style = styleOf(element);
  if (hasShadows(style)) return null;
  const forced = matchMedia('(forced-colors: active)').matches && style.forcedColorAdjust !== 'none';
  return shadesOf(element, forced ? colour(style.color) : lettersOf(style), canvas());
};
const describe = (element, before, now) => {
  const style = styleOf(element);
  return {
    ...located(element), text: plain(ownTexts(element).map((node) => node.data).join(' ')).slice(0, 40),
    rest: {letters: before.letters, ground: before.ground}, letters: now.letters, ground: now.ground, plain: now.plain,
    contrast: contrastOf(now.letters, now.ground), size: parseFloat(style.fontSize), bold: Number(style.fontWeight) >= 700,
    japanese: JAPANESE_LETTER.test(textOf(element)), alike: 1,
  };
};
// Texts that are weak now and were stronger before, one of each look.
const weakened = (own) => {
  const found = new Map();
  styles.length = 0;
  for (const [element, before] of texts) {
    if (!before || !before.ground || !isDrawn(element)) continue;
    if (own && styleOf(element).forcedColorAdjust !== 'none') continue;
    const now = shown(element);
    if (!now || !now.ground) continue;
    const [was, is] = [contrastOf(before.letters, before.ground), contrastOf(now.letters, now.ground)];
    if (is >= WEAK || is >= was) continue;
    const told = describe(element, before, now);
    const key = [before.letters, before.ground, now.letters, now.ground, told.size, told.bold].join('|');
    const known = found.get(key);
    if (known) { known.alike += 1; continue; }
    if (found.size >= STYLES) break;
    found.set(key, told);
    styles.push(element);
  }
  return [...found.values()];
};
const clipOf = (box) => box && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth
  ? {x: box.left + scrollX, y: box.top + scrollY, width: box.width, height: box.height} : null;
const place = (element, box) => {
  method(Element, 'scrollIntoView')(element, {block: 'center', behavior: 'instant'});
  return clipOf(box());
};

export default function gatherColorSchemes() {
  globalThis.minnaSchemes = {
    begin, weakened,
    placeText: (number) => place(styles[number], () => ownTexts(styles[number]).flatMap(linesOfText)[0]),
    // Small drawings that stand alone, one of each kind.
    icons: () => {
      const kinds = new Map();
      icons.forEach((icon, number) => {
        const inner = findIn(icon, 'img, svg').map((e) => attributeOf(e, 'src') || snippet(e)).join(' ');
        const key = inner || tagOf(icon) + '.' + (attributeOf(icon, 'class') || selector(icon)) + htmlOf(icon).slice(0, 200);
        if (!kinds.has(key) && kinds.size < ICONS_TOLD) kinds.set(key, number);
      });
      return [...kinds.values()];
    },
    // Whether styles tell that a drawing may vanish: none of it is letters, which are forced to be seen.
    mayVanish: (number) => {
      const icon = icons[number];
      const parts = [icon, ...findIn(icon, '*').slice(0, 60)].filter((e) => isShown(e));
      const isForced = (e) => !(e instanceof SVGElement) && ownTexts(e).some(() => isSeenNow(e));
      const hasGlyph = (e) => ['::before', '::after'].some((side) => /^"\s*\S/.test(getComputedStyle(e, side).content));
      return !parts.some((e) => isForced(e) || hasGlyph(e));
    },
    placeIcon: (number) => {
      const icon = icons[number];
      // Within the border, which is forced to be seen around an empty button as well.
      return place(icon, () => {
        const [box, style] = [boxOf(icon), styleOf(icon)];
        const [l, t, r, b] = ['Left', 'Top', 'Right', 'Bottom'].map((side) => Math.ceil(parseFloat(style[`border${side}Width`])) + 1);
        return new DOMRect(box.left + l, box.top + t, box.width - l - r, box.height - t - b);
      });
    },
    icon: (number) => ({...located(icons[number]), name: nameOf(icons[number]).slice(0, 60)}),
    ground: async (data) => groundIn(pointsOf(await bitmapOf(data))),
    end: () => {
      void getComputedStyle(body).color;
      window.scrollTo({left, top, behavior: 'instant'});
      return true;
    },
  };
  return true;
}
