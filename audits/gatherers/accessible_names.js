/**
 * Controls that are called otherwise than they look, or that have a key of their own.
 *
 * Links, buttons, fields and the like whose name comes from an aria label: their `name`, and the
 * `words` that the eye sees on them, or on the label of a field. Letters that draw an icon and what
 * is hidden, cut off, clear or covered are no words; `open` are those less what is aria-hidden.
 * `pieces` are the words element by element, `readings` pairs of a word and the ruby beside it, which
 * is in neither. `doubtful`: a picture behind or before them may keep some from being seen.
 * Those with an access key say it as `key`.
 */
import {bounded, CONTROL_ROLES, MOST, plain, remembered, withRole} from './_values.js';
import {
  attributeOf, body, boxOf, closest, drawnIn, find, findIn, getter, isSeen, isVisible, labelOf,
  located, matches, method, parentOf, referenced, root, styleOf, tagOf, textOf,
} from './_dom.js';

const CONTROL = `a[href], area[href], button, summary, input, select, textarea, ${withRole(...CONTROL_ROLES)}`;
const LABELLED = '[aria-label], [aria-labelledby], [accesskey]';
const WORDS = 300;   // characters of one label or name
const PIECES = 40;
/** @type {Record<string, {prototype: {labels: NodeListOf<HTMLLabelElement>}}>} */
const KINDS = {input: HTMLInputElement, select: HTMLSelectElement, textarea: HTMLTextAreaElement};

// Whether a colour is as good as none.
const isClear = (colour) => {
  const alpha = /[,/] ?([\d.]+)\)$/.exec(colour);
  return colour === 'transparent' ||
    Boolean(alpha && (colour.startsWith('rgba') || colour.includes('/')) && Number(alpha[1]) < 0.05);
};
const isPainted = (style) => (style.backgroundClip || '').includes('text') ||
  style.textShadow !== 'none' || parseFloat(style.webkitTextStrokeWidth) > 0;

