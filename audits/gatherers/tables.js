// Every visible table: how large, what marks its headers, and its first cells.
() => {
  const rowsOf = getter(HTMLTableElement, 'rows');
  const cellsOf = getter(HTMLTableRowElement, 'cells');
  const HEADERS = 'th, td[scope], td[headers], [role="rowheader"], [role="columnheader"]';
  const isRuled = (cell) => {
    const style = getComputedStyle(cell);
    return parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth) > 0;
  };
  const captionOf = (table) => {
    const caption = findIn(table, 'caption')[0];
    return caption ? plain(textOf(caption)) : '';
  };
  return bounded(find('table').filter(isVisible).slice(0, MOST + 1).map((table) => {
    const rows = [...rowsOf(table)];
    const first = rows.slice(0, 12).map((row) => [...cellsOf(row)].slice(0, 10));
    return {
      selector: selector(table), html: snippet(table), role: attributeOf(table, 'role') || '',
      rows: rows.length, widths: rows.slice(0, 100).map((row) => cellsOf(row).length),
      headers: findIn(table, HEADERS).filter((e) => closest(e, 'table') === table).length,
      caption: captionOf(table),
      nested: findIn(table, 'table').length > 0,
      fields: findIn(table, 'input, select, textarea, button').length,
      images: findIn(table, 'img').length,
      ruled: first.flat().filter(isRuled).length,
      cells: first.map((row) => row.map((cell) => plain(textOf(cell)).slice(0, 60))),
    };
  }));
}
