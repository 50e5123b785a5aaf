import {plain} from './_values.js';
import {
  activeElement, attributeOf, body, closest, find, getter, isShown, located, method, nameOf,
  parentOf, root, selector, tagOf, textOf, wait,
} from './_dom.js';

// Stands by while keys are pressed with nothing in focus: what changes in the document, and where.

const WORDS = /shortcut|ショートカット|キー操作|キーボード操作|single[- ]key/i;
const CONTROL = 'input, select, button, a[href], [role="button"], [role="switch"], [role="checkbox"], summary';
// What stands in fields, and which boxes are ticked: scripts change it without a trace in the tree.
const valueOf = (field) => field instanceof HTMLInputElement ?
  getter(HTMLInputElement, 'value')(field) + getter(HTMLInputElement, 'checked')(field) :
  field instanceof HTMLSelectElement ? String(getter(HTMLSelectElement, 'selectedIndex')(field)) : getter(HTMLTextAreaElement, 'value')(field);
const where = (element) => element && element.isConnected ? selector(element) : 'html';
const text = (element) => plain(textOf(element)).slice(0, 120);

export default function gatherCharacterShortcuts() {
  let changed = [];
  const watched = new MutationObserver((records) => {
    for (const {target} of records) changed.push(target.nodeType === 1 ? target : parentOf(target));
  });
  watched.observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
  const idle = new Set();
  const fields = find('input, select, textarea').slice(0, 300).filter((each) => each instanceof HTMLElement);
  const values = new Map(fields.map((field) => [field, valueOf(field)]));
  const valued = () => fields.filter((field) => {
    const before = values.get(field);
    values.set(field, valueOf(field));
    return field.isConnected && values.get(field) !== before;
  });
  globalThis.minnaKeys = {
    // What changes by itself counts for nothing.
    rest: async (ms) => {
      changed = [];
      await wait(ms);
      [...changed, ...valued()].forEach((each) => idle.add(each));
      return idle.size;
    },
    step: async (ms) => {
      await wait(ms);
      const told = [...new Set(changed)].filter((each) => each && !idle.has(each));
      changed = [];
      const now = activeElement();
      const focus = now && now !== body && now !== root ? where(now) : '';
      if (focus) method(HTMLElement, 'blur')(now);
      const filled = valued().filter((each) => !idle.has(each));
      return {changed: told.slice(0, 5).map(where), valued: filled.slice(0, 5).map(where), scroll: Math.round(scrollY), focus, address: location.href};
    },
    top: () => {
      const now = activeElement();
      if (now && now !== body) method(HTMLElement, 'blur')(now);
      window.scrollTo({left: 0, top: 0, behavior: 'instant'});
      return true;
    },
    settings: () => find(CONTROL).slice(0, 1000).filter((each) => {
      if (!isShown(each)) return false;
      const own = [nameOf(each), attributeOf(each, 'value') || ''].join(' ');
      const label = closest(each, 'label');
      const around = [parentOf(label || each)];
      if (around[0]) around.push(parentOf(around[0]));
      return WORDS.test(own) || (label && WORDS.test(text(label))) || (tagOf(each) === 'input' &&
        around.some((group) => group && group !== body && group !== root && WORDS.test(text(group))));
    }).slice(0, 5).map(located),
    leave: (address) => {
      watched.disconnect();
      if (location.href !== address) history.replaceState(history.state, '', address);
      window.scrollTo({left: 0, top: 0, behavior: 'instant'});
      return true;
    },
  };
  return {address: location.href};
}
