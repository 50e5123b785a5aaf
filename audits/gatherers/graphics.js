/**
 * Drawings that are no controls: how they stand out, charts with their legends, signs after words.
 *
 * `weak` are drawings in SVG with the greatest contrast between one of their colours and their ground.
 * `charts` have several colours and a legend near by: `labels` stand after spots of colour, of which
 * `shared` are the chart's own, and `named` counts colours to which the text gives a meaning;
 * `closest` is the least contrast between two of the chart's colours, `marked` says that patterns or
 * dashes tell its parts apart, `words` are those in the chart, `table` a table or list that is near.
 * `signs` are groups of small drawings without a name that end an item or stand `alone` in a cell:
 * how many (`count`), of how many `kinds` and `tints`.
 */
import {plain, remembered} from './_values.js';
import {contrastOf, over} from './_contrast.js';
import {
  around, attributeOf, body, boxOf, childElementsOf, closest, contains, find, findIn, htmlOf,
  labelOf, located, matches, nextNodeOf, nextOf, parentOf, previousNodeOf, seenWords, selector,
  styleOf, tagOf, textOf,
} from './_dom.js';
import {colour} from './_colours.js';
import {isSeenNow, ownTexts, shadesOf} from './_text_pixels.js';
import {coversGround, SHAPES, svgColours} from './_drawings.js';

const [CHARTS, SIGNS, WEAK] = [40, 60, 60];  // told of
const CONTROL = 'a, button, summary, label, [role="button"], [role="link"], [role="tab"], [role="menuitem"]';
const FRAME = 'header, footer, nav, [role="banner"], [role="contentinfo"], [role="navigation"]';
const CHART = [60, 20];  // CSS pixels: less is a sign
/** @type {[number, number]} */
const SIGN = [8, 56];
const SWATCH = [4, 44];
const GLYPH = /^[■●◆▲▬━█▉⬤•▪◼⬛─―—–_○□]{1,3}$/;
const LABEL = 60;       // characters
const NEAR = 3;         // steps up from a chart in which its legend is looked for
const BY_NAME = /(?:赤|朱|青|緑|黄緑|黄|紫|橙|オレンジ|ピンク|水|茶|灰|グレー|黒|白|紺)(?:色|いろ)?(?:の(?:線|棒|部分|帯))?\s*(?:[:：＝=…]|は|が)\s*\S|\b(?:red|blue|green|yellow|orange|purple|pink|gr[ae]y|black|white|brown|violet)(?: (?:line|bar|part|slice|area)s?)?\s*(?:[:=–]|-\s|is |are |means |stands for |shows )\s*\w/gi;
/** @param {number[]} own */
const isColoured = ([r, g, b, a]) => a > 0.3 && Math.max(r, g, b) - Math.min(r, g, b) > 30;
const isSame = (one, other) => [0, 1, 2].every((at) => Math.abs(one[at] - other[at]) <= 12);
const differing = (colours) => colours.reduce((kept, own) => kept.some((each) => isSame(each, own)) ? kept : [...kept, own], []);
const rgb = (own) => own.slice(0, 3).map(Math.round);
const isNamed = (element) => ['aria-label', 'aria-labelledby', 'title', 'alt'].some((name) => (attributeOf(element, name) || '').trim()) ||
  tagOf(element) === 'svg' && findIn(element, 'title, desc, text').length > 0;
const within = (box, [least, most]) => Math.min(box.width, box.height) >= least && Math.max(box.width, box.height) <= most;

// The colours of a drawing and its ground: a shape as large as the whole is its ground.
const seenIn = (svg) => {
  const colours = svgColours(svg);
  if (!colours || !colours.length) return null;
  const whole = boxOf(svg);
  const paper = findIn(svg, 'rect').find((e) => boxOf(e).width >= 0.95 * whole.width && boxOf(e).height >= 0.95 * whole.height);
  const own = paper && colour(styleOf(paper).fill);
  if (own && own[3] === 1 && styleOf(paper).fill !== 'none') {
    return {ground: own, shades: colours.map((each) => over(each, own)).filter((each) => !isSame(each, own))};
  }
  const {ground} = shadesOf(svg, [0, 0, 0, 1]);
  return ground ? {ground, shades: colours.map((each) => over(each, ground))} : null;
};

