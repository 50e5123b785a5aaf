// Lets readers sort and filter the rankings. Without it they stand in the order of the scores.
(() => {
  'use strict';
  const MIN_ROWS = 4;
  // The first number of a cell, as in “12 (9–16)”; nothing where there is none.
  const numberOf = (text) => {
    const found = /-?[\d,]+(?:\.\d+)?/.exec(text);
    return found ? Number(found[0].replaceAll(',', '')) : NaN;
  };
  const textOf = (row, column) => row.cells[column].textContent.trim();

  const compare = (column, numeric) => (a, b) => {
    const [one, other] = [textOf(a, column), textOf(b, column)];
    if (!numeric) return one.localeCompare(other, document.documentElement.lang);
    const [n, m] = [numberOf(one), numberOf(other)];
    if (Number.isNaN(n) || Number.isNaN(m)) return Number.isNaN(n) - Number.isNaN(m);
    return n - m;
  };

  const sortable = (table) => {
    const headers = [...table.tHead.rows[0].cells];
    headers.forEach((header, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => {
        const down = header.getAttribute('aria-sort') === 'ascending';
        const body = table.tBodies[0];
        const rows = [...body.rows];
        const numeric = rows.filter((row) => !Number.isNaN(numberOf(textOf(row, column)))).length > rows.length / 2;
        rows.sort(compare(column, numeric));
        if (down) rows.reverse();
        for (const other of headers) other.removeAttribute('aria-sort');
        header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        body.append(...rows);
      });
    });
  };

  const tables = [...document.querySelectorAll('table.ranking')].filter((table) => table.tBodies[0].rows.length >= MIN_ROWS);
  tables.forEach(sortable);

  const place = document.getElementById('filter');
  if (!place || !tables.length) return;
  const label = document.createElement('label');
  const field = document.createElement('input');
  const status = document.createElement('p');
  label.textContent = place.dataset.label;
  label.htmlFor = 'filter-field';
  Object.assign(field, { id: 'filter-field', type: 'search', autocomplete: 'off' });
  field.placeholder = place.dataset.hint;
  status.setAttribute('role', 'status');
  place.append(label, field, status);
  place.hidden = false;
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]).map((row) => [row, row.textContent.normalize('NFKC').toLowerCase()]);
  let waiting = 0;
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const sought = field.value.normalize('NFKC').toLowerCase().trim();
      let shown = 0;
      for (const [row, text] of rows) {
        row.hidden = Boolean(sought) && !text.includes(sought);
        shown += row.hidden ? 0 : 1;
      }
      status.textContent = sought ? place.dataset.shown.replace('#', shown.toLocaleString()) : '';
    }, 120);
  });
})();
