import {plain} from './_values.js';
import {lightOf} from './_contrast.js';
import {
  attributeOf, boxOf, childrenOf, contains, isShown, located, method, rectsOf, styleOf, tagOf,
  textOf,
} from './_dom.js';
import {colour, opacityOf} from './_colours.js';
import {bitmapOf, pointsOf} from './_picture.js';
import {JAPANESE_LETTER} from './_text_pixels.js';

// What lies behind the letters that axe could not decide about, in the first screen.
//
// `given` is nothing (where to look) or a picture in base64 of the window without its letters.

const ELEMENTS = 20;
const POINTS = 500;

function choose() {
  const looked = (globalThis.undecided || []).map((element, at) => ({element, at}))
    .filter(({element}) => element && element.isConnected && element.getRootNode() === document)
    .slice(0, 200).map(place).filter(Boolean).slice(0, ELEMENTS);
  if (!looked.length) return {clip: null, looked: 0};
  const all = looked.flatMap(({boxes}) => boxes);
  const left = Math.floor(Math.min(...all.map((b) => b.left)));
  const top = Math.floor(Math.min(...all.map((b) => b.top)));
  const clip = {
    x: left + scrollX, y: top + scrollY,
    width: Math.ceil(Math.max(...all.map((b) => b.right))) - left, height: Math.ceil(Math.max(...all.map((b) => b.bottom))) - top,
  };
  globalThis.behind = {looked, clip: {left, top, width: clip.width}};
  return {clip, looked: looked.length};
}

// An element with the boxes of its own letters that can be seen; nothing if what is drawn is not plain.
function place({element, at}) {
  const style = styleOf(element);
  const odd = style.textShadow !== 'none' || style.backgroundClip.includes('text') || style.mixBlendMode !== 'normal' ||
    style.filter !== 'none' || parseFloat(style.webkitTextStrokeWidth) > 0;
  // What is drawn in an SVG has a fill in place of a colour.
  if (odd || element instanceof SVGElement || !isShown(element)) return null;
  const boxes = [];
  const whole = boxOf(element);
  const middle = {  // of a button, whose words are no text of the document
    left: whole.left + whole.width / 5, right: whole.right - whole.width / 5,
    top: whole.top + whole.height / 4, bottom: whole.bottom - whole.height / 4,
  };
  const texts = [...childrenOf(element)].filter((node) => node.nodeType === 3 && node.data.trim());
  for (const lines of tagOf(element) === 'input' ? [[middle]] : texts.map((node) => rectsOf(node).slice(0, 20))) {
    for (const box of lines) {
      const seen = {
        left: Math.max(0, box.left), right: Math.min(innerWidth, box.right),
        top: Math.max(0, box.top), bottom: Math.min(innerHeight, box.bottom),
      };
      if (seen.right - seen.left < 4 || seen.bottom - seen.top < 4) continue;
      const spots = [0.1, 0.5, 0.9].map((part) => method(Document, 'elementFromPoint')(
        document, seen.left + part * (seen.right - seen.left), (seen.top + seen.bottom) / 2));
      if (spots.every((top) => top && (top === element || contains(element, top) || contains(top, element)))) boxes.push(seen);
    }
  }
  if (!boxes.length) return null;
  const own = colour(style.webkitTextFillColor);
  return {
    element, at, boxes, colour: [...own.slice(0, 3), own[3] * opacityOf(element)],
    size: parseFloat(style.fontSize), bold: Number(style.fontWeight) >= 700, japanese: JAPANESE_LETTER.test(textOf(element) + attributeOf(element, 'value')),
  };
}

export default async function gatherTextBackgrounds(given) {
  if (given === null) return choose();
  const {looked, clip} = globalThis.behind || {looked: []};
  globalThis.behind = null;
  return {items: await see(given)};

  async function see(picture) {
    const bitmap = await bitmapOf(picture);
    const [wide, high, scale] = [bitmap.width, bitmap.height, bitmap.width / clip.width];
    const data = pointsOf(bitmap);
    return looked.map(({element, at, boxes, colour: own, size, bold, japanese}) => {
      const ratios = [];
      const area = boxes.reduce((sum, b) => sum + (b.right - b.left) * (b.bottom - b.top), 0) * scale * scale;
      const step = Math.max(1, Math.round(Math.sqrt(area / POINTS)));
      for (const box of boxes) {
        const [x, y] = [Math.max(0, Math.round((box.left - clip.left) * scale)), Math.max(0, Math.round((box.top - clip.top) * scale))];
        const right = Math.min(wide, Math.round((box.right - clip.left) * scale));
        const bottom = Math.min(high, Math.round((box.bottom - clip.top) * scale));
        const mix = (c, p) => Math.round(own[c] * own[3] + data[p + c] * (1 - own[3]));
        for (let j = y; j < bottom; j += step) {
          for (let i = x; i < right; i += step) {
            const p = 4 * (j * wide + i);
            const one = lightOf(mix(0, p), mix(1, p), mix(2, p));
            const two = lightOf(data[p], data[p + 1], data[p + 2]);
            ratios.push((Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05));
          }
        }
      }
      ratios.sort((a, b) => a - b);
      const part = (share) => ratios.length ? Math.round(100 * ratios[Math.floor(share * (ratios.length - 1))]) / 100 : null;
      return {
        at, ...located(element), text: plain(textOf(element) || attributeOf(element, 'value')).slice(0, 60),
        size, bold, japanese, points: ratios.length, low: part(0.02), mid: part(0.5), high: part(0.98),
      };
    });
  }
}
