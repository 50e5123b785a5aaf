import {DIALOG_ROLES, plain, TAB_STOPS} from './_values.js';
import {
  activeElement, attributeOf, body, boxOf, closest, contains, find, findIn, innerTextOf, isShown,
  labelOf, labelsOf, located, matches, method, nameOf, outermostOf, parentOf, referenced, root,
  selector, tagOf, textOf, wait, walkerIn,
} from './_dom.js';

// Stands by while controls are pressed, and forms as they are and with a letter in each empty field:
// what comes up, what changes, where focus is. What is left changed is put back by `undo`.

const focusOn = (element) => { if (element instanceof HTMLElement) method(HTMLElement, 'focus')(element); };
const ELEMENTS = 6000;
const CONTROLS = 8;
const OF_A_KIND = 2;
const FORMS = 3;
const ALONE = 4;
const RECORDS = 20000;
const PRESSED = ['click', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'keydown'];
const WRITTEN = ['blur', 'focusout', 'change', 'input', 'keyup'];
const CONTROL = 'button, [role="button"], [role="switch"], [role="checkbox"], [role="tab"], input[type="button" i], ' +
  'a[href^="#"], a[href=""], a[href^="javascript:" i]';
const SUBMIT = 'button:not([type]), button[type="submit" i], input[type="submit" i], input[type="image" i]';
const TYPED = ['text', 'tel', 'email', 'number', 'url', 'password', 'date'];
const FIELD = 'input:not([type]), textarea, select, ' + [...TYPED, 'checkbox', 'radio', 'file'].map((type) => `input[type="${type}" i]`).join(', ');
const STOPS = `${TAB_STOPS}, summary, iframe`;
const STATES = ['aria-expanded', 'aria-pressed', 'aria-checked', 'aria-selected', 'aria-current'];
const LIVE = '[role="alert"], [role="status"], [role="log"], [role="timer"], [aria-live="polite" i], [aria-live="assertive" i], output';
const DIALOG = `dialog, ${DIALOG_ROLES}`;
const MENU = 'nav, [role="navigation"], [role="menu"], [role="listbox"]';
const LEAVES = /印刷|\bprint|ログアウト|log ?out|sign ?out/i;
const CLOSES = /閉じる|とじる|キャンセル|戻る|×|✕|✖|close|cancel|dismiss|\bno\b|いいえ|ok|はい/i;

const heard = new Map();
const has = (element, types) => (heard.get(element) || []).some((type) => types.includes(type));
const chain = (element) => { const found = []; for (let e = element; e; e = parentOf(e)) found.push(e); return found; };
const inline = (element, types) => types.some((type) => attributeOf(element, 'on' + type) !== null);
const answers = (element, types) => has(element, types) || inline(element, types);
const nobody = () => { const now = activeElement(); return !now || now === body || now === root; };
const isUsable = (element) => isShown(element) && boxOf(element).width > 0 && !matches(element, ':disabled, [aria-disabled="true"]') &&
  !closest(element, '[inert], [aria-hidden="true"]');
const finish = () => {
  for (const animation of method(Document, 'getAnimations')(document)) {
    const {effect} = animation;
    if (effect && effect.getComputedTiming().endTime !== Infinity && animation.playState !== 'paused') animation.finish();
  }
};

// What is drawn now: not what lies in a box of no height, nor beside the page or the window.
const drawnNow = () => {
  const found = new Set();
  const walker = walkerIn(body, NodeFilter.SHOW_ELEMENT, (element) => {
    if (/^(script|style|template|noscript|svg|option)$/.test(tagOf(element))) return NodeFilter.FILTER_REJECT;
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.opacity === '0') return NodeFilter.FILTER_REJECT;
    const box = boxOf(element);
    const tiny = Math.min(box.width, box.height) <= 1;
    if (tiny && (style.overflowX !== 'visible' || style.overflowY !== 'visible')) return NodeFilter.FILTER_REJECT;
    if (style.visibility === 'hidden' || tiny) return NodeFilter.FILTER_SKIP;
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return NodeFilter.FILTER_SKIP;
    if (style.position === 'fixed' && (box.left >= innerWidth || box.top >= innerHeight || box.right <= 0 || box.bottom <= 0)) return NodeFilter.FILTER_REJECT;
    return NodeFilter.FILTER_ACCEPT;
  });
  for (let at = 0; at < ELEMENTS && walker.nextNode(); at += 1) found.add(walker.currentNode);
  return found;
};
const isDrawn = (element) => element.isConnected && drawnNow().has(element);
// The same while nothing has changed.
let drawnAt = -1;

