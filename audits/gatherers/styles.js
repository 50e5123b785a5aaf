/**
 * How text, links and fields look: their colours and lines, and what tells one from another.
 *
 * Colours are [red, green, blue, opacity]. A link's `cues` tell it from the words `beside` it by more
 * than colour; `changes` says whether more than its colour changes when it is pointed at or has focus.
 * `prose` are long runs of text that are slanted, justified, in capitals, in narrow or in long lines,
 * of all that `looked` counts by script; `leading` is the line height for each letter height.
 */
import {plain, remembered, SILENT} from './_values.js';
import {over} from './_contrast.js';
import {
  attributeOf, body, boxOf, childrenOf, closest, contains, find, findIn, ICONS, isRendered, isShown,
  isVisible, labelsOf, located, matches, method, nextNodeOf, nextOf, parentOf, previousNodeOf,
  previousOf, rectsOf, styleOf, tagOf, textBoxOf, textNodes, textOf, textsAndElements,
} from './_dom.js';
import {colour, groundOf, opacityOf} from './_colours.js';
import {rulesOf} from './_rules.js';

const LINKS = 400;
const PROSE = 400;
const LETTER = /\p{L}/gu;
const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff]/g;
const lettersIn = (text) => (text.match(LETTER) || []).length;
const isInline = (element) => styleOf(element).display.startsWith('inline') ||
  styleOf(element).display === 'contents' || styleOf(element).display.startsWith('ruby');
const blockOf = remembered((element) => {
  let block = element;
  while (block !== body && parentOf(block) && isInline(block)) block = parentOf(block);
  return block;
});
const hasLine = (style) => style.textDecorationLine !== 'none' &&
  colour(style.textDecorationColor)[3] > 0;

// The words of a block that are in no link, with the line that each stands in.
let left = 50000;  // nodes that all blocks together may have
const wordsOf = remembered((block) => {
  const words = [];
  let line = 0;
  for (const node of textsAndElements(block, 2000)) {
    if (left <= 0) break;
    left -= 1;
    if (node.nodeType === 1) {
      if (tagOf(node) === 'br') line += 1;
      continue;
    }
    const parent = parentOf(node);
    if (!node.data.trim() || !parent || !isVisible(parent) || blockOf(parent) !== block) continue;
    if (boxOf(parent).width < 3 || boxOf(parent).height < 3) continue;  // for screen readers only
    words.push({parent, line, letters: lettersIn(node.data), link: closest(parent, 'a[href]')});
  }
  return words;
});

// What tells a link from the words beside it, other than its colour: `cues` anybody sees; `hints`
// are differences that some see, for which nothing is certain.
const cuesOf = (link, beside) => {
  const cues = new Set();
  const hints = new Set();
  const other = styleOf(beside);
  const inner = [link, ...findIn(link, '*').slice(0, 20)].filter(isDrawn);
  const wrappers = [];
  for (let e = parentOf(link); e && e !== blockOf(link) && !contains(e, beside); e = parentOf(e)) wrappers.push(e);
  const ground = groundOf(beside);
  for (const e of [...inner, ...wrappers]) {
    const style = styleOf(e);
    if (hasLine(style) && !isLined(beside, style)) cues.add('underline');
    if (drawsEdge(style, ground)) cues.add('box');
    if (drawsImage(style, ground)) cues.add('picture');
    if (colour(style.backgroundColor)[3] > 0 && String(groundOf(e)) !== String(ground)) cues.add('ground');
    for (const side of ['::before', '::after']) {
      const drawn = drawsPseudo(e, side, ground);
      if (drawn) (drawn === 'in-one-line' ? hints : cues).add('mark');
    }
  }
  if (findIn(link, '*').slice(0, 20).some(isPicture) || besideOf(link, wrappers).some((e) => isPicture(e) || drawsSign(e, ground))) cues.add('picture');
  const words = findIn(link, '*').find((e) => lettersIn(textOf(e)) === lettersIn(textOf(link))) || link;
  const shown = styleOf(words);
  const weight = Math.abs(Number(shown.fontWeight) - Number(other.fontWeight));
  if (weight >= 200) cues.add('weight');
  if (shown.fontStyle !== other.fontStyle) cues.add('slant');
  const size = parseFloat(shown.fontSize) / (parseFloat(other.fontSize) || 1);
  if (size >= 1.2 || size <= 0.83) cues.add('size');
  const text = plain(textOf(link));
  if (ADDRESS.test(text)) cues.add('address');
  if (SIGNS.test(text)) cues.add('mark');
  if (BRACKETS.test(text) || isBracketed(wrappers[wrappers.length - 1] || link)) hints.add('brackets');
  if (weight) hints.add('weight');
  if (Math.abs(size - 1) > 0.02) hints.add('size');
  for (const look of SUBTLE) if (shown[look] !== other[look]) hints.add(look);
  for (const e of [...inner, ...wrappers]) {
    for (const [look, usual] of Object.entries(EFFECTS)) if (styleOf(e)[look] !== usual) hints.add(look);
  }
  return {cues: [...cues], hints: [...hints], words};
};
// Whether the words beside have the same line, as all of an underlined paragraph has.
const decorationOf = (style) => [style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness].join(' ');
const isLined = (beside, line) => {
  for (let e = beside; e; e = parentOf(e)) if (hasLine(styleOf(e)) && decorationOf(styleOf(e)) === decorationOf(line)) return true;
  return false;
};

