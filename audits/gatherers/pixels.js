import {decoded, LINKS_AND_BUTTONS, MOST, plain, remembered} from './_values.js';
import {
  attributeOf, body, boxOf, childElementsOf, childrenOf, closest, find, findIn, getter, isShown,
  located, matches, nameOf, parentOf, styleOf, tagOf, textOf,
} from './_dom.js';
import {lettersDrawn} from './_letters.js';

// Pictures of every kind: where they stand, whether a screen reader is told of them, and whether
// they show letters. What cannot be drawn here is asked for by its address (`wants`).

const SMALLEST = [40, 14];  // CSS pixels: less is an icon
const READ = 4;             // pictures whose points are read
const POINTS = 80000;       // of one picture
const EMPTY = 'div, span, a, button, h1, h2, h3, h4, h5, h6, p, li, dt, dd, section, figure, td, th, strong, em, b, i, label';
const TELLING = 'table, ul, ol, dl, details, figcaption';
const FRAME = 'header, [role="banner"], footer, [role="contentinfo"]';
const firstOf = getter(Element, 'firstElementChild');
const blank = (element) => !firstOf(element) && !textOf(element).trim();
const address = (text) => { try { return new URL(text, getter(Node, 'baseURI')(document)).href; } catch { return ''; } };
const backgroundOf = (element) => {
  const read = /^url\("(.+?)"\)/.exec(styleOf(element).backgroundImage);
  return read ? read[1] : '';
};
const isBig = (box) => box.width >= SMALLEST[0] && box.height >= SMALLEST[1];
const isOnScreen = (box) => box.right + scrollX > 0 && box.bottom + scrollY > 0;

const kindOf = (element) => {
  const tag = tagOf(element);
  if (['img', 'canvas', 'svg', 'object', 'image'].includes(tag)) return tag;
  if (tag === 'embed') return 'object';
  if (tag === 'input') return 'input';
  return 'background';
};
const sourceOf = (element, kind) => {
  if (kind === 'img') return getter(HTMLImageElement, 'currentSrc')(element) || '';
  if (kind === 'input') return address(attributeOf(element, 'src') || '');
  if (kind === 'object') return address(attributeOf(element, 'data') || attributeOf(element, 'src') || '');
  if (kind === 'image') return address(attributeOf(element, 'href') || attributeOf(element, 'xlink:href') || '');
  return kind === 'background' ? backgroundOf(element) : '';
};
// Why a screen reader passes it by, or nothing.
const hiddenBy = (element, kind) => {
  if (closest(element, '[aria-hidden="true"]')) return 'aria-hidden';
  if (['none', 'presentation'].includes(attributeOf(element, 'role'))) return 'role';
  const named = ['aria-label', 'aria-labelledby', 'title'].some((name) => (attributeOf(element, name) || '').trim());
  if (kind === 'img') return attributeOf(element, 'alt') === '' && !named ? 'alt' : '';
  if (kind === 'svg') return named || findIn(element, 'title, text').length ? '' : 'unnamed';
  if (kind === 'object') return named || textOf(element).trim() || findIn(element, '[alt]').some((e) => attributeOf(e, 'alt').trim()) ? '' : 'unnamed';
  if (kind === 'canvas') return named || textOf(element).trim() || firstOf(element) ? '' : 'unnamed';
  return kind === 'background' && !named && !attributeOf(element, 'role') ? 'background' : '';
};
// The picture with the boxes that hold nothing else, and the words before and after it.
const isSilent = remembered((element) => !textOf(element).trim());
const surroundings = (element) => {
  let top = element;
  for (let e = parentOf(top); e && e !== body && isSilent(e); e = parentOf(e)) {
    if (findIn(e, 'img, svg, canvas, object').length > 1) break;
    top = e;
  }
  const nodes = [...childrenOf(parentOf(top) || body)];
  const at = nodes.indexOf(top);
  const words = (node) => node.nodeType === 3 ? plain(node.data.slice(0, 4000))
    : node.nodeType === 1 && !isSilent(node) && isShown(node) && !closest(node, 'script, style, noscript')
      ? plain(textOf(node).slice(0, 4000)) : '';
  // A heading is about what follows, not about the picture alone.
  const near = (list) => {
    const next = list.find((node) => words(node));
    return !next || next.nodeType === 1 && /^h[1-6]$/.test(tagOf(next)) ? '' : words(next);
  };
  const [earlier, later] = [nodes.slice(0, at).reverse(), nodes.slice(at + 1)];
  const isPart = (node, part) => node.nodeType === 1 && (matches(node, part) || findIn(node, part).length > 0);
  // The only thing in its part of the page besides the heading over it.
  const over = earlier.find((node) => words(node));
  const lone = Boolean(over) && isPart(over, 'h2, h3, h4, h5, h6') && !isPart(over, 'a, button') && !later.some(words) &&
    earlier.filter((node) => words(node)).length === 1 && !later.some((node) => isPart(node, 'a[href], button, input, img'));
  return {
    before: near(earlier).slice(-200), after: near(later).slice(0, 200), lone,
    told: later.some((node) => isPart(node, TELLING)),
  };
};
// Behind what is written, as a ground that moves is.
const isLifted = (element) => {
  for (let e = element, up = 0; e && e !== body && up < 3; e = parentOf(e), up += 1) {
    if (['absolute', 'fixed'].includes(styleOf(e).position) || Number(styleOf(e).zIndex) < 0) return true;
  }
  return false;
};
const hasWords = (text) => ((text || '').match(/\p{L}/gu) || []).length;
const written = (text) => {
  let svg = decoded(text);
  if (/;base64,/.test(svg.slice(0, 60))) { try { svg = atob(svg.split(',')[1]); } catch { return 0; } }
  return [...svg.matchAll(/<text[\s>][\s\S]*?<\/text>/g)].reduce((sum, [each]) => sum + hasWords(each.replace(/<[^>]*>/g, '')), 0);
};
const isSlide = (element) => {
  const hidden = closest(element, '[aria-hidden="true"]');
  const parent = hidden && parentOf(hidden);
  return Boolean(parent) && [...childElementsOf(parent)].some((other) => other !== hidden &&
    tagOf(other) === tagOf(hidden) && attributeOf(other, 'aria-hidden') !== 'true');
};