const nameNow = (element) => (labelOf(element) || nameOf(element) || plain(attributeOf(element, 'value')) ||
  plain(labelsOf(element).map(textOf).join(' ')) || plain(attributeOf(element, 'placeholder'))).slice(0, 100);
const wordsNow = (element) => plain(element instanceof HTMLElement ? innerTextOf(element) : '').slice(0, 300);
const SIDES = ['Top', 'Right', 'Bottom', 'Left'];
const paint = (element, part) => {
  const style = getComputedStyle(element, part);
  if (part && ['none', 'normal'].includes(style.content)) return '';
  return [style.color, style.backgroundColor, style.backgroundImage, style.fontWeight, style.textDecorationLine, style.transform,
    part ? style.content : '', ...SIDES.map((side) => style[`border${side}Style`] + style[`border${side}Width`] + style[`border${side}Color`])].join('|');
};
const lookNow = (element) => [paint(element), paint(element, '::before'), paint(element, '::after'),
  ...findIn(element, '*').slice(0, 12).map((each) => [tagOf(each), isShown(each), attributeOf(each, 'src') || attributeOf(each, 'd') ||
    attributeOf(each, 'href') || '', paint(each)].join('|'))].join('\n');
const statesNow = (element) => Object.fromEntries(STATES.map((name) => [name, attributeOf(element, name)]).filter(([, value]) => value !== null));
const stateNow = (element) => ({name: nameNow(element), text: wordsNow(element), states: statesNow(element), look: lookNow(element)});
const groundNow = () => [root, body].map((each) => getComputedStyle(each).backgroundColor).join();

// Every change of the page since it was last put back.
const records = [];
let changes = 0;
const keep = (found) => {
  changes += found.length;
  if (records.length < RECORDS) records.push(...found);
};
let sent = 0;
let refused = [];
const onSubmit = (event) => { sent += 1; event.preventDefault(); };
const onInvalid = (event) => { refused.push(event); };
let from = 0;  // where the records of the last press begin
let before = null;
let opened = [];
let gone = [];
let dialog = null;
const fresh = () => records.slice(from);
const reaches = (element) => findIn(element, STOPS).filter((each) => isUsable(each) && !(parseInt(attributeOf(each, 'tabindex'), 10) < 0));
const whole = () => innerWidth * innerHeight;
const covers = (element) => {
  const box = boxOf(element);
  const [x, y] = [innerWidth / 2, innerHeight / 2];
  return getComputedStyle(element).position === 'fixed' && box.width * box.height >= 0.2 * whole() &&
    box.left < x && box.right > x && box.top < y && box.bottom > y;
};
// What has come up over the page: a dialog by its role, or a part that lies over the middle of the window.
const dialogIn = (roots) => {
  for (const each of roots) {
    const parts = [each, ...findIn(each, '*').slice(0, 60)];
    const named = parts.find((part) => matches(part, DIALOG) && isShown(part) && boxOf(part).width > 40);
    if (named) return named;
    const over = parts.slice(0, 10).find(covers);
    if (over && reaches(over).length && !matches(over, MENU) && !findIn(over, MENU).length && !closest(over, MENU)) return over;
  }
  return null;
};
const whereNow = () => {
  const now = activeElement();
  if (nobody()) return 'nobody';
  if (dialog && contains(dialog, now)) return 'in';
  if (contains(before.control, now)) return 'control';
  return opened.some((each) => contains(each, now)) ? 'in' : 'elsewhere';
};
const isLive = (element) => Boolean(closest(element, LIVE));

