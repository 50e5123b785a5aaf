import {CONTROL_ROLES, DIALOG_ROLES, FOCUSABLE, NATIVE_CONTROLS, plain, withRole} from './_values.js';
import {
  attributeOf, attributesOf, body, boxOf, closest, find, findIn, isSeen, isShown, isVisible, labelOf,
  located, matches, parentOf, root, seenWords, styleOf, tagOf, takesFocus, textOf, walkerIn,
} from './_dom.js';

// Of the elements that are listened to: those that are no controls, and what they look like.

const MOST_TOLD = 400;
const LOOKED = 15000;  // as many as axe looks at
const PARTS = 'main, section, article, header, footer, nav, aside, form, table, [role="main"], [role="region"], [role="dialog"]';
const FEW = 100;  // characters of what may be one control
const NATIVE = `${NATIVE_CONTROLS}, audio, video`;
const ROLES = withRole(...CONTROL_ROLES, 'slider', 'combobox', 'textbox', 'spinbutton', 'gridcell');
const PRESSED = ['click', 'dblclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart', 'touchend'];
const HOVER = ['mouseover', 'mouseenter'];
const KEYS = ['keydown', 'keyup', 'keypress'];
const heard = new Map();
let top = [];  // what is heard at the document, for everything in it
const has = (element, types) => (heard.get(element) || []).some((type) => types.includes(type));
const keysAbove = (element) => {
  for (let e = element; e; e = parentOf(e)) if (has(e, KEYS)) return true;
  return false;
};
const isPointer = (element) => styleOf(element).cursor === 'pointer';
const isBoxed = (element) => {
  const style = styleOf(element);
  return !/^(transparent|rgba\(\d+, \d+, \d+, 0\))$/.test(style.backgroundColor) ||
    parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none';
};
const reached = (element) => matches(element, `${NATIVE}, ${ROLES}, ${FOCUSABLE}`);
// A part that takes focus is a control if it listens itself or says little; main and the like may
// take focus just to be jumped to.
const isInside = (element) => {
  const holder = parentOf(element);
  if (!holder) return false;
  if (closest(holder, `${NATIVE}, ${ROLES}`)) return true;
  for (let e = closest(holder, FOCUSABLE); e; e = parentOf(e) && closest(parentOf(e), FOCUSABLE)) {
    if (has(e, [...PRESSED, ...KEYS]) || (!matches(e, PARTS) && plain(textOf(e)).length <= FEW)) return true;
  }
  return false;
};
const told = (element) => {
  const box = boxOf(element);
  return {
    ...located(element), tag: tagOf(element),
    types: heard.get(element) || [], role: plain(attributeOf(element, 'role')),
    tabindex: attributeOf(element, 'tabindex'), words: seenWords(element, 120),
    images: findIn(element, 'img, svg').length + (tagOf(element) === 'img' ? 1 : 0),
    blocks: findIn(element, 'p, h1, h2, h3, h4, h5, h6, ul, ol, table, section, article, form').length,
    reached_inside: findIn(element, `${NATIVE}, ${FOCUSABLE}`).some(isShown),
    inside: isInside(element),
    pointer: isPointer(element), boxed: isBoxed(element), keys: keysAbove(element),
    width: Math.round(box.width), height: Math.round(box.height),
    classes: (attributeOf(element, 'class') || '').slice(0, 200),
    states: [...attributesOf(element)].map(({name}) => name).filter((name) => name.startsWith('aria-')),
  };
};
const isCandidate = (element) => isVisible(element) && !matches(element, NATIVE) &&
  boxOf(element).width > 0 && !closest(element, 'svg *, [inert]');
// Real controls that seem to open something, and say nothing of whether it is open.
const TOGGLE = /menu|toggle|hamburger|accordion|drawer|collapse|メニュー|開閉/i;
const SAYS = '[aria-expanded], [aria-pressed], [aria-haspopup], [aria-selected], [popovertarget], [commandfor]';
const named = (element) => ({
  ...located(element), words: labelOf(element) || seenWords(element, 60),
});
// Parts hidden from screen readers where the Tab key stops; whether a script may pass focus on.
const STOPS = 'a[href], area[href], button, input, select, textarea, summary, [tabindex], ' +
  '[contenteditable=""], [contenteditable="true" i]';
