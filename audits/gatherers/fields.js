/**
 * Fields to fill in: what they are called, what is asked, and what stands around them.
 *
 * `label` is what the eye sees of a field's labels, `name` what a screen reader says; `groups`,
 * `heading`, `row` and `column` say which of several alike it is; `button` is the button right behind
 * it, `option` the first that a list offers; `beside` says that the field before has the same parent.
 * `before` and `after` are the words between a field and its neighbours, labels left out. `errors` are
 * texts marked up as messages of errors, each with the `field` that it belongs to, if that is known.
 */
import {HEADINGS, plain, remembered} from './_values.js';
import {
  attributeOf, body, childElementsOf, closest, contains, contentName, find, findIn, getter, isSeen,
  isShown, isVisible, labelOf, labelsOf, langOf, located, matches, parentOf, previousOf, referenced,
  root, seenWords, selector, tagOf, textOf, walkerIn,
} from './_dom.js';

const FIELDS = 500;
const ERRORS = 50;
const STEPS = 60;
const FIELD = 'input:not([type="hidden" i], [type="submit" i], [type="button" i], [type="reset" i], ' +
  '[type="image" i]), select, textarea, [role="textbox"], [role="searchbox"], [role="combobox"], ' +
  '[role="spinbutton"], [role="checkbox"], [role="radio"], [role="switch"], [role="slider"], ' +
  '[role="listbox"]';
const GROUP = 'fieldset, [role="group"], [role="radiogroup"]';
const FORM = 'form, [role="form"]';
const is = (element, name) => attributeOf(element, name) !== null;
const isTrue = (element, name) => (attributeOf(element, name) || 'false') !== 'false';
const said = (element, name) => (attributeOf(element, name) || '').slice(0, 200);
const isField = remembered((element) => matches(element, FIELD));

// What is seen of the labels: the field's own words are none of them.
const labelled = (field) => {
  const named = referenced(field, 'aria-labelledby');
  const labels = named.length ? named : labelsOf(field);
  return plain(labels.map((label) => seenWords(label)).join(' ')).slice(0, 300);
};
const nameOfField = (field) =>
  (labelOf(field) || plain(labelsOf(field).map((label) => contentName(label)).join(' ')) ||
    plain(attributeOf(field, 'title')) || plain(attributeOf(field, 'placeholder'))).slice(0, 300);
const groupsOf = (field) => {
  const names = [];
  for (let group = closest(field, GROUP); group && names.length < 5; group = closest(parentOf(group), GROUP)) {
    const legend = tagOf(group) === 'fieldset' &&
      [...childElementsOf(group)].find((e) => tagOf(e) === 'legend');
    const seen = legend ? seenWords(legend) : '';
    names.push({seen, name: labelOf(group) || (legend ? plain(textOf(legend)).slice(0, 200) : '')});
    if (!parentOf(group)) break;
  }
  return names;
};
const termOf = (field) => {
  let part = closest(field, 'dd');
  while (part && tagOf(part) !== 'dt') part = previousOf(part);
  return part ? plain(textOf(part)).slice(0, 100) : '';
};
const cellsOf = (field) => {
  const cell = closest(field, 'td, th');
  const line = cell && closest(cell, 'tr');
  if (!line) return {row: termOf(field), column: ''};
  const cells = [...childElementsOf(line)];
  const heads = cells.filter((e) => e !== cell && (tagOf(e) === 'th' || e === cells[0]));
  const table = closest(line, 'table');
  const first = table && findIn(table, 'tr')[0];
  const column = first && first !== line ? [...childElementsOf(first)][cells.indexOf(cell)] : null;
  // In a table that only arranges the page, the first cell of the row may be the site's menu.
  const tells = (e) => e && !findIn(e, FIELD).length && findIn(e, 'a[href]').length < 2;
  const words = (e) => tells(e) ? plain(textOf(e)).slice(0, 100) : '';
  return {row: heads.map(words).filter(Boolean).join(' '), column: words(column)};
};
const describedOf = (field) =>
  plain(referenced(field, 'aria-describedby', 'aria-errormessage').map(textOf).join(' ')).slice(0, 300);

// Whether a label has more to show than its words: a picture, or what a style sheet puts there.
const isMarked = (field) => labelsOf(field).some((label) => [label, ...findIn(label, '*').slice(0, 10)].some((part) =>
  ['img', 'svg', 'i'].includes(tagOf(part)) || ['::before', '::after'].some((place) =>
    !['none', 'normal', '""', ''].includes(getComputedStyle(part, place).content))));