// The field that a message belongs to: it is described by it, or stands alone with it.
const fieldOf = (message) => {
  for (const field of find(FIELD).slice(0, 200)) {
    const targets = referenced(field, 'aria-describedby', 'aria-errormessage');
    if (targets.some((target) => contains(target, message) || contains(message, target))) return selector(field);
  }
  for (let e = message, up = 0; e && e !== body && up < 4; e = parentOf(e), up += 1) {
    const held = [...(matches(e, FIELD) ? [e] : []), ...findIn(e, FIELD)].filter(isShown);
    if (held.length === 1 && !matches(e, 'form')) return selector(held[0]);
    if (held.length) return '';
  }
  return '';
};
// Words that have come: where they stand, and whether anything tells of them.
const newTexts = (roots) => {
  const holders = new Set(roots);
  for (const {type, target, addedNodes} of fresh()) {
    if (type === 'characterData') holders.add(parentOf(target));
    if (type !== 'childList') continue;
    for (const node of addedNodes) {
      if (node.nodeType === 3 && node.data.trim()) holders.add(target);
      if (node.nodeType === 1) holders.add(node);
    }
  }
  const shown = [...holders].filter((each) => each && each.nodeType === 1 && each.isConnected && isShown(each) &&
    !contains(before.control, each) && !contains(each, before.control) && !(dialog && contains(dialog, each)) && each !== body);
  return outermostOf(shown).slice(0, 20).map((each) => ({...located(each), text: wordsNow(each), live: isLive(each), field: fieldOf(each)}))
    .filter(({text}) => text && text.length < 300);
};
// Whether a part that speaks by itself has got other words, be it seen or not.
const isAnnounced = () => fresh().some(({type, target, addedNodes}) => {
  const holder = target.nodeType === 1 ? target : parentOf(target);
  if (type === 'attributes') return false;
  return (holder && isLive(holder)) || [...addedNodes].some((node) => node.nodeType === 1 && (matches(node, LIVE) || findIn(node, LIVE).length));
});
const changedElsewhere = () => {
  const first = new Map();
  for (const {type, target, attributeName, oldValue} of fresh()) {
    if (type !== 'attributes' || contains(before.control, target)) continue;
    if (!first.has(target)) first.set(target, new Map());
    if (!first.get(target).has(attributeName)) first.get(target).set(attributeName, oldValue);
  }
  const found = [];
  for (const [target, names] of first) {
    for (const [name, value] of names) if (attributeOf(target, name) !== value) found.push({target, name, value});
  }
  return found;
};
let elsewhere = [];

const result = () => {
  const {control} = before;
  const now = control.isConnected && isShown(control) ? stateNow(control) : null;
  const drawn = drawnNow();
  opened = outermostOf([...drawn].filter((each) => !before.drawn.has(each) && !contains(control, each) && !contains(each, control)));
  gone = [...before.drawn].filter((each) => !drawn.has(each) && !contains(control, each));
  const up = dialogIn(opened);
  dialog = up;
  elsewhere = changedElsewhere();
  const part = (each) => ({...located(each), words: (wordsNow(each) || plain(textOf(each))).length, stops: reaches(each).length, live: isLive(each) || findIn(each, LIVE).length > 0});
  return {
    tag: tagOf(control), shown: Boolean(now),
    name: [before.state.name, now ? now.name : ''], text: [before.state.text, now ? now.text : ''],
    states: [before.state.states, now ? now.states : {}], said: ['aria-haspopup', 'popovertarget', 'commandfor'].filter((name) => attributeOf(control, name) !== null),
    turned: Boolean(now) && now.look !== before.state.look, recoloured: groundNow() !== before.ground,
    opened: opened.slice(0, 5).map(part), gone: gone.length, shut: outermostOf(gone).slice(0, 5).map(part), elsewhere: elsewhere.length,
    texts: newTexts(opened), announced: isAnnounced(), focus: whereNow(),
    dialog: up ? {...located(up), named: matches(up, DIALOG), stops: reaches(up).length} : null,
  };
};