// Charts: drawings in several colours, rows of coloured boxes, and pictures that may be one.
const coloursOfSvg = (svg) => {
  const shapes = findIn(svg, SHAPES).filter((e) => !closest(e, 'defs, clipPath, mask, symbol')).slice(0, 200);
  const paints = shapes.flatMap((e) => [coversGround(e) ? styleOf(e).fill : 'none', styleOf(e).stroke]).filter((paint) => paint !== 'none');
  const isMarked = paints.some((paint) => paint.startsWith('url')) || shapes.some((e) => styleOf(e).strokeDasharray !== 'none' || styleOf(e).markerEnd !== 'none');
  return {colours: differing(paints.filter((paint) => !paint.startsWith('url')).map(colour).filter(isColoured)), marked: isMarked};
};
const isBar = (e) => !textOf(e).trim() && !findIn(e, 'img, svg').length && boxOf(e).height >= 6 && boxOf(e).width >= 6 && isSeenNow(e);
const barsOf = (holder) => {
  const bars = [...childElementsOf(holder)].slice(0, 60).filter((e) => isBar(e) && isColoured(colour(styleOf(e).backgroundColor)) && styleOf(e).backgroundImage === 'none');
  return {bars, colours: differing(bars.map((e) => colour(styleOf(e).backgroundColor)))};
};
const coloursOfPicture = (picture) => {
  try {
    const area = new OffscreenCanvas(100, 100).getContext('2d', {willReadFrequently: true});
    area.drawImage(picture, 0, 0, 100, 100);
    const {data} = area.getImageData(0, 0, 100, 100);
    const counts = new Map();
    for (let p = 0; p < data.length; p += 4) {
      if (!isColoured([data[p], data[p + 1], data[p + 2], data[p + 3] / 255])) continue;
      const key = `${data[p] >> 3},${data[p + 1] >> 3},${data[p + 2] >> 3}`;
      counts.set(key, (counts.get(key) || 0) + 1);
    }
    const large = [...counts].filter(([, count]) => count >= 30).sort((a, b) => b[1] - a[1]).slice(0, 12);
    return differing(large.map(([key]) => key.split(',').map((each) => (each << 3) + 4).concat(1)));
  } catch { return []; }  // a picture from elsewhere is not ours to read
};

// What a legend is made of: spots of different colours, each with words after it.
const wordsAfter = (swatch) => {
  let words = '';
  for (let node = nextNodeOf(swatch); node && words.length < LABEL; node = nextNodeOf(node)) {
    if (node.nodeType === 1 && (isSwatch(node) || tagOf(node) === 'br')) break;
    words += node.nodeType === 3 ? node.data : node.nodeType === 1 ? textOf(node).slice(0, LABEL) : '';
  }
  return plain(words).slice(0, LABEL) || (parentOf(swatch) && childElementsOf(parentOf(swatch)).length === 1 && nextOf(parentOf(swatch)) ?
    plain(textOf(nextOf(parentOf(swatch)))).slice(0, LABEL) : '');
};
const swatchColour = (element) => {
  const style = styleOf(element);
  if (GLYPH.test(plain(textOf(element)))) return colour(style.color);
  if (textOf(element).trim() || element instanceof SVGElement && tagOf(element) !== 'svg') return null;
  if (!within(boxOf(element), [2, SWATCH[1]])) return null;
  if (tagOf(element) === 'svg') { const own = coloursOfSvg(element).colours; return own.length === 1 ? own[0] : null; }
  const ground = colour(style.backgroundColor);
  if (isColoured(ground)) return ground;
  const edge = ['Top', 'Left'].find((side) => parseFloat(style[`border${side}Width`]) >= 2 && style[`border${side}Style`] !== 'none');
  return edge ? colour(style[`border${edge}Color`]) : null;
};
const isSwatch = remembered((element) => Boolean(swatchColour(element) && isColoured(swatchColour(element))));
const legendIn = (holder, chart) => {
  const spots = findIn(holder, 'span, i, b, em, svg, div, td, dt, font, strong').slice(0, 400)
    .filter((e) => e !== chart && !contains(chart, e) && !contains(e, chart) && isSwatch(e) && isSeenNow(e));
  const labelled = spots.map((e) => ({element: e, colour: swatchColour(e), label: wordsAfter(e)})).filter(({label}) => label);
  return labelled.slice(0, 20);
};
const charts = [];
const tell = (chart, kind, colours, more) => {
  if (charts.length >= CHARTS || colours.length < 2) return;
  let holder = parentOf(chart);
  for (let up = 0; up < NEAR && holder && holder !== body; up += 1, holder = parentOf(holder)) {
    const legend = legendIn(holder, chart);
    const text = plain(seenWords(holder, 700));
    const named = text.length <= 600 ? (text.match(BY_NAME) || []).length : 0;
    if (legend.length < 2 && named < 2) continue;
    const spots = differing(legend.map((each) => each.colour));
    charts.push({
      ...located(chart), kind, colours: colours.slice(0, 12).map(rgb), named,
      labels: legend.map(({label}) => label), shared: spots.filter((each) => colours.some((own) => isSame(own, each))).length,
      spots: spots.slice(0, 12).map(rgb),
      closest: Math.min(...colours.flatMap((one, at) => colours.slice(at + 1).map((other) => contrastOf(one, other)))),
      table: findIn(holder, 'table, dl').some((e) => isSeenNow(e) && !contains(e, chart)), ...more,
    });
    return;
  }
};

