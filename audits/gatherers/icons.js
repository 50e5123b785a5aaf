import {LINKS_AND_BUTTONS} from './_values.js';
import {areNear, contrastOf, groundIn} from './_contrast.js';
import {
  attributeOf, body, boxOf, closest, find, findIn, ICONS, isRendered, isSeen, isShown, located,
  matches, nameOf, parentOf, seenWords, styleOf, tagOf,
} from './_dom.js';
import {colour} from './_colours.js';
import {bitmapOf, pointsOf} from './_picture.js';
import {liesOpen, ownTexts, shadesOf} from './_text_pixels.js';
import {svgColours} from './_drawings.js';

// Links and buttons that show nothing but one small drawing, and the colours of it and its ground.
//
// Without `given` it looks for them; with a picture of the window in base64 it says what is seen where
// the weak ones stand.

const MANY = 300;
const TOLD = 60;
const WEAK = 3;
const CONTROL = `${LINKS_AND_BUTTONS}, summary, [role="tab"]`;
// Marks of companies are drawn as their owners want them.
const MARKS = /twitter|facebook|instagram|youtube|line(?![a-z])|ライン|フェイスブック|ツイッター|インスタ|ユーチューブ|tiktok|note(?![a-z])|linkedin|github|\blogo|ロゴ|(?:^|\W)x(?:\W|$)/i;

const isOff = (element) => matches(element, ':disabled') ||
  closest(element, '[aria-disabled="true"], [inert], fieldset:disabled');
const sum = (element) => [attributeOf(element, 'class'), attributeOf(element, 'id'), attributeOf(element, 'href'), nameOf(element),
  ...findIn(element, 'img, svg, i, span, use').slice(0, 6).flatMap((e) => [attributeOf(e, 'class'), attributeOf(e, 'alt'), attributeOf(e, 'href')])].join(' ');
// The same link in words stands beside it.
const isTold = (control) => {
  const address = attributeOf(control, 'href');
  const around = parentOf(control) && (parentOf(parentOf(control)) || parentOf(control));
  return Boolean(address) && findIn(around, 'a[href]').slice(0, 30)
    .some((other) => other !== control && attributeOf(other, 'href') === address && seenWords(other, 20));
};
const isGlyph = (words) => /^[\ue000-\uf8ff\u{f0000}-\u{fffff}\s]+$/u.test(words);

// The colours that an element's own drawing has, each with the element on whose ground it lies; null
// where it is more than plain colours.
const PLAIN = /^(?:none|normal)$/;
const pseudo = (element, side) => {
  const style = getComputedStyle(element, side);
  if (PLAIN.test(style.content) || style.display === 'none' || !isShown(element)) return [];
  const words = (/^"(.*)"$/s.exec(style.content) || [])[1];
  if (words === undefined || style.backgroundImage !== 'none') return null;
  if (words.trim()) return isGlyph(words) || ICONS.test(style.fontFamily.split(',')[0]) ? [colour(style.color)] : null;
  return boxColours(style);
};
const boxColours = (style) => {
  if (style.maskImage !== 'none' || style.backgroundImage !== 'none') return null;
  const lines = ['Top', 'Right', 'Bottom', 'Left'].filter((side) =>
    parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== 'none').map((side) => style[`border${side}Color`]);
  return [style.backgroundColor, ...lines].map(colour).filter((each) => each[3] > 0);
};
// All colours of a control's drawing; null where they cannot be told from its styles.
const drawnBy = (control) => {
  const found = [];
  const parts = [control, ...findIn(control, '*').slice(0, 60)].filter((e) => isShown(e) && isRendered(e));
  for (const part of parts) {
    if (part instanceof SVGElement) {
      if (tagOf(part) !== 'svg' || (part.ownerSVGElement)) continue;
      const colours = svgColours(part);
      if (!colours) return null;
      found.push({holder: part, kind: 'svg', colours});
      continue;
    }
    if (/^(?:img|picture|object|video|canvas|iframe|input)$/.test(tagOf(part))) return null;
    if (boxOf(part).width < 2 || boxOf(part).height < 2 || !isSeen(part)) continue;
    const glyphs = ownTexts(part).map((node) => node.data).join('').trim();
    if (glyphs) {
      if (!isGlyph(glyphs) && !ICONS.test(styleOf(part).fontFamily.split(',')[0])) return null;
      found.push({holder: part, kind: 'glyph', colours: [colour(styleOf(part).color)]});
    }
    for (const side of ['::before', '::after']) {
      const colours = pseudo(part, side);
      if (!colours) return null;
      if (colours.length) found.push({holder: part, kind: 'glyph', colours});
    }
    if (part === control) {
      if (styleOf(part).backgroundImage !== 'none' || styleOf(part).maskImage !== 'none') return null;
      continue;
    }
    const colours = boxColours(styleOf(part));
    if (!colours) return null;
    if (colours.length) found.push({holder: parentOf(part), kind: 'box', colours});
  }
  return found.length && new Set(found.map(({kind}) => kind)).size === 1 ? found : null;
};

