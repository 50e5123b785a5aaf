import {CONTROL_ROLES, cut, FOCUSABLE, NATIVE_CONTROLS, plain, withRole} from './_values.js';
import {
  activeElement, attributeOf, body, boxOf, childElementsOf, clientWidthOf, closest, contains, find,
  findIn, getter, innerTextOf, isSeen, isShown, isVisible, labelsOf, located, matches, method,
  nameOf, parentOf, root, scrollHeightOf, scrollWidthOf, tagOf, textOf, wait,
} from './_dom.js';

// Who can set off what: elements that the Tab key does not reach, and what pressing and moving do.

const NATIVE = `${NATIVE_CONTROLS}, audio[controls], video[controls]`;
const ROLES = withRole(...CONTROL_ROLES, 'slider', 'combobox', 'textbox', 'searchbox', 'spinbutton', 'gridcell');
const COMPOSITE = withRole('tablist', 'menu', 'menubar', 'listbox', 'radiogroup', 'tree', 'treegrid', 'grid', 'toolbar',
  'combobox', 'spinbutton', 'slider', 'scrollbar') + ', [aria-activedescendant]';
const PRESSABLE = 'button, summary, input, select, textarea, [role="button"], [role="slider"], [role="tab"], a[href^="#"]';
const RUNNING = /^(h[1-6]|p|article|section|table)$/;   // of which what stands beside it is no part
const WRITTEN = 'input:not([type="checkbox" i]):not([type="radio" i]):not([type="button" i]):not([type="submit" i])' +
  ':not([type="reset" i]):not([type="image" i]):not([type="file" i]), textarea, select';
const DOWN = ['mousedown', 'pointerdown', 'touchstart'];
const PRESS = ['click', 'dblclick', 'mouseup', 'pointerup', 'touchend', ...DOWN];
const KEYS = ['keydown', 'keyup', 'keypress'];
const MOVE = ['touchmove', 'pointermove', 'mousemove', 'gesturechange'];
const DRAG = ['dragstart', 'dragover', 'drop'];
const MOST_TRIED = 6, STROKES = 3, TARGETS = 3;
const PART = 80;      // elements of what counts as the surroundings of one
const LARGE = 60;     // elements of what may be one home-made control
const WORDY = 300;    // characters of the same
const at = method(Document, 'elementFromPoint');
const frame = () => new Promise((done) => requestAnimationFrame(done));
const sizeOf = (element) => findIn(element, '*').length;
const isReached = (element) => (matches(element, NATIVE) || matches(element, FOCUSABLE)) && isShown(element) &&
  !(parseInt(attributeOf(element, 'tabindex'), 10) < 0) && !matches(element, ':disabled, label, option, [type="hidden"]') &&
  !closest(element, '[inert]');
const reachedIn = (element) => findIn(element, `${NATIVE}, ${FOCUSABLE}`).some(isReached);
// What stands around an element and belongs to it: a few steps up, as long as that is a small part.
const surroundings = (element, steps = 3) => {
  let part = element;
  for (let step = 0; step < steps; step++) {
    const holder = parentOf(part);
    if (!holder || holder === body || matches(holder, 'main, article, form, [role="main"]') || sizeOf(holder) > PART) break;
    if ([...childElementsOf(holder)].some((each) => each !== part && RUNNING.test(tagOf(each)) && isShown(each))) break;
    part = holder;
  }
  return part;
};
const hasControls = (element) => findIn(surroundings(element), PRESSABLE).some((each) => each !== element && isReached(each));
const isLarge = (element) => {
  const box = boxOf(element);
  return box.width * box.height > innerWidth * innerHeight / 2 || sizeOf(element) > LARGE ||
    plain(textOf(element)).length > WORDY;
};
const told = (element) => ({...located(element), words: plain(nameOf(element) || textOf(element)).slice(0, 60)});

const heard = new Map();
let top = [];
const hears = (element, kinds) => (heard.get(element) || []).some((kind) => kinds.includes(kind));
const hearsAbove = (element, kinds) => {
  for (let e = element; e && e !== body && e !== root; e = parentOf(e)) if (hears(e, kinds)) return true;
  return false;
};
const known = [];
const strokes = [];