// Fields of a form: what they are called, whether they are marked as wrong, and how they are drawn.
const formFields = (form) => findIn(form, FIELD).filter(isUsable).slice(0, 60);
const invalidNow = (field) => (attributeOf(field, 'aria-invalid') || 'false') !== 'false';
const tiesOf = (field) => referenced(field, 'aria-describedby', 'aria-errormessage').map(wordsNow).join(' ').slice(0, 300);

const KINDS = {input: HTMLInputElement, textarea: HTMLTextAreaElement};
const property = (field, name) => Object.getOwnPropertyDescriptor(KINDS[tagOf(field)].prototype, name);
const typeOf = (field) => (attributeOf(field, 'type') || 'text').toLowerCase();
const isTyped = (field) => tagOf(field) === 'textarea' || (tagOf(field) === 'input' && TYPED.includes(typeOf(field)));
const isEmpty = (field) => isTyped(field) && !matches(field, '[readonly], [type="date" i]') && property(field, 'value').get.call(field) === '';

const known = [];
const forms = [];
const alone = [];
const kindOf = (element) => chain(element).slice(0, 3).map((e) => [tagOf(e), attributeOf(e, 'role') || '', attributeOf(e, 'class') || ''].join('.').slice(0, 80)).join('<') +
  Object.keys(statesNow(element)).join();
const choose = () => {
  const kinds = new Map();
  const found = [];
  for (const element of find(CONTROL).slice(0, 1000)) {
    if (!isUsable(element) || (matches(element, SUBMIT) && closest(element, 'form')) || matches(element, '[popovertarget], [commandfor], [download]')) continue;
    const own = answers(element, PRESSED);
    const near = chain(element).slice(1).some((each) => each !== body && each !== root && has(each, PRESSED));
    const to = tagOf(element) === 'a' && attributeOf(element, 'href').startsWith('#') && attributeOf(element, 'href') !== '#';
    if (!own && (to ? !matches(element, '[role], [aria-expanded]') : !near && !has(document, PRESSED) && !has(body, PRESSED))) continue;
    if (LEAVES.test(nameNow(element)) || matches(element, '[aria-selected="true"], [target="_blank"]')) continue;
    const kind = kindOf(element);
    const alike = kinds.get(kind) || 0;
    kinds.set(kind, alike + 1);
    if (alike < OF_A_KIND) found.push({element, own, alike});
  }
  const order = ({element, own, alike}) => (own ? 0 : matches(element, 'a:not([role])') ? 4 : 2) + alike;
  found.sort((one, other) => order(one) - order(other));
  known.push(...found.slice(0, CONTROLS).map(({element}) => element));
  for (const form of find('form').slice(0, 200)) {
    const button = findIn(form, SUBMIT).find(isUsable);
    const fields = formFields(form);
    if (!button || !fields.some(isTyped) || forms.length >= FORMS || matches(form, '[role="search"]')) continue;
    if (!has(form, ['submit']) && !inline(form, ['submit']) && !answers(button, PRESSED) && !has(document, ['submit'])) continue;
    forms.push({form, button, fields});
  }
  const writing = find(FIELD).slice(0, 200).filter((field) => isTyped(field) && isUsable(field) && answers(field, WRITTEN));
  alone.push(...writing.slice(0, ALONE));
  return {controls: known.length, forms: forms.length, fields: alone.length};
};

