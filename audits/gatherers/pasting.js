import {
  attributeOf, closest, find, findIn, getter, isVisible, located, matches, method, wait,
} from './_dom.js';

// Fields of a login into which something is pasted, as a manager of passwords does.
export default async function gatherPasting() {
  const MOST_TRIED = 6;
  const WAIT = 60;  // milliseconds, in which a script puts in by itself what was pasted
  const PASTED = 'a1B2c3';
  const FIELDS = 'input[type="password" i], input[autocomplete~="one-time-code" i], input[autocomplete~="username" i]';
  const valueOf = getter(HTMLInputElement, 'value');
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const dispatch = method(EventTarget, 'dispatchEvent');
  /** @returns {[string, Event][]} */
  const events = () => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', PASTED);
    const common = {bubbles: true, cancelable: true, composed: true};
    return [
      ['keydown', new KeyboardEvent('keydown', {...common, key: 'v', code: 'KeyV', ctrlKey: true, keyCode: 86})],
      ['paste', new ClipboardEvent('paste', {...common, clipboardData})],
      ['beforeinput', new InputEvent('beforeinput', {...common, inputType: 'insertFromPaste', data: PASTED})],
    ];
  };
  const items = [];
  for (const field of find(FIELDS).filter(isVisible).slice(0, MOST_TRIED)) {
    if (matches(field, ':disabled, [readonly]')) continue;
    const form = closest(field, 'form');
    const inputs = form ? findIn(form, 'input').slice(0, 100) : [field];
    const before = inputs.map((each) => valueOf(each));
    let by = '';
    for (const [kind, event] of events()) {
      const goesOn = dispatch(field, event);
      if (!goesOn) await wait(WAIT);
      const isTaken = inputs.some((each, at) => valueOf(each) !== before[at]);
      if (!goesOn && !isTaken) { by = kind; break; }
      if (!goesOn) break;
    }
    inputs.forEach((each, at) => { if (valueOf(each) !== before[at]) write.call(each, before[at]); });
    items.push({
      ...located(field), type: (attributeOf(field, 'type') || 'text').toLowerCase(),
      autocomplete: (attributeOf(field, 'autocomplete') || '').toLowerCase().slice(0, 100), by,
      passwords: inputs.filter((each) => (attributeOf(each, 'type') || '').toLowerCase() === 'password').length,
    });
  }
  return {items};
}
