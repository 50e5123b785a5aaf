/**
 * Every visible link: its accessible name, its address, its target and the text around it.
 *
 * Links are also those of drawings, and what has the role of a link; `role` is the role that one
 * asks for. `repeats` says that it leads to where the link right before it led. `within` tells of
 * links within the page whether the place is "there" or "gone"; "nowhere" has no address at all.
 * `row` holds the headers of the table's row that a link stands in.
 */
import {bounded, MOST, plain, remembered} from './_values.js';
import {
  around, attributeOf, beginning, closest, contains, find, findIn, getter, isVisible, langOf,
  located, method, nameOf, parentOf, placeNamed,
} from './_dom.js';

const SHORT = 20, ITEM = 'li, td, [role="listitem"], article';
const XLINK = 'http://www.w3.org/1999/xlink';
const between = (one, other) => {
  const range = method(Document, 'createRange')(document);
  range.setStartAfter(one);
  range.setEndBefore(other);
  return range.toString().trim();
};
const hrefOf = remembered((link) => {
  const address = led(link);
  if (address === null) return '';
  try { return new URL(address, getter(Node, 'baseURI')(document)).href; }
  catch { return address; }
});
const follows = (link, before) =>
  Boolean(before && hrefOf(link)) && hrefOf(link) === hrefOf(before) && !contains(before, link) &&
  parentOf(link) === parentOf(before) && between(before, link) === '';

// Of a link in a table: the headers of its row.
function rowOf(link) {
  const cell = closest(link, 'td, [role="cell"], [role="gridcell"]');
  const row = cell && closest(cell, 'tr, [role="row"]');
  const heads = row ? findIn(row, 'th, [role="rowheader"]').filter((e) => e !== cell) : [];
  const words = plain(heads.map((e) => beginning(e)).join(' ')).slice(0, 100);
  return words ? {row: words} : {};
}

// Of a short link alone in its block: the words of the list item or cell that holds the block, as
// those of a card or of an item with a list of files.
function itemOf(link) {
  const alone = around(link);
  if (!alone || alone.length > SHORT || alone !== nameOf(link)) return {};
  let holder = parentOf(link);
  for (let depth = 0; depth < 3 && holder; depth += 1) {
    holder = closest(holder, ITEM);
    const words = holder ? beginning(holder) : '';
    if (words && words !== alone) return {item: words};
    holder = holder && parentOf(holder);
  }
  return {};
}

// Of links within the page: "there", "gone" if nothing has that name, "nowhere" if none is named.
// What begins with a slash or an exclamation mark is an address that a script reads.
function withinOf(link) {
  const address = (attributeOf(link, 'href') ?? '').trim();
  if (attributeOf(link, 'href') === null) return '';
  if (/^(#|javascript:\s*(void\b.*|;*|return false;?))$/i.test(address)) return 'nowhere';
  const hash = /^#([^/!].*)$/.exec(address);
  if (!hash) return '';
  return placeNamed(hash[1]) || hash[1].toLowerCase() === 'top' || hash[1].startsWith(':~:') ? 'there' : 'gone';
}

// Where a link leads: by its address, or by the script that stands on it.
function led(link) {
  const address = attributeOf(link, 'href') ?? method(Element, 'getAttributeNS')(link, XLINK, 'href');
  if (address !== null) return address;
  const script = attributeOf(link, 'onclick') || '';
  const told = /(?:location(?:\.href)?\s*\+?=|(?:open|assign|replace)\()\s*['"]([^'"]+)['"]/.exec(script);
  return told ? told[1] : null;
}

/** @returns {Facts.Links} Up to 2,000 `items`, and whether there were more (`capped`). */
export default function gatherLinks() {
  const links = find('a[href], area[href], [role="link"], svg a').filter((link) =>
    isVisible(link) && (led(link) !== null || attributeOf(link, 'role') === 'link'));
  return bounded(links.slice(0, MOST + 1).map((link, at) => ({
    ...located(link),
    name: nameOf(link) || plain(attributeOf(link, 'alt')),
    href: hrefOf(link).slice(0, 500), target: attributeOf(link, 'target') || '',
    lang: langOf(link), around: around(link), role: plain(attributeOf(link, 'role')) || 'link',
    repeats: follows(link, links[at - 1]), within: withinOf(link), ...itemOf(link), ...rowOf(link),
  })));

}
