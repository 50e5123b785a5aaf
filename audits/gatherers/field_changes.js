import {plain} from './_values.js';
import {
  activeElement, attributeOf, body, closest, contains, find, getter, isShown, labelOf, labelsOf,
  located, matches, method, parentOf, referenced, root, selector, tagOf, textNodes, textOf, wait,
} from './_dom.js';

// Fields whose change something may listen for, and what happens when they are changed.

const USABLE = (each) => isShown(each) && !matches(each, ':disabled') && !matches(each, '[readonly]');
const known = [];
const first = (selector_, most) => find(selector_).slice(0, 300).filter(USABLE).slice(0, most);
const TEXTS = ['text', 'search', 'tel', 'email', 'number', 'password', 'url'].map((type) => `input[type="${type}" i]`).join(', ');
const radios = () => {
  const groups = new Set();
  return find('input[type="radio" i]').slice(0, 300).filter((each) => {
    const group = attributeOf(each, 'name') || '';
    if (getter(HTMLInputElement, 'checked')(each) || groups.has(group) || !USABLE(each)) return false;
    return groups.add(group);
  }).slice(0, 3);
};
// Where a listener may stand: on the field, or on anything around it.
const chain = (each) => { const found = []; for (let e = each; e; e = parentOf(e)) found.push(e); return found; };
const ADVICE = /移動|切り替|切替|ジャンプ|表示し|表示さ|遷移|別ウィンドウ|新しいウィンドウ|開きます|自動|change|redirect|navigat|go to|jump|reload|opens|automatically/i;
const labelsFor = (each) => {
  const id = attributeOf(each, 'id');
  return labelsOf(each).filter((label) => id && attributeOf(label, 'for') === id).map(textOf);
};
const adviceFor = (each, labels) => {
  const told = [
    ...labels,
    ...referenced(each, 'aria-describedby').map(textOf),
    attributeOf(each, 'title'), attributeOf(each, 'aria-label'),
    ...chain(each).slice(1, 3).filter((one) => one !== body && textOf(one).length < 600).map((one) => {
      let text = '';
      for (const node of textNodes(one)) if (!closest(parentOf(node), 'option, script, style')) text += node.data;
      return text;
    }),
  ];
  return ADVICE.test(told.join(' '));
};
const add = (each, way) => {
  known.push(each);
  const length = parseInt(attributeOf(each, 'maxlength'), 10);
  const labels = labelsFor(each);
  return {
    way, ...located(each),
    words: (labelOf(each) || plain(labels.join(' '))).slice(0, 60), advised: adviceFor(each, labels),
    inline: chain(each).some((one) => ['onchange', 'oninput', 'onkeyup', 'onkeydown', 'onclick', 'onblur'].some((name) => attributeOf(one, name) !== null)),
    length: length > 0 && length <= 8 ? length : 1,
  };
};
let submitted = 0;
const submits = () => { submitted += 1; };
const indexOf = getter(HTMLSelectElement, 'selectedIndex');
const valueOf = (each) => (tagOf(each) === 'textarea' ? getter(HTMLTextAreaElement, 'value') : getter(HTMLInputElement, 'value'))(each);

export default function gatherFieldChanges() {
  const items = [
    ...first('select', 4).filter((each) => getter(HTMLSelectElement, 'length')(each) > 1 && !matches(each, '[multiple]')).map((each) => add(each, 'select')),
    ...radios().map((each) => add(each, 'radio')),
    ...first('input[type="checkbox" i]', 2).map((each) => add(each, 'checkbox')),
    ...first(`input:not([type]), ${TEXTS}, textarea`, 4).map((each) => add(each, 'text')),
  ];
  method(EventTarget, 'addEventListener')(window, 'submit', submits, true);
  const setIndex = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'selectedIndex').set;
  let was = null;
  globalThis.minnaInputs = {
    around: (number) => chain(known[number]).map((each) => each),
    holds(element) { return known.flatMap((each, number) => contains(element, each) ? [number] : []); },
    // Focus is given as a keyboard gives it; what focus alone sets off is another question.
    enter: async (number) => {
      const each = known[number];
      method(HTMLElement, 'focus')(each);
      was = tagOf(each) === 'select' ? indexOf(each) : null;
      await wait(20);
      submitted = 0;
      return activeElement() === each;
    },
    back: (number) => { method(HTMLElement, 'focus')(known[number]); submitted = 0; return true; },
    isEmpty: (number) => valueOf(known[number]) === '',
    hasNext: (number) => indexOf(known[number]) < getter(HTMLSelectElement, 'length')(known[number]) - 1,
    after: async (number) => {
      await wait(40);
      const now = activeElement();
      const moved = now !== known[number] && now && now !== body && now !== root;
      const gone = now === body || now === root;
      const told = {submitted: submitted > 0, moved: moved ? selector(now) : '', gone, address: location.href};
      submitted = 0;
      return told;
    },
    restore: (number) => {
      const each = known[number];
      if (was !== null && each.isConnected) setIndex.call(each, was);
      was = null;
      const now = activeElement();
      if (now && now !== body) method(HTMLElement, 'blur')(now);
      return true;
    },
    leave: (address) => {
      method(EventTarget, 'removeEventListener')(window, 'submit', submits, true);
      if (location.href !== address) history.replaceState(history.state, '', address);
      return true;
    },
  };
  return {items, address: location.href};
}