const described = (control) => {
  const box = boxOf(control);
  const drawing = drawnBy(control);
  if (!drawing) return null;
  let best = {contrast: 0};
  let plain = true;
  const shades = new Set();
  for (const {holder, colours} of drawing) {
    for (const own of colours) {
      const {letters, ground, plain: clear} = shadesOf(holder, own);
      if (!ground || !letters) return null;
      plain = plain && clear;
      shades.add(letters.join());
      const contrast = contrastOf(letters, ground);
      if (contrast > best.contrast) best = {contrast, colour: letters, ground};
    }
  }
  const parts = drawing.map(({holder}) => boxOf(holder));
  return {
    kind: drawing[0].kind, plain: plain && shades.size === 1, ...best,
    width: Math.round(Math.max(...parts.map((b) => b.width))), height: Math.round(Math.max(...parts.map((b) => b.height))),
    box: [box.left, box.top, box.right, box.bottom].map(Math.round),
  };
};

// A control that is lifted out of the page may lie on something that is none of its ancestors.
const isLoose = (control) => {
  for (let e = control; e && e !== body; e = parentOf(e)) {
    const style = styleOf(e);
    if (['absolute', 'fixed', 'sticky'].includes(style.position) || style.transform !== 'none') return true;
    if (['Top', 'Left', 'Right', 'Bottom'].some((side) => parseFloat(style[`margin${side}`]) < -2)) return true;
  }
  return false;
};
/** @param {number[]} box left, top, right, bottom */
const inWindow = ([l, t, r, b]) => l >= 0 && t >= 0 && r <= innerWidth && b <= innerHeight;

export default async function gatherIcons(given) {
  const [LEAST, MOST_WIDE, MOST_HIGH] = [6, 72, 56];

  if (given !== null) return judgePicture();
  const found = [];
  let looked = 0, more = false;
  for (const control of find(CONTROL)) {
    if (looked >= MANY || found.length >= TOLD) { more = true; break; }
    const box = boxOf(control);
    if (box.width < LEAST || box.height < LEAST || box.width > MOST_WIDE * 2 || box.height > MOST_HIGH * 2) continue;
    const others = seenWords(control, 20).replace(/[\ue000-\uf8ff]/g, '');
    if (others || !isSeen(control) || isOff(control) || MARKS.test(sum(control)) || isTold(control)) continue;
    looked += 1;
    const told = described(control);
    if (!told || told.width > MOST_WIDE || told.height > MOST_HIGH || told.width < LEAST || told.height < LEAST) continue;
    const seen = inWindow(told.box);
    const open = seen ? liesOpen(control, (box.left + box.right) / 2, (box.top + box.bottom) / 2) : !isLoose(control);
    if (!open) continue;
    found.push({control, told: {...located(control), name: nameOf(control).slice(0, 60), ...told, drawn: null}});
  }
  const weak = found.filter(({told}) => told.contrast < WEAK && told.plain && inWindow(told.box));
  globalThis.minnaIcons = weak.map(({told}) => told);
  for (const {told} of found) if (!weak.some((each) => each.told === told)) delete told.box;
  const clip = weak.length && {
    x: Math.min(...weak.map(({told}) => told.box[0])), y: Math.min(...weak.map(({told}) => told.box[1])),
    right: Math.max(...weak.map(({told}) => told.box[2])), bottom: Math.max(...weak.map(({told}) => told.box[3])),
  };
  return {
    items: found.map(({told}) => told), ...(more ? {capped: true} : {}),
    clip: clip ? {x: clip.x + scrollX, y: clip.y + scrollY, width: clip.right - clip.x, height: clip.bottom - clip.y} : null,
  };

  // Of each weak one: whether its ground is what a picture shows there, and its drawing is no stronger.
  async function judgePicture() {
    const points = pointsOf(await bitmapOf(given.picture));
    const wide = Math.round(given.clip.width);
    return (globalThis.minnaIcons || []).map(({box, ground}) => {
      const [left, top] = [box[0] + scrollX - given.clip.x, box[1] + scrollY - given.clip.y];
      const part = [];
      for (let y = Math.max(0, top); y < top + box[3] - box[1]; y += 1) {
        for (let x = Math.max(0, left); x < left + box[2] - box[0]; x += 1) {
          const p = 4 * (y * wide + x);
          if (p + 3 < points.length) part.push(points[p], points[p + 1], points[p + 2], 255);
        }
      }
      const {most, others} = groundIn(part);
      const strongest = part.reduce((best, _, p) => p % 4 ? best : Math.max(best, contrastOf(most, [part[p], part[p + 1], part[p + 2]])), 0);
      return areNear(most, ground) && others > 0 && strongest < WEAK;
    });
  }
}