export default function gatherActivation() {
  let drawnThen = null;
  const drawnOnce = () => {
    take();
    if (drawnAt !== changes) [drawnThen, drawnAt] = [drawnNow(), changes];
    return drawnThen;
  };

  const observer = new MutationObserver(keep);
  const take = () => keep(observer.takeRecords());
  method(EventTarget, 'addEventListener')(window, 'submit', onSubmit);
  method(EventTarget, 'addEventListener')(window, 'invalid', onInvalid, true);
  const watch = () => observer.observe(root, {subtree: true, childList: true, attributes: true, characterData: true, attributeOldValue: true, characterDataOldValue: true});
  const remember = (control) => {
    take();
    from = records.length;
    sent = 0; refused = []; opened = []; gone = []; dialog = null;
    before = {control, drawn: drawnOnce(), state: stateNow(control), ground: groundNow(), focus: activeElement()};
  };
  // Until the page has come to rest: at once where nothing happens.
  const rest = async (first, most) => {
    await wait(first);
    take();
    for (let known = from, waited = first; records.length > known && waited < most; waited += 80) {
      known = records.length;
      await wait(80);
      take();
    }
    finish();
    take();
  };

  const FRAME = ['backgroundColor', 'outlineStyle', 'outlineColor', 'boxShadow', ...SIDES.flatMap((side) => [`border${side}Color`, `border${side}Style`])];
  const frameNow = (field) => { const style = getComputedStyle(field); return FRAME.map((name) => style[name]).join('|'); };

  const filled = new Map();

  globalThis.minnaActivation = {
    hears(element, types) { if (element.nodeType === 1 || element.nodeType === 9) heard.set(element, types); },
    begin: () => { const told_ = choose(); if (known.length + forms.length + alone.length) watch(); return told_; },
    describe: (number) => ({...located(known[number]), role: attributeOf(known[number], 'role') || ''}),
    // Given focus as a keyboard gives it; what focus alone sets off is over before anything is compared.
    enter: async (number, again) => {
      const control = known[number];
      if (!control.isConnected || !isUsable(control)) return false;
      focusOn(control);
      await wait(40);
      finish();
      if (activeElement() !== control) return false;
      drawnAt = -1;  // focus may show something without any change of the tree
      if (!again) remember(control);
      return true;
    },
    // Nothing where nothing changed and focus stayed.
    after: async () => {
      await rest(70, 500);
      return fresh().length || activeElement() !== before.control ? result() : null;
    },
    // After a second press: whether what came is gone, and whether all looks as it did at first.
    again: async () => {
      await rest(70, 500);
      const {control, state} = before;
      const drawn = drawnNow();
      const now = control.isConnected && isShown(control) ? stateNow(control) : null;
      return {
        shut: opened.length > 0 && opened.every((each) => !drawn.has(each)),
        reopened: gone.length > 0 && gone.every((each) => drawn.has(each)),
        back: Boolean(now) && now.look === state.look && now.text === state.text,
        reverted: elsewhere.length > 0 && elsewhere.every(({target, name, value}) => attributeOf(target, name) === value),
        states: now ? now.states : {},
      };
    },
    where: async (ms) => {
      for (let waited = 0; waited < ms && whereNow() !== 'in'; waited += 50) await wait(50);
      return document.hasFocus() ? whereNow() : 'out';
    },
    isOpen: async (ms) => {
      for (let waited = 0; waited < ms && isDrawn(dialog); waited += 50) { await wait(50); finish(); }
      return isDrawn(dialog);
    },
    closers: () => {
      const found = findIn(dialog, 'button, a[href^="#"], a[href=""], [role="button"], input[type="button" i], input[type="submit" i]').filter(isUsable);
      const rank = (each) => CLOSES.test(nameNow(each) + (attributeOf(each, 'class') || '')) ? 0 : 1;
      return found.sort((one, other) => rank(one) - rank(other)).slice(0, 3).map((each) => { known.push(each); return known.length - 1; });
    },
    focus: (number) => { focusOn(known[number]); return activeElement() === known[number]; },
    focusFirst: () => { const [first] = reaches(dialog); if (first) focusOn(first); return whereNow(); },
    controlShown: () => before.control.isConnected && isUsable(before.control),
    // Whether a field of a form waits for a letter: one is typed, which few fields take.
    writeInto: (number, at) => {
      const field = forms[number].fields.filter(isUsable)[at];
      if (!field || !isEmpty(field)) return false;
      filled.set(field, '');
      focusOn(field);
      return activeElement() === field;
    },
    enterForm: async (number) => {
      const {form, button, fields} = forms[number];
      if (!button.isConnected || !isUsable(button)) return false;
      focusOn(button);
      await wait(40);
      remember(button);
      before.fields = fields.map((field) => ({field, frame: frameNow(field), invalid: invalidNow(field)}));
      before.form = form;
      return activeElement() === button;
    },
    afterForm: async () => {
      await rest(80, 500);
      const {form, fields} = before;
      const now = activeElement();
      const there = fields.filter(({field}) => field.isConnected);
      const marked = there.filter(({field, frame}) => field !== now && frameNow(field) !== frame);
      const native = matches(form, '[novalidate]') || matches(before.control, '[formnovalidate]') ? 0 : refused.filter((event) => !event.defaultPrevented).length;
      return {
        ...located(form), ...(({texts, announced, dialog: up}) => ({texts, announced, dialog: up}))(result()),
        sent, native, refused: refused.length, moved: now !== before.control && !nobody() && contains(form, now) ? selector(now) : '',
        left: now !== before.control && !nobody(),
        marked: marked.map(({field}) => selector(field)),
        fields: there.map(({field}) => ({...located(field), name: nameNow(field), type: tagOf(field) === 'input' ? typeOf(field) : tagOf(field),
          invalid: invalidNow(field), tied: tiesOf(field)})),
      };
    },
    // A field that scripts listen to, before a letter is typed, and after it was left.
    enterField: async (number) => {
      const field = alone[number];
      if (!field.isConnected || !isUsable(field)) return false;
      focusOn(field);
      await wait(20);
      remember(field);
      before.form = closest(field, 'form') || body;
      before.fields = [];
      filled.set(field, '');
      return activeElement() === field && isEmpty(field);
    },
    leaveField: async () => {
      const field = before.control;
      await rest(70, 400);
      const typed = newTexts([]);
      const early = isAnnounced();
      method(HTMLElement, 'blur')(field);
      await rest(70, 400);
      const {texts, announced, dialog: up} = result();
      const all = [...typed, ...texts.filter((each) => !typed.some(({selector: known_}) => known_ === each.selector))];
      return {...located(field), name: nameNow(field), texts: all, announced: announced || early, dialog: up, tied: tiesOf(field), invalid: invalidNow(field)};
    },
    // Everything as it was found: values, dialogs, and all that scripts have changed in the page.
    undo: () => {
      for (const [field, value] of filled) property(field, 'value').set.call(field, value);
      filled.clear();
      take();
      observer.disconnect();
      for (const each of find('dialog[open]')) if (!before || !before.drawn.has(each)) method(HTMLDialogElement, 'close')(each);
      for (const {type, target, attributeName, attributeNamespace, oldValue, addedNodes, removedNodes, nextSibling} of records.splice(0).reverse()) {
        if (type === 'characterData') target.data = oldValue;
        else if (type === 'attributes') {
          if (oldValue === null) target.removeAttributeNS(attributeNamespace, attributeName);
          else target.setAttributeNS(attributeNamespace, attributeName, oldValue);
        } else {
          for (const node of addedNodes) if (node.parentNode === target) target.removeChild(node);
          const anchor = nextSibling && nextSibling.parentNode === target ? nextSibling : null;
          for (const node of removedNodes) if (!node.isConnected) target.insertBefore(node, anchor);
        }
      }
      const now = activeElement();
      if (now && now !== body && now instanceof HTMLElement) method(HTMLElement, 'blur')(now);
      from = 0;
      watch();
      return true;
    },
    leave: (address) => {
      observer.disconnect();
      method(EventTarget, 'removeEventListener')(window, 'submit', onSubmit);
      method(EventTarget, 'removeEventListener')(window, 'invalid', onInvalid, true);
      if (location.href !== address) history.replaceState(history.state, '', address);
      window.scrollTo({left: 0, top: 0, behavior: 'instant'});
      return true;
    },
  };
  return {address: location.href};
}
