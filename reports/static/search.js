// Finds a body by its name. The page can be read without: prefectures are links.
(() => {
  'use strict';
  const place = document.getElementById('search');
  const towns = window.minnaTowns;
  if (!place || !Array.isArray(towns)) return;

  const MAX_SHOWN = 12;
  const words = place.dataset;
  const label = document.createElement('label');
  const field = document.createElement('input');
  const list = document.createElement('ul');
  const status = document.createElement('p');
  label.textContent = words.label;
  label.htmlFor = 'search-field';
  Object.assign(field, { id: 'search-field', type: 'search', autocomplete: 'off' });
  field.setAttribute('aria-describedby', 'search-hint');
  const hint = document.createElement('span');
  hint.id = 'search-hint';
  hint.textContent = words.hint;
  status.setAttribute('role', 'status');
  list.className = 'names';
  place.append(label, hint, field, status, list);
  place.hidden = false;

  // Katakana are read as hiragana, and wide letters as narrow ones.
  const plain = (text) =>
    text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
      .replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
  const index = towns.map(([name, kana, pref, file]) => ({ name, pref, file, keys: [plain(name), plain(kana), plain(pref + name)] }));

  const rank = (town, sought) => Math.min(...town.keys.map((key) => {
    const at = key.indexOf(sought);
    return at < 0 ? 9 : Math.min(at, 1);
  }));

  const show = () => {
    const sought = plain(field.value);
    const found = sought
      ? index.map((town) => [rank(town, sought), town]).filter(([n]) => n < 9).sort((a, b) => a[0] - b[0])
      : [];
    list.replaceChildren(...found.slice(0, MAX_SHOWN).map(([, town]) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = `sites/${encodeURIComponent(town.file)}.html`;
      link.textContent = town.name;
      const pref = document.createElement('span');
      pref.className = 'pref';
      pref.textContent = town.pref;
      for (const element of [link, pref]) {
        if (document.documentElement.lang !== 'ja') element.lang = 'ja';
      }
      item.append(link, ' ', pref);
      return item;
    }));
    status.textContent = !sought ? '' : found.length ? words.found.replace('#', found.length.toLocaleString()) : words.none;
  };
  field.addEventListener('input', show);
  // Enter opens the best match, as no form is sent.
  field.addEventListener('keydown', (event) => {
    const first = list.querySelector('a');
    if (event.key === 'Enter' && !event.isComposing && first) first.click();
  });
})();