const isStop = (element) => matches(element, STOPS) && takesFocus(element);
const listensTo = (element, types) => {
  if (top.some((type) => types.includes(type))) return true;
  for (let e = element; e; e = parentOf(e)) if (has(e, types)) return true;
  return false;
};
const isDot = (element) => {
  if (!isSeen(element)) return true;
  const box = boxOf(element);
  if (Math.min(box.width, box.height) <= 2) return true;
  for (let e = element; e && e !== body; e = parentOf(e)) {
    const style = styleOf(e);
    if (style.clipPath !== 'none' || (style.clip !== 'auto' && style.position !== 'static')) return true;
  }
  return false;
};
const isModal = () => find(`dialog[open], ${DIALOG_ROLES}`)
  .some((each) => isShown(each) && boxOf(each).width > 0 && boxOf(each).height > 0);
const guardOf = (element) => ({
  unseen: isDot(element), empty: !textOf(element).trim() && !findIn(element, 'img, svg').length,
  focus: listensTo(element, ['focus', 'focusin']), keys: listensTo(element, ['keydown']),
});

export default function gatherHandlers(listened, elements) {
  elements.forEach((node, at) => {
    if (node.nodeType !== 1 || node === body || node === root) top = top.concat(listened[at]);
    else heard.set(node, listened[at]);
  });
  const found = [...heard.keys()].filter((element) =>
    has(element, [...PRESSED, ...HOVER]) && isCandidate(element));
  const told_of = new Set(found);
  let more = found.length > MOST_TOLD;

  // Somebody listens for everybody: then a pointing hand says what reacts.
  if (top.some((type) => PRESSED.includes(type))) {
    const walker = walkerIn(body, NodeFilter.SHOW_ELEMENT, (element) =>
      reached(element) || tagOf(element) === 'svg' || told_of.has(element) ?
        NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let looked = 0; walker.nextNode(); looked += 1) {
      const element = walker.currentNode;
      if (looked === LOOKED || found.length > MOST_TOLD) { more = true; break; }
      if (!isPointer(element) || isPointer(parentOf(element)) || !isCandidate(element)) continue;
      found.push(element);
    }
  }
  const toggles = [...heard.keys()].filter((element) =>
    has(element, PRESSED) && matches(element, 'button, [role="button"], a[href^="#"], a[href^="javascript" i]') &&
    isVisible(element) && !matches(element, SAYS) && !closest(element, 'form, summary') &&
    TOGGLE.test(['class', 'id', 'aria-label'].map((name) => attributeOf(element, name) || '').join(' ') +
      seenWords(element, 40)));
  // Links that are told as buttons: the space bar works buttons, and of itself no link.
  const pressed = find('a[href][role="button"]').slice(0, MOST_TOLD).filter((element) => isVisible(element));
  const buttons = pressed.map((element) => ({...named(element), keys: keysAbove(element)}));
  const parts = find('[aria-hidden="true"]').slice(0, LOOKED).filter((part) =>
    isShown(part) && !(parentOf(part) && closest(parentOf(part), '[aria-hidden="true"]')));
  const hidden = parts.map((part) => ({part, stops: [part, ...findIn(part, STOPS).slice(0, 200)].filter(isStop)}))
    .filter(({stops}) => stops.length).slice(0, MOST_TOLD).map(({part, stops}) => ({
      ...located(part), stops: stops.slice(0, 20).map(guardOf), behind: isModal(),
    }));
  more = more || Math.max(pressed.length, hidden.length, toggles.length) >= MOST_TOLD;
  return {...(hidden.length ? {hidden} : {}), capped: more, buttons, keys: top.some((type) => KEYS.includes(type)), toggles: toggles.slice(0, MOST_TOLD).map(named),
    items: found.slice(0, MOST_TOLD).map(told)};
}