// Leaves of an element that is listened to as a whole: one of them may be what is pressed.
const targetsIn = (element) => {
  const leaves = findIn(element, '*').filter((each) => isVisible(each) && plain(textOf(each)) + (tagOf(each) === 'img' ? '-' : '') &&
    !findIn(each, '*').some((inner) => isShown(inner) && plain(textOf(inner))));
  if (!leaves.length) return [element];
  return [...new Set([leaves[0], leaves[1] || leaves[0], leaves[leaves.length - 1]])].slice(0, TARGETS);
};
const chooses = (element) => {
  const types = heard.get(element);
  if (!types.some((kind) => PRESS.includes(kind)) || !isVisible(element) || closest(element, '[inert], svg *')) return;
  const box = boxOf(element);
  if (box.width < 4 || box.height < 4) return;
  const isControl = isReached(element) && !matches(element, 'iframe, object, embed, details, audio, video, label');
  if (isControl) {
    const down = types.some((kind) => DOWN.includes(kind));
    if (matches(element, WRITTEN) || matches(element, 'a[href]:not([href^="#"]):not([href^="javascript" i])')) return;
    if (reachedIn(element) || isLarge(element)) return;
    const isNative = matches(element, 'a[href], button, input, summary');
    const byKey = isNative ? types.includes('click') || hearsAbove(element, [...KEYS, 'click']) : hearsAbove(element, KEYS);
    // What listens to a click alone is worked by keys if it is a button, and is so known.
    if (isNative && !down && (types.includes('click') || matches(element, 'summary, [type="submit" i], [type="checkbox" i], [type="radio" i]'))) return;
    if (!down && byKey) return;
    known.push({kind: 'control', element, targets: [element], byKey, down, double: types.includes('dblclick')});
    return;
  }
  if (closest(element, `${NATIVE}, ${ROLES}`) && closest(element, `${NATIVE}, ${ROLES}`) !== element) return;
  if (matches(element, NATIVE) || reachedIn(element) || isLarge(element)) return;
  if (closest(element, FOCUSABLE) && closest(element, FOCUSABLE) !== body && plain(textOf(closest(element, FOCUSABLE))).length <= 100) return;
  if (hearsAbove(element, KEYS) && matches(element, ROLES)) return;
  known.push({kind: 'plain', element, targets: targetsIn(element), byKey: false, down: types.some((kind) => DOWN.includes(kind)),
    double: types.includes('dblclick'), beside: hasControls(element)});
};
const scrolls = (element) => {
  const style = getComputedStyle(element);
  return ['auto', 'scroll'].includes(style.overflowX) && scrollWidthOf(element) > clientWidthOf(element) + 2;
};
const strokesOn = (element) => {
  const types = heard.get(element);
  const moves = types.some((kind) => MOVE.includes(kind)) && types.some((kind) => [...DOWN, ...MOVE].includes(kind));
  const flicks = types.includes('touchstart') && types.includes('touchend');
  if (!(moves || flicks) || !isVisible(element) || strokes.length >= STROKES) return;
  const box = boxOf(element);
  if (box.width < 20 || box.height < 16 || sizeOf(element) > PART || scrolls(element)) return;
  if (closest(element, `${NATIVE}, [role="slider"]`) || hasControls(element) || reachedIn(element)) return;
  strokes.push({element});
};