// The largest first: a page full of pictures is read in part.
const area = ({told}) => told.width * told.height;
// A picture that stands small beside its words is a mark of theirs.
const isUnread = ({told}) => Boolean(told.hidden || told.holder !== null);

function lettersOf(element, kind, most) {
  if (kind !== 'img' && kind !== 'canvas') return null;
  const wide = kind === 'img' ? getter(HTMLImageElement, 'naturalWidth')(element) : getter(HTMLCanvasElement, 'width')(element);
  const high = kind === 'img' ? getter(HTMLImageElement, 'naturalHeight')(element) : getter(HTMLCanvasElement, 'height')(element);
  return lettersDrawn(element, wide, high, most);
}

export default function gatherPixels() {
  const pictures = find('img, canvas, input[type="image" i], object[data], embed[src], svg:not(svg svg), svg image').slice(0, MOST);
  const boxes = find(EMPTY).slice(0, 5000).filter((e) => blank(e) && isShown(e) && isBig(boxOf(e)) && backgroundOf(e));
  // A slide that is hidden now, or a copy of it, is told where it stands in turn.
  const toldElsewhere = new Set(find('img[alt]').slice(0, MOST).filter((image) =>
    (attributeOf(image, 'alt') || '').trim() && !closest(image, '[aria-hidden="true"], [role="none"], [role="presentation"]'))
    .map((image) => sourceOf(image, 'img')));
  const found = [];
  for (const element of [...pictures, ...boxes]) {
    const kind = kindOf(element);
    const box = boxOf(element);
    if (!isShown(element) || !isBig(box) || !isOnScreen(box) || found.length >= 300) continue;
    if (kind === 'img' && !getter(HTMLImageElement, 'naturalWidth')(element)) continue;
    const source = sourceOf(element, kind);
    const holder = closest(element, LINKS_AND_BUTTONS);
    const href = holder && attributeOf(holder, 'href');
    const {before, after, lone, told} = surroundings(element);
    const figure = closest(element, 'figure');
    found.push({
      element, source, kind,
      told: {
        ...located(element), kind,
        file: source.startsWith('data:') ? '' : source.split(/[?#]/)[0].split('/').pop().slice(0, 200),
        folder: source.startsWith('data:') ? '' : source.split(/[?#]/)[0].split('/').slice(3, -1).join('/').slice(-100),
        alt: plain(attributeOf(element, 'alt') || attributeOf(element, 'aria-label') || attributeOf(element, 'title')),
        hidden: hiddenBy(element, kind), width: Math.round(box.width), height: Math.round(box.height),
        names: [element, parentOf(element)].map((e) => e && `${attributeOf(e, 'class') || ''} ${attributeOf(e, 'id') || ''}`).join(' ').slice(0, 200),
        holder: holder ? nameOf(holder) : null,
        holder_text: holder ? plain(textOf(holder)).slice(0, 200) : '',
        home: Boolean(href) && new URL(address(href) || location.href).origin === location.origin &&
          /^(?:\/|\/?(?:index|home|default|top)\.\w+)?$/i.test(new URL(address(href) || location.href).pathname.replace(/^.*\//, '/')),
        frame: Boolean(closest(element, FRAME)), away: Boolean(href) && new URL(address(href) || location.href).origin !== location.origin,
        caption: figure ? plain(textOf(figure)).slice(0, 200) : '', before, after, lone, told,
        lifted: isLifted(element), heading: /^h[1-6]$/.test(tagOf(element)), words: '',
        repeats: toldElsewhere.has(source) || isSlide(element),
        letters: null, written: source.startsWith('data:image/svg') ? written(source) : 0,
      },
    });
  }

  const readable = found.filter((each) => each.kind !== 'svg' && !each.source.startsWith('data:image/svg') &&
    area(each) >= 1500 && (!each.told.hidden || each.told.holder === null))
    .sort((a, b) => Number(isUnread(b)) - Number(isUnread(a)) || area(b) - area(a));
  const known = new Map();
  let read = 0;
  for (const each of readable) {
    const key = each.source || each.told.selector;
    if (known.has(key)) { each.told.same = known.get(key); continue; }
    if (read >= READ) continue;
    read += 1;
    known.set(key, each.told.selector);
    try { each.told.letters = lettersOf(each.element, each.kind, POINTS); } catch { each.told.wants = each.source; }
    if (!each.told.letters && each.source && !['img', 'canvas'].includes(each.kind)) each.told.wants = each.source;
  }
  return {items: found.map(({told}) => told).slice(0, 300), capped: found.length >= 300};

}
