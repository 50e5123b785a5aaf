/**
 * Every visible table: its size, what marks its headers, its rules and its first cells.
 *
 * `cells` holds up to 12 rows of 10 texts; `widths` is the number of cells in each row; `ruled` counts
 * those of the first cells that have a line above or below. `kinds` has a letter for each of the first
 * cells: `H` a header that says for what, `h` a header, `d` data, `b` data with blocks in it;
 * `lengths` has their characters. `data` counts cells of data that are not empty, `marks` names the
 * marks of a table of data, `depth` counts the tables around it, and `parts` counts cells that hold
 * headings, forms or other parts of a page.
 */
import {bounded, MOST, plain} from './_values.js';
import {
  attributeOf, closest, find, findIn, getter, isVisible, located, parentOf, tagOf, textOf,
} from './_dom.js';

/** @returns {Facts.Tables} Up to 2,000 `items`, and whether there were more (`capped`). */
export default function gatherTables() {
  const rowsOf = getter(HTMLTableElement, 'rows');
  const cellsOf = getter(HTMLTableRowElement, 'cells');
  const HEADERS = 'th, td[scope], td[headers], [role="rowheader"], [role="columnheader"]';
  const isRuled = (cell) => {
    const style = getComputedStyle(cell);
    return parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth) > 0;
  };
  const ofTable = (table, selector) =>
    findIn(table, selector).filter((e) => closest(e, 'table') === table);
  const captionOf = (table) => {
    const caption = ofTable(table, 'caption')[0];
    return caption ? plain(textOf(caption)) : '';
  };
  // A cell as one letter: header with a scope, header, data, or data that holds blocks of a page.
  const BLOCKS = 'h1, h2, h3, h4, h5, h6, ul, ol, nav, form, table, article, section, main, aside, p + p';
  const letterOf = (cell) => {
    const role = attributeOf(cell, 'role') || '';
    const headed = attributeOf(cell, 'scope') || ['rowheader', 'columnheader'].includes(role);
    if (tagOf(cell) === 'th' || headed) return headed || attributeOf(cell, 'headers') ? 'H' : 'h';
    return findIn(cell, BLOCKS).length ? 'b' : 'd';
  };
  // Parts of a page, which no cell of data holds.
  const PARTS = 'h1, h2, h3, h4, h5, h6, [role="heading"], form, nav, article, section, main, aside, iframe';
  const depthOf = (table) => {
    let depth = 0;
    for (let e = parentOf(table); e; e = parentOf(e)) if (tagOf(e) === 'table') depth += 1;
    return depth;
  };
  const filled = (cell) => textOf(cell).trim() !== '' || findIn(cell, 'img, svg, input').length > 0;
  return bounded(find('table').filter(isVisible).slice(0, MOST + 1).map((table) => {
    const rows = [...rowsOf(table)];
    const first = rows.slice(0, 12).map((row) => [...cellsOf(row)].slice(0, 10));
    return {
      ...located(table), role: attributeOf(table, 'role') || '',
      rows: rows.length, widths: rows.slice(0, 100).map((row) => cellsOf(row).length),
      headers: findIn(table, HEADERS).filter((e) => closest(e, 'table') === table).length,
      caption: captionOf(table),
      nested: findIn(table, 'table').length > 0,
      fields: findIn(table, 'input, select, textarea, button').length,
      images: findIn(table, 'img').length,
      ruled: first.flat().filter(isRuled).length,
      kinds: first.map((row) => row.map(letterOf).join('')),
      lengths: first.map((row) => row.map((cell) => plain(textOf(cell)).length)),
      data: ofTable(table, 'td').filter((cell) => letterOf(cell) !== 'H' && filled(cell)).length,
      marks: [...(captionOf(table) ? ['caption'] : []),
        ...(attributeOf(table, 'summary') ? ['summary'] : []),
        ...(ofTable(table, 'th').length ? ['th'] : []),
        ...(ofTable(table, 'td[scope], td[headers]').length ? ['scope'] : [])],
      summary: plain(attributeOf(table, 'summary')).slice(0, 200),
      parts: ofTable(table, 'td, th').filter((cell) => findIn(cell, PARTS).length).length,
      depth: depthOf(table),
      spans: ofTable(table, '[colspan], [rowspan]').length,
      cells: first.map((row) => row.map((cell) => plain(textOf(cell)).slice(0, 60))),
    };
  }));
}