// Controls that the Tab key passes by, and nothing else leads to.
const untabbed = () => {
  const own = find('button, a[href], input, select, textarea, summary, [role="button"], [role="link"], [role="checkbox"], [role="switch"]')
    .slice(0, 5000);
  const out = own.filter((each) => parseInt(attributeOf(each, 'tabindex'), 10) < 0);
  if (!out.length) return unseenFields();
  const reached = own.filter(isReached);
  const leads = (each) => attributeOf(each, 'href') || '';
  const places = new Set(reached.map(leads).filter(Boolean));
  const names = new Set(reached.map(nameOf).filter(Boolean));
  return out.slice(0, 200).filter((each) => {
    if (!isVisible(each) || !isSeen(each) || matches(each, ':disabled, [aria-disabled="true"]') || closest(each, `[inert], ${COMPOSITE}`)) return false;
    if (attributeOf(each, 'type') === 'hidden' || hearsAbove(each, KEYS)) return false;
    if (matches(each, 'input[type="radio" i]')) return false;
    if (places.has(leads(each)) || (leads(each) ? false : names.has(nameOf(each)))) return false;
    if (tagOf(each) === 'input' && labelsOf(each).some(isReached)) return false;
    // A field's own sign (clear, open, one more) does what keys do in the field itself.
    const near = surroundings(each, 2);
    if (!matches(each, 'a[href], select, textarea') && findIn(near, 'input, select, textarea, [role="combobox"]')
      .some((field) => field !== each && isReached(field))) return false;
    const box = boxOf(each);
    const isInside = box.right > 0 && box.left < Math.max(innerWidth, clientWidthOf(root));
    return box.width > 4 && box.height > 4 && isInside && !isClipped(each);
  }).slice(0, 50).map(told).concat(unseenFields());
};
// Labels that are pressed in place of a box or a file's field which is not drawn, and so takes no focus.
const unseenFields = () => find('label').slice(0, 2000).filter((label) => {
  const field = label instanceof HTMLLabelElement ? getter(HTMLLabelElement, 'control')(label) : null;
  if (!field || !matches(field, 'input[type="checkbox" i], input[type="radio" i], input[type="file" i]')) return false;
  if (isShown(field) || matches(field, ':disabled') || !isVisible(label) || !isSeen(label) || isReached(label)) return false;
  if (attributeOf(label, 'tabindex') !== null || reachedIn(label) || hearsAbove(label, KEYS) || hasControls(label)) return false;
  return Boolean(plain(textOf(label)) || findIn(label, 'img, svg').length) && !isClipped(label);
}).slice(0, 20).map(told);
// Out of the part of a holder that is seen: another slide, a menu that is folded.
const isClipped = (element) => {
  const box = boxOf(element);
  const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
  for (let e = parentOf(element); e && e !== body && e !== root; e = parentOf(e)) {
    const style = getComputedStyle(e);
    const holder = boxOf(e);
    if (style.overflowX !== 'visible' && (x < holder.left || x > holder.right)) return true;
    if (style.overflowY !== 'visible' && (y < holder.top || y > holder.bottom)) return true;
  }
  return false;
};

// Things to drag, and places to drop files on, with no other way beside them.
const draggable = () => {
  const anyHears = top.some((kind) => DRAG.includes(kind)) || [...heard.values()].some((types) => types.some((kind) => DRAG.includes(kind)));
  if (!anyHears) return {items: [], drops: []};
  const items = find('[draggable="true"]').filter((each) => isVisible(each) && !matches(each, 'a[href], img') && !closest(each, 'a[href]'));
  const choosable = (each) => [each, parentOf(each)].some((one) => hears(one, ['click', 'pointerup', 'mouseup', 'touchend', ...KEYS]));
  const alone = items.filter((each) => !reachedWithin(each) && !hasControls(each) && !choosable(each));
  const isFile = (each) => findIn(surroundings(each), 'input[type="file"], button, label, a[href], [role="button"]').length > 0;
  const drops = [...heard.keys()].filter((each) => hears(each, ['drop']) && isVisible(each) && !items.length && !isFile(each) &&
    boxOf(each).width > 20 && !find('input[type="file" i]').length && !hearsAbove(each, ['click']));
  return {items: alone.slice(0, 20).map(told), drops: drops.slice(0, 5).map(told)};
};
const reachedWithin = (element) => findIn(element, PRESSABLE).some(isReached);

// What the page says and how its controls stand.
const STATES = ['aria-expanded', 'aria-pressed', 'aria-checked', 'aria-selected', 'aria-current', 'open', 'hidden'];
let base = '', from = null, size = null, drawn = null;
const sameSize = (before, now) => Math.abs(before.width - now.width) <= 0.1 * before.width && Math.abs(before.height - now.height) <= 0.1 * before.height;
// Far away from what was pressed a page may change by itself just then.
const isNear = (element) => {
  if (element === body || element === root) return true;
  let holder = from;
  for (let step = 0; step < 4 && parentOf(holder) && parentOf(holder) !== body; step++) holder = parentOf(holder);
  return contains(holder, element);
};