const SUBTLE = ['fontFamily', 'fontStretch', 'fontVariant', 'letterSpacing', 'wordSpacing', 'textTransform',
  'textShadow', 'webkitTextStrokeWidth', 'textEmphasisStyle', 'writingMode', 'textCombineUpright'];
const EFFECTS = {verticalAlign: 'baseline', filter: 'none', mixBlendMode: 'normal', backdropFilter: 'none',
  maskImage: 'none', clipPath: 'none', opacity: '1', animationName: 'none', transform: 'none', rotate: 'none', scale: 'none'};
const ADDRESS = /^(?:https?:\/\/|www\.)[!-~]+$|^[\w.+-]{1,80}@[\w.-]{1,200}$/;
const SIGNS = /^[≫»›→▶►▸➡⇒☞↗⧉]|[≫»›→▶►▸➡⇒↗⧉]$/;
const BRACKETS = /^(?:\[.*\]|［.*］|<.*>|＜.*＞|【.*】|〔.*〕)$/;
const OPENING = /[[［<＜【〔≪《]\s*$/;
const CLOSING = /^\s*[\]］>＞】〕≫》]/;
const isBracketed = (element) => {
  const before = previousNodeOf(element);
  const after = nextNodeOf(element);
  return Boolean(before && after && before.nodeType === 3 && after.nodeType === 3 &&
    OPENING.test(before.data.slice(-20)) && CLOSING.test(after.data.slice(0, 20)));
};

const SIDES = ['Top', 'Right', 'Bottom', 'Left'];
const isDrawn = (element) => {
  if (!isRendered(element)) return false;
  const box = boxOf(element);
  return isInline(element) && styleOf(element).display === 'contents' || Math.max(box.width, box.height) > 2 &&
    Math.min(box.width, box.height) > 0 && (styleOf(element).clipPath === 'none' || Math.min(box.width, box.height) > 2);
};
const PICTURES = 'img, svg, picture, canvas, video, object, embed';
// An image that has not come yet has no size; an icon may be a component that draws inside itself.
const isPicture = (element) => matches(element, PICTURES) && isDrawn(element) ||
  tagOf(element) === 'img' && isShown(element) && boxOf(element).width === 0 ||
  tagOf(element).includes('-') && !textOf(element).trim() && isDrawn(element) || isLigature(element);
// Letters of an icon font draw a picture.
const isLigature = (element) => isDrawn(element) && ICONS.test(styleOf(element).fontFamily.split(',')[0]) &&
  Boolean(textOf(element).trim());
// Elements that stand right before or after a link, with no words between.
const besideOf = (link, wrappers) => [link, ...wrappers].flatMap((element) =>
  [[previousNodeOf, previousOf], [nextNodeOf, nextOf]].flatMap(([besideIn, sibling]) => {
    const node = besideIn(element);
    const near = node && node.nodeType === 3 && !node.data.trim() ? sibling(element) : node;
    return near && near.nodeType === 1 && tagOf(near) !== 'br' ? [near, ...findIn(near, PICTURES).slice(0, 3)] : [];
  })).filter((each) => !lettersIn(textOf(each)) || isLigature(each));
