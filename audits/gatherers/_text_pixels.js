// What letters and the ground behind them come to, with every layer that lies between them and the
// window, and what a picture shows of the two.
import {mixed, over} from './_contrast.js';
import {body, boxOf, childrenOf, contains, isRendered, method, parentOf, rectsOf, styleOf} from './_dom.js';
import {colour} from './_colours.js';

// What a browser draws otherwise than as one plain colour on another.
const isOdd = (style) => style.filter !== 'none' || style.backdropFilter !== 'none' || style.mixBlendMode !== 'normal' ||
  style.backgroundClip.includes('text') || style.maskImage !== 'none' || style.boxShadow.includes('inset');
export const hasShadows = (style) => style.textShadow !== 'none' || parseFloat(style.webkitTextStrokeWidth) > 0;

// The two colours as they are seen; `plain` where nothing of them shines through. The ground is null
// where a picture or an effect lies behind; the letters too, where the ground shines through them.
export const shadesOf = (element, own, canvas = [255, 255, 255, 1]) => {
  let letters = own;
  let ground = [0, 0, 0, 0];
  let [plain, known] = [own[3] === 1, true];
  for (let e = element; e; e = parentOf(e)) {
    const style = styleOf(e);
    if (isOdd(style)) return {letters: null, ground: null, plain: false};
    const layer = colour(style.backgroundColor);
    if (ground[3] < 1 && style.backgroundImage !== 'none') known = false;
    if (ground[3] < 1 && layer[3] > 0 && layer[3] < 1) plain = false;
    letters = mixed(letters, layer);
    ground = mixed(ground, layer);
    const opacity = Number(style.opacity);
    if (opacity >= 1) continue;
    plain = false;
    [letters, ground] = [letters, ground].map((each) => [...each.slice(0, 3), each[3] * opacity]);
  }
  if (!known) return {letters: letters[3] === 1 && own[3] === 1 ? letters : null, ground: null, plain: false};
  return {letters: over(letters, canvas), ground: over(ground, canvas), plain};
};

// Letters of an element's own, as boxes of their lines.
export const ownTexts = (element) => [...childrenOf(element)].filter((node) => node.nodeType === 3 && node.data.trim());
export const linesOfText = (node) =>
  rectsOf(node).slice(0, 20).filter((line) => line.width > 4 && line.height > 4);
export const JAPANESE_LETTER = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;
export const lettersOf = (style) => colour(style.webkitTextFillColor);

// Drawn, not clipped away or off the page, at this moment.
export const isSeenNow = (element) => {
  if (!isRendered(element)) return false;
  const box = boxOf(element);
  if (box.width < 3 || box.height < 3 || box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
  for (let e = element, depth = 0; e && e !== body && depth < 10; e = parentOf(e), depth++) {
    const style = styleOf(e);
    if (style.clipPath !== 'none' || (style.clip !== 'auto' && style.position !== 'static')) return false;
    if (style.overflowX !== 'visible' && Math.min(boxOf(e).width, boxOf(e).height) < 3) return false;
  }
  return true;
};

// Whether nothing but its own ancestors lies under a point of an element, and nothing over it.
export const liesOpen = (element, x, y) => {
  const stack = method(Document, 'elementsFromPoint')(document, x, y);
  const at = stack.findIndex((each) => each === element || contains(element, each) || contains(each, element));
  return at === 0 && stack.every((each) => contains(each, element) || contains(element, each));
};