// Words between a field and the one before or after it, within its form, or nearby if there is no
// form. Its own label and buttons are none; at another field's label they end.
const nearby = (field) => {
  const line = closest(field, 'tr, dl, li');
  if (line) return line;
  let holder = field;
  for (let up = 0; up < 3 && holder !== body && parentOf(holder); up += 1) holder = parentOf(holder);
  return holder;
};
const between = (field, step) => {
  const walker = walkerIn(body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  walker.currentNode = field;
  const form = closest(field, FORM) || nearby(field);
  const words = [];
  for (let at = 0; at < STEPS; at += 1) {
    const node = walker[step]();
    if (!node || node === form) break;
    if (node.nodeType === 1) {
      if (isField(node) && isShown(node) && !contains(node, field)) break;
      continue;
    }
    const parent = parentOf(node);
    if (!node.data.trim() || !parent || closest(parent, `button, option, script, style, ${FIELD}`)) continue;
    const label = closest(parent, 'label');
    const labelled = label && getter(HTMLLabelElement, 'control')(label);
    if (labelled === field) continue;
    if (labelled) break;
    if (!contains(form, node)) break;
    if (isSeen(parent)) words.push(node.data);
  }
  if (step === 'previousNode') words.reverse();
  return plain(words.join(' ')).slice(step === 'previousNode' ? -200 : 0).slice(0, 200);
};

// The words on the first button after a field: “search” right behind it says what the field is for.
const BUTTON = 'button, input[type="submit" i], input[type="button" i], input[type="image" i], [role="button"]';
const contentNameOf = (button) =>
  plain(contentName(button)) || plain(attributeOf(button, 'value')) || plain(attributeOf(button, 'alt')) ||
    plain(attributeOf(button, 'title'));
const optionOf = (field) => {
  if (tagOf(field) !== 'select') return '';
  const first = findIn(field, 'option')[0];
  return first ? plain(textOf(first)).slice(0, 60) : '';
};

// Texts marked up as messages of errors. Only those that hold no fields, or a single one.
const MARKED = ['error', 'invalid', 'alert', 'warning', 'danger', 'caution'];
const holderOf = (message) => {
  for (let e = message; e && e !== body; e = parentOf(e)) {
    const held = findIn(e, FIELD).filter(isShown);
    if (held.length === 1) return held[0];
    if (held.length > 1 || matches(e, FORM)) return null;
  }
  return null;
};
const isMessage = (e) => e !== body && e !== root && !matches(e, `${FORM}, ${FIELD}, main, label, fieldset`) &&
  !findIn(e, FIELD).some(isShown) && isSeen(e) && plain(textOf(e)) !== '';

/** @returns {Facts.Fields} Up to 500 `items` and 50 `errors`, and whether there were more fields (`capped`). */
export default function gatherFields() {
  const all = find(`${FIELD}, ${HEADINGS}`);

  const controls = find(`${FIELD}, ${BUTTON}`);
  const buttonAfter = new Map(controls.map((control, at) => [control, controls[at + 1]]));
  const buttonOf = (field) => {
    const button = buttonAfter.get(field);
    if (!button || !matches(button, BUTTON) || closest(button, FORM) !== closest(field, FORM)) return '';
    return (labelOf(button) || contentNameOf(button)).slice(0, 60);
  };

  const forms = find(FORM);
  const places = new Map(forms.map((form, at) => [form, at + 1]));
  const items = [];
  const shown = [];
  let heading = '';
  for (const element of all) {
    if (!isField(element)) {
      const words = seenWords(element, 120);
      if (words) heading = words;
      continue;
    }
    if (!isVisible(element) && !labelsOf(element).some(isSeen)) continue;
    if (closest(element, '[aria-hidden="true"]')) continue;
    if (items.length > FIELDS) break;
    const last = shown[shown.length - 1];
    shown.push(element);
    items.push({
      ...located(element), tag: tagOf(element), lang: langOf(element),
      type: (tagOf(element) === 'input' ? attributeOf(element, 'type') || 'text' : tagOf(element)).toLowerCase(),
      role: plain(attributeOf(element, 'role')), name: nameOfField(element), label: labelled(element),
      placeholder: said(element, 'placeholder'), title: said(element, 'title'),
      described: describedOf(element), autocomplete: said(element, 'autocomplete').trim().toLowerCase(),
      required: is(element, 'required') || isTrue(element, 'aria-required'),
      marked: isMarked(element), invalid: isTrue(element, 'aria-invalid'), pattern: said(element, 'pattern'),
      maxlength: Number(attributeOf(element, 'maxlength')) || 0, field_name: said(element, 'name'),
      still: is(element, 'disabled') || is(element, 'readonly'),
      beside: Boolean(last) && parentOf(last) === parentOf(element),
      form: places.get(closest(element, FORM)) || 0, groups: groupsOf(element), heading,
      button: buttonOf(element), option: optionOf(element), ...cellsOf(element), before: between(element, 'previousNode'), after: between(element, 'nextNode'),
    });
  }

  const ERROR = '[role="alert"], [aria-live="assertive"], ' +
    MARKED.map((word) => `[class*="${word}" i], [id*="${word}" i]`).join(', ');
  const described = new Map();
  for (const field of shown) {
    for (const target of referenced(field, 'aria-describedby', 'aria-errormessage')) described.set(target, field);
  }
  const errors = [];
  if (shown.length) {
    const kept = [];
    const wrong = [...described].filter(([, field]) => isTrue(field, 'aria-invalid')).map(([target]) => target);
    for (const message of new Set([...find(ERROR).slice(0, 1000), ...wrong])) {
      if (errors.length >= ERRORS) break;
      if (!isMessage(message) || kept.some((outer) => contains(outer, message))) continue;
      kept.push(message);
      const lines = findIn(message, 'li, p, dd').filter((e) => !findIn(e, 'li, p, dd').length).map((e) => seenWords(e));
      const field = described.get(message) || holderOf(message);
      errors.push({
        ...located(message), text: seenWords(message),
        lines: lines.filter(Boolean).slice(0, 30), field: field ? selector(field) : '',
        form: places.get(closest(message, FORM)) || 0,
      });
    }
  }
  return {items: items.slice(0, FIELDS), errors, capped: items.length > FIELDS};
}