// Small drawings without a name that end an item, or are all that a cell holds.
const drawingOf = (element) => {
  if (tagOf(element) === 'svg') return htmlOf(element).replace(/\s(?:id|class)="[^"]*"/g, '').slice(0, 2000);
  return attributeOf(element, 'src') || attributeOf(element, 'class') || '';
};
const tint = (element) => tagOf(element) === 'svg' ? coloursOfSvg(element).colours.map(rgb).join(' ') : drawingOf(element);
const isSign = (element) => {
  if (!within(boxOf(element), SIGN) || closest(element, `${CONTROL}, h1, h2, h3, h4, h5, h6, ${FRAME}`) || !isSeenNow(element)) return false;
  return tagOf(element) === 'svg' ? !isNamed(element) : attributeOf(element, 'alt') === '' && !isNamed(element);
};
const before = (element) => {
  for (let node = previousNodeOf(element); node; node = previousNodeOf(node)) {
    if (node.nodeType === 3 && node.data.trim()) return node.data.trim();
    if (node.nodeType === 1) return matches(node, CONTROL) || findIn(node, CONTROL).length || tagOf(node) === 'svg' ? '' : plain(textOf(node));
  }
  return '';
};

function isLifted(element) {
  for (let e = element, up = 0; e && e !== body && up < 3; e = parentOf(e), up += 1) {
    if (['absolute', 'fixed'].includes(styleOf(e).position) || Number(styleOf(e).zIndex) < 0) return true;
  }
  return false;
}

/** @returns {Facts.Graphics} Up to 60 `weak`, 40 `charts` and 60 `signs`. */
export default function gatherGraphics() {
  const drawings = find('svg').filter((e) => !parentOf(e) || !closest(parentOf(e), 'svg')).slice(0, 600).filter((e) => isSeenNow(e) && !closest(e, CONTROL));

  const weak = [];
  for (const svg of drawings) {
    if (weak.length >= WEAK) break;
    const box = boxOf(svg);
    const informs = attributeOf(svg, 'role') === 'img' && isNamed(svg) || (box.width >= CHART[0] && box.height >= CHART[1] * 2);
    if (!informs || closest(svg, '[aria-hidden="true"]') || ['none', 'presentation'].includes(attributeOf(svg, 'role'))) continue;
    const seen = seenIn(svg);
    if (!seen || !seen.shades.length) continue;
    const contrasts = seen.shades.map((each) => contrastOf(each, seen.ground));
    weak.push({
      ...located(svg), named: isNamed(svg), name: (labelOf(svg) || plain(findIn(svg, 'title').map(textOf).join(' '))).slice(0, 80),
      width: Math.round(box.width), height: Math.round(box.height), contrast: Math.max(...contrasts),
      lifted: isLifted(svg), frame: Boolean(closest(svg, FRAME)), before: plain(around(svg)).slice(0, 80),
    });
  }

  for (const svg of drawings) {
    const box = boxOf(svg);
    if (box.width < CHART[0] || box.height < CHART[1]) continue;
    const {colours, marked} = coloursOfSvg(svg);
    tell(svg, 'svg', colours, {marked, words: plain(findIn(svg, 'text').map(textOf).join(' ')).slice(0, 300)});
  }
  const holders = new Set(find('div, span, li, i').slice(0, 8000).filter((e) => isColoured(colour(styleOf(e).backgroundColor)) && isBar(e)).map(parentOf));
  for (const holder of [...holders].filter(Boolean).slice(0, 200)) {
    const {bars, colours} = barsOf(holder);
    const box = boxOf(holder);
    const isOnly = bars.length >= 2 && bars.length >= childElementsOf(holder).length / 2 && !ownTexts(holder).length;
    if (isOnly && Math.max(box.width, box.height) >= CHART[0]) tell(holder, 'bars', colours, {marked: false, words: plain(seenWords(holder, 300))});
  }
  for (const picture of find('canvas, img').slice(0, 200)) {
    const box = boxOf(picture);
    if (!isSeenNow(picture) || box.width < 120 || box.height < 80 || closest(picture, CONTROL)) continue;
    const around = parentOf(picture) && parentOf(parentOf(picture)) || parentOf(picture);
    if (!around || legendIn(around, picture).length < 2 && (plain(seenWords(around, 700)).match(BY_NAME) || []).length < 2) continue;
    tell(picture, tagOf(picture), coloursOfPicture(picture), {marked: false, words: ''});
  }

  const groups = new Map();
  for (const element of find('svg, img[alt=""]').slice(0, 1500).filter(isSign)) {
    const cell = closest(element, 'td');
    const isAlone = cell && !textOf(cell).trim() && findIn(cell, 'svg, img').length === 1;
    if (!isAlone && !before(element)) continue;
    const item = closest(element, 'li, dd, p, tr, div');
    const holder = isAlone ? closest(cell, 'table') : item && ['li', 'dd'].includes(tagOf(item)) ? parentOf(item) : item;
    if (!holder) continue;
    const key = `${selector(holder)} ${Boolean(isAlone)}`;
    if (!groups.has(key)) groups.set(key, {first: element, holder, alone: Boolean(isAlone), drawings: new Set(), tints: new Set(), count: 0});
    const group = groups.get(key);
    group.count += 1;
    group.drawings.add(drawingOf(element));
    group.tints.add(tint(element));
  }
  const signs = [...groups.values()].slice(0, SIGNS).map(({first, holder, alone, drawings: kinds, tints, count}) => ({
    ...located(first), alone, count, kinds: kinds.size, tints: tints.size, words: plain(seenWords(holder, 80)),
  }));
  return {weak, charts, signs};

}