export default function gatherGestures() {
  const STATED = STATES.map((name) => `[${name}]`).join(', ');
  const state = () => {
    const boxes = find('img, canvas, video').slice(0, 300).filter((each) => {
      const box = boxOf(each);
      return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && isShown(each);
    }).map((each) => {
      const box = boxOf(each);
      return [attributeOf(each, 'src'), ...[box.left, box.width, box.height].map((value) => Math.round(value / 10))].join();
    });
    const held = find(STATED).slice(0, 2000).map((each) => STATES.map((name) => attributeOf(each, name)).join());
    const fields = find('input[type="checkbox" i], input[type="radio" i]').slice(0, 500).map((each) => Number(getter(HTMLInputElement, 'checked')(each)));
    const written = find('input, textarea').slice(0, 500).map((each) => each instanceof HTMLInputElement ?
      getter(HTMLInputElement, 'value')(each) : each instanceof HTMLTextAreaElement ? getter(HTMLTextAreaElement, 'value')(each) : '');
    return [cut(innerTextOf(body), 300000).replace(/\s+/g, ' '), Math.round(scrollHeightOf(root) / 10), boxes.join('|'), held.join('|'),
      fields.join(''), written.join('|')].join('\n');
  };
  let changed = [];
  const idle = new Set();
  const watched = new MutationObserver((records) => {
    for (const {target, addedNodes} of records) changed.push(target.nodeType === 1 ? target : parentOf(target), ...[...addedNodes].filter((each) => each.nodeType === 1));
  });
  watched.observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
  globalThis.minnaGestures = {
    choose(listened, elements) {
      elements.forEach((node, place) => {
        if (!node || node.nodeType !== 1 || node === body || node === root) top = top.concat(listened[place]);
        else heard.set(node, listened[place]);
      });
      for (const element of heard.keys()) {
        if (known.length < 60) chooses(element);
        strokesOn(element);
      }
      // Of those that listen within one another the outermost is tried; those that seem to act first.
      const isInner = (one) => known.some((other) => other !== one && other.kind === one.kind && contains(other.element, one.element));
      const rank = ({kind, element}) => (kind === 'control' ? 0 : getComputedStyle(element).cursor === 'pointer' ? 1 : 2);
      const chosen = known.filter((one) => !isInner(one)).sort((one, other) => rank(one) - rank(other)).slice(0, MOST_TRIED);
      known.splice(0, known.length, ...chosen);
      const {items, drops} = draggable();
      return {
        tried: known.map(({kind, element, targets, byKey, down, double, beside}) => ({
          kind, ...told(element), targets: targets.length, by_key: byKey, down, double, beside: Boolean(beside),
          tag: tagOf(element), role: plain(attributeOf(element, 'role')),
        })),
        strokes: strokes.map(({element}) => told(element)), items, drops, untabbed: untabbed(), top: [...new Set(top)],
      };
    },
    rest: async (ms) => { changed = []; await wait(ms); changed.forEach((each) => idle.add(each)); changed = []; return idle.size; },
    // Into the middle of the window; nothing where something else lies over it.
    ready: async (which, number, target) => {
      const element = which === 'strokes' ? strokes[number].element : known[number].targets[target];
      if (!element.isConnected || !isShown(element)) return null;
      method(Element, 'scrollIntoView')(element, {block: 'center', behavior: 'instant'});
      await wait(30);
      const box = boxOf(element);
      const x = Math.round((Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2);
      const y = Math.round((Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
      const hit = at(document, x, y);
      if (!hit || !(contains(element, hit) || contains(hit, element))) return null;
      from = element;
      return {x, y, width: box.width, height: box.height};
    },
    begin: async () => {
      method(Selection, 'removeAllRanges')(method(Document, 'getSelection')(document));
      await wait(40); changed = []; size = boxOf(from); drawn = size; base = state();
      return true;
    },
    focus: (number) => {
      method(HTMLElement, 'focus')(known[number].element);
      return activeElement() === known[number].element;
    },
    did: async (ms) => {
      await wait(ms);
      await frame();
      const near = changed.filter((each) => each && !idle.has(each) && isNear(each));
      const now = from.isConnected ? boxOf(from) : size;
      const moved = Math.abs(now.left - drawn.left) > 20 || Math.abs(now.top - drawn.top) > 20;
      if (!near.length) return {changed: false, moved: false};
      return {changed: state() !== base || !sameSize(size, now), moved};
    },
    leave: (address) => {
      watched.disconnect();
      if (location.href !== address) history.replaceState(history.state, '', address);
      window.scrollTo({left: 0, top: 0, behavior: 'instant'});
      return true;
    },
  };
  return {address: location.href};
}
