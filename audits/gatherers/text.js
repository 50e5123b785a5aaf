/**
 * The words as shown: every block that holds text of its own.
 *
 * A block's `text` keeps its line breaks and its full-width and no-break spaces; `within` names the
 * tags it stands in; `langs` are the languages in force in it; `size` is in CSS pixels. `parent` and
 * `list` are numbers: blocks with the same one share a parent, or a table or list. `runs` are words
 * that style sheets alone set apart, with how (`looks`), and `lead` is the first of several lines
 * where it alone is bold or larger.
 */
import {MOST, plain, remembered, SILENT, TEXT} from './_values.js';
import {
  attributeOf, body, closest, getter, isVisible, langOf, matches, nextOf, parentOf, previousOf, root,
  selector, snippet, styleOf, tagOf, textOf, textsAndElements,
} from './_dom.js';

const UNREAD = `${SILENT}, textarea, select, rt, rp, datalist`;
const APART = new Set(['button', 'label', 'td', 'th', 'li', 'dt', 'dd', 'legend', 'summary']);
const TOLD = 'h1,h2,h3,h4,h5,h6,li,ul,ol,dl,dt,dd,table,caption,th,td,label,legend,figcaption,' +
  'figure,a,button,nav,header,footer,form,pre,code,blockquote,address,summary';
const LETTER = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;

const isReadable = remembered((element) => isVisible(element) && !closest(element, UNREAD));
const isInline = (element) => {
  const display = styleOf(element).display;
  return !APART.has(tagOf(element)) &&
    (display.startsWith('inline') || display.startsWith('ruby') || display === 'contents');
};
const blockOf = remembered((element) => {
  let block = element;
  while (block !== body && parentOf(block) && isInline(block)) block = parentOf(block);
  return block;
});

// White space is folded as the browser folds it when it draws; full-width and no-break spaces stay.
const drawn = (node) => {
  if (styleOf(parentOf(node)).whiteSpace.startsWith('pre')) return node.data;
  return node.data.replace(/[ \t\r\f]*\n[ \t\r\n\f]*/g, (gap, at, whole) =>
    LETTER.test(whole[at - 1] || '') && LETTER.test(whole[at + gap.length] || '') ? '' : ' ')
    .replace(/[ \t\r\f]+/g, ' ');
};

// What marks words in the markup itself, and the looks by which style sheets set words apart.
const MARKED = 'strong, b, em, i, mark, ins, del, s, strike, u, cite, dfn, var, code, kbd, th, dt, a, button, ' +
  'label, summary, legend, caption, h1, h2, h3, h4, h5, h6, [role]:not([role="presentation"], [role="none"])';
const RUNS = 12;
const looksOf = remembered((element) => {
  const block = blockOf(element);
  const own = styleOf(element);
  const looks = [];
  if (Number(own.fontWeight) >= 600) looks.push('bold');
  if (own.fontStyle !== 'normal') looks.push('slanted');
  for (let e = element; e; e = parentOf(e)) {
    if (matches(e, MARKED)) return [];
    const line = styleOf(e).textDecorationLine;
    if (line.includes('line-through') && !looks.includes('struck')) looks.push('struck');
    if (line.includes('underline') && !looks.includes('underlined')) looks.push('underlined');
    if (!/^(?:rgba\(0, 0, 0, 0\)|transparent)$/.test(styleOf(e).backgroundColor) && !looks.includes('shaded')) looks.push('shaded');
    if (e === block) break;
  }
  return looks;
});
const blocks = new Map();
let last = null;
const open = (element) => {
  const block = blockOf(element);
  if (!blocks.has(block)) {
    blocks.set(block, {text: '', weight: 1000, size: 0, langs: new Set(), ruby: false, lines: [], line: 0, runs: []});
  } else if (last !== block && !blocks.get(block).text.endsWith('\n')) {
    blocks.get(block).text += '\n';
  }
  last = block;
  return blocks.get(block);
};

// The first of several lines, where it looks like none of the others.
const leadOf = ([first, rest]) => {
  const is = Boolean(first && rest) && ((first.weight >= 600 && rest.weight < 600) || first.size >= 1.15 * rest.size);
  return is ? {lead: {text: plain(first.text), bold: first.weight >= 600, larger: first.size >= 1.15 * rest.size}} : {};
};