// What paints nothing of an element, whatever it holds.
const isCutAway = (style) => {
  const clip = /^rect\(([-\d.]+)px,? ([-\d.]+)px,? ([-\d.]+)px,? ([-\d.]+)px\)$/.exec(style.clip);
  if (clip && /absolute|fixed/.test(style.position)) {
    const [top, right, bottom, left] = clip.slice(1).map(Number);
    if (bottom - top <= 1 || right - left <= 1) return true;
  }
  return /^(inset\((50%|100%)|circle\(0(px|%)?[ )]|polygon\(0(px|%)? 0(px|%)?, 0(px|%)? 0(px|%)?[,)])/.test(style.clipPath) ||
    style.contentVisibility === 'hidden' || Number(style.opacity) < 0.05 || /opacity\(0(\.0\d*)?%?\)/.test(style.filter);
};

// An element and what it hangs from, with the boxes that cut off what stands out of them.
const hangsFrom = (element) => {
  const boxes = [];
  let position = 'static';
  for (let e = element; e && e !== body && e !== root; e = parentOf(e)) {
    const style = styleOf(e);
    if (isCutAway(style)) return null;
    const holds = style.position !== 'static' || style.transform !== 'none' || style.filter !== 'none';
    const escapes = position === 'fixed' ? style.transform === 'none' && style.filter === 'none' :
      position === 'absolute' && !holds;
    if (escapes) continue;
    if (/hidden|clip/.test(style.overflowX + style.overflowY)) boxes.push(boxOf(e));
    position = style.position;
  }
  return boxes;
};
const cutBy = remembered(hangsFrom);

// The part of a box that nothing cuts off and that can be scrolled to.
const partSeen = (box, cuts) => {
  let [left, top, right, bottom] = [Math.max(box.left, -scrollX), Math.max(box.top, -scrollY), box.right, box.bottom];
  for (const cut of cuts) {
    [left, top] = [Math.max(left, cut.left), Math.max(top, cut.top)];
    [right, bottom] = [Math.min(right, cut.right), Math.min(bottom, cut.bottom)];
  }
  return Math.max(0, right - left) * Math.max(0, bottom - top);
};

// A picture that lies on the words of its control.
const covers = remembered((control) => findIn(control, 'img, svg, canvas, video, picture').slice(0, 5)
  .filter((e) => /absolute|fixed|relative/.test(styleOf(e).position) && isSeen(e)));
const isCovered = (control, node, box) => covers(control).some((picture) => {
  const over = boxOf(picture);
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const isLater = method(Node, 'compareDocumentPosition')(node, picture) & Node.DOCUMENT_POSITION_FOLLOWING;
  return over.left <= x && x <= over.right && over.top <= y && y <= over.bottom &&
    (isLater || Number(styleOf(picture).zIndex) > 0) && !(Number(styleOf(picture).zIndex) < 0);
});

// A painted layer of the control's own that may lie on its words.
const isVeiled = remembered((control) => ['::before', '::after'].some((pseudo) => {
  const style = getComputedStyle(control, pseudo);
  if (!/^(absolute|fixed)$/.test(style.position) || style.content === 'none' || Number(style.zIndex) < 0) return false;
  const box = boxOf(control);
  const isPaint = style.backgroundImage !== 'none' || !isClear(style.backgroundColor);
  return isPaint && Number(style.opacity) > 0.5 &&
    parseFloat(style.width) >= 0.8 * box.width && parseFloat(style.height) >= 0.8 * box.height;
}));

// A font that draws whole words as one sign gives each letter the same, far too narrow place.
const FAMILY = /icon|symbol|awesome|glyph|fontello|moon|dings|typicons|entypo|themify|linea|feather|material/i;
const CLASS = /(^|[\s_-])(material-(icons|symbols)\S*|icons?|ico|fa[brs]?|glyphicon|bi|mdi|notranslate)($|[\s_-])/i;
const CALLED = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

// Letters in the very colour of what lies behind them; of pictures behind them nothing is known.
const ground = remembered((element) => {
  let isPictured = false;
  for (let e = element; e; e = parentOf(e)) {
    const {backgroundColor, backgroundImage} = styleOf(e);
    if (!isClear(backgroundColor)) return {colour: backgroundColor, isPictured: isPictured || backgroundImage !== 'none'};
    isPictured = isPictured || backgroundImage !== 'none';
  }
  return {colour: 'rgb(255, 255, 255)', isPictured};
});

// The words on an element: in pieces, with the readings that stand beside them, less what nobody sees.
const SKIPPED = /^(script|style|noscript|template|select|textarea|option|title|desc|metadata)$/;
const PRIVATE = /[\ue000-\uf8ff\u{f0000}-\u{10ffff}]/gu;

// What a control shows of itself: its content, the text on its face, or the labels beside a field.
const NOTHING = {words: '', open: '', pieces: [], readings: [], doubtful: false};

// The control's label, less the readings beside its words: not every browser speaks them.
const unread = (node) => {
  if (node.nodeType === 3) return node.data;
  if (node.nodeType !== 1 || /^(rtc?|rp|script|style)$/.test(tagOf(node))) return '';
  return [...drawnIn(node)].map(unread).join('');
};
const namedBy = (control) => {
  const targets = referenced(control, 'aria-labelledby');
  return plain(targets.map((e) => plain(attributeOf(e, 'aria-label')) || unread(e)).join(' ')) || labelOf(control);
};

/** @returns {Facts.AccessibleNames} Up to 2,000 `items`, and whether there were more (`capped`). */
export default function gatherAccessibleNames() {
  const range = method(Document, 'createRange')(document);
  const rectsIn = (node, from, to) => {
    method(Range, 'setStart')(range, node, from);
    method(Range, 'setEnd')(range, node, to);
    return [...method(Range, 'getClientRects')(range)];
  };

  const isOneSign = (node, size) => {
    const text = node.data;
    const at = text.search(/\S/);
    const word = text.trim();
    if (!/^[a-z0-9_ ]{3,40}$/i.test(word)) return false;
    const wide = [...word].map((_, i) => rectsIn(node, at + i, at + i + 1).reduce((sum, r) => sum + r.width, 0));
    return Math.max(...wide) - Math.min(...wide) < 0.5 && Math.max(...wide) <= 0.4 * size;
  };
  const isIcon = (node, parent) => {
    const style = styleOf(parent);
    if (FAMILY.test(style.fontFamily.split(',')[0])) return true;
    const word = node.data.trim();
    const isNamed = CALLED.test(word) && (CLASS.test((attributeOf(parent, 'class') || '').slice(0, 200)) ||
      attributeOf(parent, 'translate') === 'no' ||
      (word.includes('_') && Boolean(closest(parent, '[aria-hidden="true"]'))));
    return isNamed || isOneSign(node, parseFloat(style.fontSize) || 16);
  };

  // Whether a text can be read by the eye: 'no', 'perhaps' or 'yes'.
  const legible = (node, control) => {
    const parent = parentOf(node);
    // A slot, as all that has no box of its own, is as visible as what it stands in.
    let boxed = parent;
    while (boxed && styleOf(boxed).display === 'contents') boxed = parentOf(boxed);
    if (!boxed || !method(Element, 'checkVisibility')(boxed, {visibilityProperty: true})) return 'no';
    const style = styleOf(parent);
    const fill = style.webkitTextFillColor;
    if (parseFloat(style.fontSize) <= 2) return 'no';
    const cuts = cutBy(parent);
    if (!cuts) return 'no';
    const rects = rectsIn(node, 0, Math.min(node.data.length, 400)).slice(0, 50);
    const whole = rects.reduce((sum, r) => sum + r.width * r.height, 0);
    const seen = rects.reduce((sum, r) => sum + partSeen(r, cuts), 0);
    if (whole < 4 || seen < 0.3 * whole || isIcon(node, parent)) return 'no';
    let painted = false;
    for (let e = parent; e && !painted; e = parentOf(e)) painted = isPainted(styleOf(e));
    const behind = ground(parent);
    if (!painted && (isClear(fill) || (fill === behind.colour && !behind.isPictured))) return 'no';
    if (rects.some((r) => r.width && isCovered(control, node, r))) return 'no';
    return (fill === behind.colour && !painted) || isVeiled(control) ? 'perhaps' : 'yes';
  };

  const wordsOn = (element, control) => {
    const seen = {words: '', open: '', pieces: [], readings: [], doubtful: false};
    let base = '';
    const say = (text, isOpen) => {
      if (seen.words.length > WORDS) return;
      seen.words += text;
      if (isOpen) seen.open += text;
    };
    const read = (node, isOpen) => {
      if (node.nodeType === 3) {
        if (!node.data.trim()) { say(' ', true); return; }
        const can = legible(node, control);
        if (can === 'no') return;
        const text = node.data.replace(PRIVATE, '');
        seen.doubtful = seen.doubtful || can === 'perhaps';
        say(text, isOpen);
        base += text;
        if (seen.pieces.length < PIECES && plain(text)) seen.pieces.push(plain(text));
        return;
      }
      if (node.nodeType !== 1 || SKIPPED.test(tagOf(node)) || tagOf(node) === 'rp') return;
      if (/^rtc?$/.test(tagOf(node))) {
        const reading = plain(textOf(node));
        if (plain(base) && reading && seen.readings.length < PIECES) seen.readings.push([plain(base), reading]);
        base = '';
        return;
      }
      if (tagOf(node) === 'ruby') base = '';
      const display = styleOf(node).display;
      const gap = tagOf(node) === 'br' || !/^(inline|ruby|contents)/.test(display) ? ' ' : '';
      const stays = isOpen && attributeOf(node, 'aria-hidden') !== 'true';
      say(gap, true);
      for (const child of drawnIn(node)) read(child, stays);
      say(gap, true);
    };
    read(element, true);
    return {...seen, words: plain(seen.words).slice(0, WORDS), open: plain(seen.open).slice(0, WORDS)};
  };

  const shownOn = (control) => {
    const kind = KINDS[tagOf(control)];
    if (!kind) return wordsOn(control, control);
    if (tagOf(control) === 'input' && /^(button|submit|reset)$/i.test(attributeOf(control, 'type') || '')) {
      const value = plain(attributeOf(control, 'value')).slice(0, WORDS);
      return {...NOTHING, words: value, open: value, pieces: value ? [value] : []};
    }
    const [label] = getter(kind, 'labels')(control) || [];
    return label ? wordsOn(label, control) : NOTHING;
  };

  const held = find(LABELLED).slice(0, 20000);
  const controls = held.filter((e) => matches(e, CONTROL) && isVisible(e));
  return bounded(controls.slice(0, MOST + 1).map((control) => ({
    ...located(control), tag: tagOf(control),
    role: plain(attributeOf(control, 'role')), name: namedBy(control).slice(0, WORDS),
    ...shownOn(control), key: plain(attributeOf(control, 'accesskey')).slice(0, 40),
  })));
}