const drawsSign = (element, ground) => isDrawn(element) && isInline(element) &&
  (drawsImage(styleOf(element)) || ['::before', '::after'].some((side) => drawsPseudo(element, side, ground)));

const isSeenOn = (text, ground) => {
  const own = colour(text);
  return own[3] > 0 && !(ground && String(over(own, ground)) === String(ground));
};
const drawsEdge = (style, ground) =>
  SIDES.some((side) => parseFloat(style[`border${side}Width`]) > 0 &&
    (style.borderImageSource !== 'none' || isSeenOn(style[`border${side}Color`], ground))) ||
  (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && isSeenOn(style.outlineColor, ground)) ||
  drawsShadow(style.boxShadow, ground);
// Computed shadows begin with their colour; one without size, blur and offset lies hidden.
const drawsShadow = (text, ground) => text !== 'none' && text.slice(0, 1000).split(/,(?![^(]*\))/).some((shadow) => {
  const tint = /^\s*((?:\w+\([^)]*\))|#?\w+)/.exec(shadow);
  const sizes = shadow.slice(tint ? tint[0].length : 0).match(/-?[\d.]+px/g) || [];
  return sizes.some((size) => parseFloat(size)) && (!tint || isSeenOn(tint[1], ground));
});
// A background image, unless each is drawn without a size until it is pointed at, or is a gradient
// of the ground's own colours.
const MIXED = /url\(|image-set\(|color\(|ok|lab\(|lch\(|element\(|paint\(/;
const drawsImage = (style, ground) => style.backgroundImage !== 'none' &&
  (MIXED.test(style.backgroundImage) || (style.backgroundImage.match(/rgba?\([^()]*\)/g) || []).some((tint) => isSeenOn(tint, ground))) &&
  style.backgroundSize.split(',').some((size) => !/(?:^|\s)0(?:px|%)?(?=\s|$)/.test(size.trim()));
const NOTHING = /^(?:none|normal|"[\s\u200b-\u200f\u2060\ufeff]*")$/;
// Whether a part that style sheets make is drawn at rest: words, an image, or a box that paints.
const drawsPseudo = (element, side, ground) => {
  const style = getComputedStyle(element, side);
  if (['none', 'normal'].includes(style.content) || style.display === 'none' || style.visibility !== 'visible' ||
    Number(style.opacity) === 0 || isShrunk(style)) return false;
  if (!NOTHING.test(style.content)) return !isForScreenReaders(style);
  const sum = (names) => names.reduce((total, name) => total + (parseFloat(style[name]) || 0), 0);
  const edges = (one, other) => sum([`padding${one}`, `padding${other}`, `border${one}Width`, `border${other}Width`]);
  const wide = (parseFloat(style.width) || 0) + edges('Left', 'Right');
  const high = (parseFloat(style.height) || (style.display === 'inline' ? parseFloat(style.fontSize) : 0)) + edges('Top', 'Bottom');
  const paints = drawsEdge(style, ground) || drawsImage(style, ground) || isSeenOn(style.backgroundColor, ground);
  // What is laid over a link from edge to edge has no width where the link is broken over two lines.
  if (!(wide > 0) && high > 0 && paints && style.position === 'absolute' && method(Element, 'getClientRects')(element).length > 1) return 'in-one-line';
  return paints && wide > 0 && high > 0;
};
const isForScreenReaders = (style) => parseFloat(style.fontSize) === 0 || colour(style.webkitTextFillColor)[3] === 0 ||
  style.position === 'absolute' && (style.clip !== 'auto' || style.clipPath !== 'none' || parseFloat(style.left) < -900 ||
    (style.overflowX !== 'visible' && Math.min(parseFloat(style.width), parseFloat(style.height)) <= 2));
const isShrunk = (style) => {
  const [, ...scaled] = /^matrix\(([-\d.e]+), ([-\d.e]+), ([-\d.e]+), ([-\d.e]+)/.exec(style.transform) || [];
  const [a, b, c, d] = scaled.map(Number);
  const none = (text) => text !== 'none' && text.split(' ').some((each) => Number(each) === 0);
  return (a !== undefined && Math.abs(a * d - b * c) < 1e-4) || none(style.scale || 'none');
};

// Selectors of rules that show more than a colour when a link is pointed at or has focus.
const HOVER = /:(?:hover|focus(?:-visible|-within)?)/i;
const pointed = remembered(() => rulesOf().filter(({rule, media}) => HOVER.test(rule.selectorText) &&
  /text-decoration|border|background|font-weight|outline|box-shadow|transform/.test(rule.cssText.split('{')[1] || '') &&
  media.every((text) => matchMedia(text).matches)).slice(0, 500)
  .flatMap(({rule}) => rule.selectorText.split(',').filter((part) => HOVER.test(part))
    .map((part) => part.replace(/:(?:hover|focus(?:-visible|-within)?|active|visited|link)/gi, '').trim() || '*')));
const changes = (link) => pointed('').some((text) => {
  try { return matches(link, text); } catch { return false; }
});

const CRUMBS = 'nav, [role="navigation"], [class*="bread" i], [class*="crumb" i], [class*="pankuzu" i], ' +
  '[class*="topicpath" i], [class*="topic-path" i], [id*="bread" i], [id*="pankuzu" i], [class*="pager" i]';

// Long runs of text: how long their lines are, and whether they are slanted or justified.
const isLoud = (text, style) => {
  const upper = (text.match(/\p{Lu}/gu) || []).length;
  const lower = (text.match(/\p{Ll}/gu) || []).length;
  return style.textTransform === 'uppercase' ? upper + lower > text.length / 2 : upper > 20 && lower < upper / 10;
};
// As wide as so many Japanese letters: those of other scripts take half the room.
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/g;
const widthOf = (text) => Math.round((text.length + (text.match(WIDE) || []).length) / 2);

// Fields: what shows their edge, the words inside them, and how far off their label stands.
const QUIET = ['hidden', 'submit', 'button', 'reset', 'image', 'file', 'range', 'color'];
const lineOf = (style, side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== 'none'
  ? colour(style[`border${side}Color`]) : null;
const labelOf = (field) => labelsOf(field)[0] || closest(field, 'label');
const gapOf = (field) => {
  const label = labelOf(field);
  if (!label || contains(label, field) || !isVisible(label) || !textOf(label).trim()) return null;
  const [from, to] = [textBoxOf(label), boxOf(field)];
  if (from.bottom <= to.top || from.top >= to.bottom) return null;
  const cell = closest(field, 'td, th, dd');
  const framed = Boolean(cell) && ['Top', 'Bottom'].some((side) => lineOf(styleOf(cell), side));
  return {
    gap: Math.round(from.left < to.left ? to.left - from.right : from.left - to.right), framed,
    size: parseFloat(styleOf(label).fontSize),
  };
};

/** @returns {Facts.Styles} `links` in text, `prose`, `fields`, text `coloured` in the markup or `underlined`. */
export default function gatherStyles() {
  const links = [];
  for (const link of find('a[href]')) {
    if (links.length > LINKS) break;
    if (!isVisible(link) || !isInline(link) || !lettersIn(textOf(link))) continue;
    const block = blockOf(link);
    const words = wordsOf(block);
    const others = words.filter((each) => !each.link && each.letters);
    if (!others.length) continue;
    const own = words.filter((each) => each.link === link);
    const lines = new Set(own.map((each) => each.line));
    const near = others.filter((each) => lines.has(each.line));
    const beside = (near.length ? near : others).reduce((a, b) => b.letters > a.letters ? b : a).parent;
    const {cues, hints, words: shown} = cuesOf(link, beside);
    const sum = (list) => list.reduce((total, each) => total + each.letters, 0);
    links.push({
      ...located(link), text: plain(textOf(link)).slice(0, 100), cues, ...(cues.length || !hints.length ? {} : {hints}),
      colour: over(colour(styleOf(shown).color), groundOf(shown) || [255, 255, 255, 1]),
      beside: over(colour(styleOf(beside).color), groundOf(beside) || [255, 255, 255, 1]),
      letters: sum(own), in_line: sum(near), in_block: sum(others),
      changes: cues.length ? null : changes(link), crumbs: Boolean(closest(link, CRUMBS)),
    });
  }

  const prose = [];
  const looked = {japanese: 0, latin: 0};
  const done = new Set();
  for (const node of textNodes(body, 20000)) {
    if (prose.length >= PROSE) break;
    if (node.data.length < 40 || node.data.trim().length < 40) continue;
    const parent = parentOf(node);
    if (!parent || !isVisible(parent) || closest(parent, `${SILENT}, textarea, pre, code`)) continue;
    const block = blockOf(parent);
    const style = styleOf(parent);
    const rows = [...new Set(rectsOf(node).map((box) => Math.round(box.top)))].length;
    const text = plain(node.data);
    const japanese = (text.match(JAPANESE) || []).length > text.length / 4;
    const item = {
      chars: japanese ? widthOf(text) : text.length, rows, japanese,
      slanted: style.fontStyle !== 'normal', justified: style.textAlign === 'justify',
      capitals: isLoud(text, style),
      leading: Math.round(100 * (parseFloat(style.lineHeight) || Infinity) / parseFloat(style.fontSize)) / 100 || null,
    };
    if (done.has(block) || rows < 1) continue;
    if (rows >= 2) looked[item.japanese ? 'japanese' : 'latin'] += 1;
    if (!Number.isFinite(item.leading)) item.leading = null;
    if (item.slanted || item.justified || item.capitals || (rows >= 3 && item.leading && item.leading < 1.25) || (rows >= 2 && item.chars / (rows - 0.5) > 55)) {
      done.add(block);
      prose.push({...located(block), text: text.slice(0, 60), ...item});
    }
  }

  const fields = find('input, select, textarea').filter((field) =>
    isVisible(field) && !QUIET.includes((attributeOf(field, 'type') || '').toLowerCase()) &&
    boxOf(field).width > 4).slice(0, 200).map((field) => {
    const style = styleOf(field);
    const parent = parentOf(field) || body;
    const ground = groundOf(field);
    const type = (attributeOf(field, 'type') || tagOf(field)).toLowerCase();
    const words = attributeOf(field, 'placeholder');
    const isEmpty = tagOf(field) !== 'select' && !field.value;
    const hint = words && words.trim() && isEmpty ? getComputedStyle(field, '::placeholder') : null;
    const edges = ['Top', 'Right', 'Bottom', 'Left'].map((side) => lineOf(style, side)).filter(Boolean);
    const wrapper = styleOf(parent);
    return {
      ...located(field), type,
      off: matches(field, ':disabled, [aria-disabled="true"], [readonly]'),
      native: ['checkbox', 'radio'].includes(type) && style.appearance !== 'none',
      ground, outside: groundOf(parent), edges,
      shaded: style.boxShadow !== 'none' || style.outlineStyle !== 'none' || wrapper.boxShadow !== 'none' ||
        ['Top', 'Right', 'Bottom', 'Left'].some((side) => lineOf(wrapper, side)) || opacityOf(field) < 1,
      placeholder: hint ? plain(words).slice(0, 100) : '',
      hint: hint && ground && [...colour(hint.color).slice(0, 3), colour(hint.color)[3] * Number(hint.opacity) * opacityOf(field)],
      size: hint ? parseFloat(hint.fontSize) : 0, bold: hint ? Number(hint.fontWeight) >= 700 : false,
      label: gapOf(field),
    };
  });

  // Words that are underlined like links, and are none.
  const underlined = find('u, ins, [style*="underline" i]').filter((element) => isVisible(element) &&
    !closest(element, 'a, button, label, h1, h2, h3, h4, h5, h6') && styleOf(element).textDecorationLine.includes('underline') &&
    !findIn(element, 'a').length && lettersIn(textOf(element)) >= 2).slice(0, 200)
    .map((element) => ({...located(element), text: plain(textOf(element)).slice(0, 60)}));

  // Colours that are written into the markup of text.
  const styled = find('[style*="color" i], font[color]').filter(isVisible);
  const inline = [];
  for (const element of styled.slice(0, 2000)) {
    const own = tagOf(element) === 'font' ? attributeOf(element, 'color') : element.style && element.style.color;
    const has = [...childrenOf(element)].some((node) => node.nodeType === 3 && lettersIn(node.data));
    if (!own || !has || inline.length >= 200) continue;
    inline.push({...located(element), text: plain(textOf(element)).slice(0, 60), colour: own});
  }
  return {
    links: links.slice(0, LINKS), capped: links.length > LINKS, prose, looked, fields,
    coloured: inline, underlined, attributes: find('[style], font').length,
  };
}