// A cell's place: the first of several in its row, and the header at the top of its column.
const cellsOf = getter(HTMLTableRowElement, 'cells');
const placeOf = (block) => {
  const cell = closest(block, 'td, th');
  const table = cell && closest(cell, 'table');
  if (!table) return {};
  const heads = [...cellsOf(getter(HTMLTableElement, 'rows')(table)[0])];
  const head = heads[getter(HTMLTableCellElement, 'cellIndex')(cell)];
  const isHeaded = head && head !== cell && heads.every((e) => tagOf(e) === 'th');
  return {
    first_cell: !previousOf(cell) && Boolean(nextOf(cell)) &&
      plain(textOf(cell)) === plain(textOf(block)),
    column: isHeaded ? plain(textOf(head)).slice(0, 40) : '',
  };
};
const tidy = (text) =>
  text.split('\n').map((line) => line.replace(/^ +| +$/g, '')).join('\n').replace(/^\n+|\n+$/g, '');

/** @returns {Facts.Text} Up to 2,000 `items`, and whether there were more (`capped`). */
export default function gatherText() {
  const told = new Set(TOLD.split(','));

  const withinOf = remembered((block) => {
    const tags = new Set();
    for (let e = block; e && e !== body; e = parentOf(e)) {
      const role = attributeOf(e, 'role');
      if (role === 'heading') tags.add('h2');
      else if (role === 'listitem' || role === 'list') tags.add('li');
      else if (told.has(tagOf(e))) tags.add(tagOf(e));
    }
    return [...tags];
  });
  const number = (() => {
    const known = new Map();
    return (element) => known.get(element) || known.set(element, known.size + 1).get(element);
  })();

  for (const node of textsAndElements()) {
    if (blocks.size > MOST) break;
    if (node.nodeType === 1) {
      if (tagOf(node) === 'br' && last === blockOf(node)) {
        blocks.get(last).text += '\n';
        blocks.get(last).line = Math.min(blocks.get(last).lines.length, 1);
      }
      if (tagOf(node) === 'ruby' && isReadable(node)) open(node).ruby = true;
      continue;
    }
    const parent = parentOf(node);
    if (!parent || !isReadable(parent)) continue;
    if (!node.data.trim()) {
      if (last === blockOf(parent)) blocks.get(last).text += drawn(node);
      continue;
    }
    const block = open(parent);
    block.text += drawn(node);
    block.weight = Math.min(block.weight, Number(styleOf(parent).fontWeight) || 400);
    block.size = Math.max(block.size, parseFloat(styleOf(parent).fontSize) || 0);
    block.langs.add(langOf(parent));
    const line = block.lines[block.line] || (block.lines[block.line] = {text: '', weight: 1000, size: 0});
    line.text += line.text.length < 200 ? drawn(node) : '';
    line.weight = Math.min(line.weight, Number(styleOf(parent).fontWeight) || 400);
    line.size = Math.max(line.size, parseFloat(styleOf(parent).fontSize) || 0);
    const looks = looksOf(parent);
    const before = block.runs[block.runs.length - 1];
    if (looks.length && before && before.end === block.text.length - drawn(node).length && String(before.looks) === String(looks)) {
      before.text = (before.text + drawn(node)).slice(0, 100);
      before.end = block.text.length;
    } else if (looks.length && block.runs.length < RUNS) {
      block.runs.push({text: drawn(node).slice(0, 100), looks, end: block.text.length});
    }
  }

  const found = [];
  for (const [block, said] of blocks) {
    const text = tidy(said.text);
    if (!text.trim()) continue;
    found.push({
      selector: selector(block), tag: tagOf(block), text: text.slice(0, TEXT), html: snippet(block),
      langs: [...said.langs], within: withinOf(block), ruby: said.ruby,
      bold: said.weight >= 600, size: Math.round(said.size * 10) / 10,
      parent: number(parentOf(block) || root),
      list: number(closest(block, 'table, ul, ol, dl') || parentOf(block) || root),
      ...leadOf(said.lines), ...(said.runs.length ? {runs: said.runs.map(({text, looks}) => ({text: plain(text), looks}))} : {}),
      ...placeOf(block),
    });
  }
  return {items: found.slice(0, MOST), capped: blocks.size > MOST};
}
