/**
 * What the style sheets say: what turns with the device, and which words they put into the page.
 *
 * A rotation's `turn` is in degrees, against how the element stands otherwise; `share` is the part of
 * the page's text that it holds. `prompts` are words that appear in one position of the device only.
 */
import {plain, remembered} from './_values.js';
import {
  attributeOf, body, boxOf, contains, find, findIn, isSeen, isShown, isVisible, located, parentOf,
  selector, textOf,
} from './_dom.js';
import {matching, rulesOf} from './_rules.js';

const HELD = /orientation\s*:\s*(portrait|landscape)/i;
const PROMPT = /(?:縦|横)(?:向き|長|置き|画面|に(?:して|し|持|向))|回転|向きを変え|rotate|portrait|landscape|\b(?:turn|hold|tilt)\b.{0,40}\b(?:device|phone|screen|tablet|sideways|upright)\b/i;
const letters = remembered((element) => plain(textOf(element)).length);

// Degrees about the screen's own axis, or null where nothing turns.
const angleOf = (style) => {
  let angle = null;
  if (style.transform && style.transform !== 'none') {
    try {
      const {m11, m12, m21, m22, m33} = new DOMMatrix(style.transform.replace(/translate\w*\([^)]*\)/gi, ''));
      if (Math.abs(m33 - 1) < 0.01 && m11 * m22 - m12 * m21 > 0) angle = Math.atan2(m12, m11) * 180 / Math.PI;
    } catch { angle = null; }
  }
  const own = /^(?:z |0 0 1 )?(-?[\d.e+-]+)(deg|rad|turn|grad)$/.exec(style.rotate || '');
  if (own) angle = (angle || 0) + Number(own[1]) * {deg: 1, rad: 180 / Math.PI, turn: 360, grad: 0.9}[own[2]];
  return angle;
};
// What a script lays over all of the window, in the position that it is seen in.
const COVER = 0.8;

// Words in ::before and ::after; icon fonts draw pictures with letters.
const ICONS = /icon|awesome|material|glyph|symbol|dashicons/i;

/** @returns {Facts.Stylesheets} `rotations`, `prompts` and `generated` words, each bounded. */
export default function gatherStylesheets() {
  const rules = rulesOf();
  const whole = letters(body) || 1;

  const rotations = [];
  const prompts = [];
  // How much of the page's text each position of the device hides.
  const hiding = {portrait: 0, landscape: 0};
  for (const {rule, media} of rules) {
    const held = media.map((text) => HELD.exec(text)).find(Boolean);
    if (!held || media.some((text) => /print|not\s/i.test(text))) continue;
    const angle = angleOf(rule.style);
    const shows = rule.style.display && rule.style.display !== 'none';
    if (rule.style.display === 'none' || rule.style.visibility === 'hidden' || rule.style.opacity === '0') {
      const parts = matching(rule.selectorText).slice(0, 100);
      const outer = parts.filter((each) => !parts.some((other) => other !== each && contains(other, each)));
      hiding[held[1].toLowerCase()] += outer.reduce((sum, each) => sum + letters(each), 0) / whole;
    }
    if (angle === null && !shows) continue;
    for (const element of matching(rule.selectorText).slice(0, 20)) {
      if (angle !== null && isShown(element) && letters(element) > 0 && rotations.length < 20) {
        // What turns it in every position does not count: only the difference does.
        const always = rules.filter((other) => !other.media.some((text) => HELD.test(text)) &&
          matching(other.rule.selectorText).includes(element)).map((other) => angleOf(other.rule.style));
        const usual = always.filter((each) => each !== null).pop() || 0;
        rotations.push({
          ...located(element), held: held[1].toLowerCase(),
          turn: Math.round(10 * (angle - usual)) / 10, share: contains(element, body) ? 1 : Math.round(100 * letters(element) / whole) / 100,
        });
      }
      if (shows && PROMPT.test(textOf(element)) && letters(element) <= 150 && prompts.length < 20) {
        prompts.push({
          ...located(element), held: held[1].toLowerCase(),
          text: plain(textOf(element)), fixed: getComputedStyle(element).position === 'fixed',
        });
      }
    }
  }
  for (const prompt of prompts) if (hiding[prompt.held] >= 0.4) prompt.alone = true;
  for (const element of find('div, section, aside, dialog, p').slice(0, 5000)) {
    if (prompts.length >= 20 || letters(element) > 150 || !letters(element) || !PROMPT.test(textOf(element))) continue;
    const box = boxOf(element);
    if (box.width < COVER * innerWidth || box.height < COVER * innerHeight || getComputedStyle(element).position !== 'fixed' || !isSeen(element)) continue;
    if (prompts.some((each) => each.selector === selector(element))) continue;
    const held = innerWidth > innerHeight ? 'landscape' : 'portrait';
    prompts.push({...located(element), held, text: plain(textOf(element)), fixed: true});
  }

  const generated = new Map();
  for (const {rule, media} of rules) {
    const pseudo = /::?(before|after)\b/i.exec(rule.selectorText);
    const written = pseudo && /["']([^"']*\p{L}{2}[^"']*)["']/u.exec(rule.style.content || '');
    if (!written || !media.every((text) => matchMedia(text).matches)) continue;
    const places = rule.selectorText.split(',').filter((part) => /::?(?:before|after)\s*$/i.test(part));
    const holders = places.map((part) => part.replace(/::?(?:before|after)\s*$/i, '').trim() || '*')
      .flatMap((part) => matching(part).slice(0, 200));
    for (const element of holders) {
      if (generated.size >= 200 || !isVisible(element)) continue;
      const side = pseudo[1].toLowerCase();
      const style = getComputedStyle(element, '::' + side);
      const text = (/^"(.*)"$/s.exec(style.content) || [])[1];
      if (!text || !/\p{L}{2}/u.test(text) || style.display === 'none' || style.visibility !== 'visible' ||
          ICONS.test(style.fontFamily) || parseFloat(style.fontSize) < 2) continue;
      generated.set(selector(element) + side, {
        ...located(element), side, text: plain(text).slice(0, 200),
        spoken: [attributeOf(element, 'aria-label'), attributeOf(element, 'title'), textOf(element)]
          .some((said) => plain(said).slice(0, 500).includes(plain(text))),
        required: Boolean(findIn(parentOf(element) || element, 'input, select, textarea')[0]) &&
          Boolean(findIn(parentOf(element) || element, '[required], [aria-required="true"]')[0]),
      });
    }
  }
  return {rules: rules.length, rotations, prompts, generated: [...generated.values()]};
}
