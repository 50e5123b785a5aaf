/**
 * The ways that a page offers to other pages: its menus in their order, search, other languages.
 *
 * Menus are told with their closed parts, as a menu that opens is a way too; what stands in the main
 * content is left to the look at links. Site checks compare these facts from page to page.
 */
import {plain, remembered} from './_values.js';
import {
  attributeOf, body, closest, contains, find, findIn, getter, isShown, located, matches, nameOf,
  parentOf, tagOf, textOf,
} from './_dom.js';

const LINKS = 1000, BUTTONS = 100, NAME = 100, ADDRESS = 300;
const CONTENT = 'main, [role="main"], article, [role="article"]';
const MENU = 'ul, ol, menu, dl, nav, [role="navigation"], [role="menu"], header, footer, form, ' +
  'p, table, div, section';
/** @type {[string, string, RegExp][]} */
const PARTS = [
  ['main', CONTENT, /^(?:main|contents?|article)$/],
  ['header', 'header, [role="banner"]', /^(?:(?:site|page|global|g)[-_]?)?(?:header|masthead)$/],
  ['footer', 'footer, [role="contentinfo"]', /^(?:(?:site|page|global|g)[-_]?)?footer$/],
  ['aside', 'aside, [role="complementary"]', /^(?:side|sidebar|(?:left|right)[-_]?menu)$/],
  ['nav', 'nav, [role="navigation"]', /^(?:(?:site|global|g|local|main)[-_]?)?(?:navi?|navigation|menu)$/],
];
const wordsOf = (element) =>
  `${attributeOf(element, 'id') || ''} ${attributeOf(element, 'class') || ''}`
    .toLowerCase().split(/\s+/).filter(Boolean);
const ownPart = (element) => {
  const words = wordsOf(element);
  const found = PARTS.find(([, marks, word]) =>
    matches(element, marks) || words.some((w) => word.test(w)));
  return found ? found[0] : '';
};
// The part of the page: the nearest one, where nav says least and gives way to what it stands in.
const partOf = remembered((element) => {
  if (!element || element === body) return '';
  const own = ownPart(element);
  const outer = own && own !== 'nav' ? '' : partOf(parentOf(element));
  return own && own !== 'nav' ? own : outer || own;
});
const addressOf = (link) => {
  try {
    return new URL(attributeOf(link, 'href'), getter(Node, 'baseURI')(document)).href.slice(0, ADDRESS);
  } catch { return ''; }
};
// What is closed has no name for a screen reader yet; its letters tell what it will be called.
const spoken = (element) => {
  const images = findIn(element, 'img[alt]').slice(0, 5).map((e) => attributeOf(e, 'alt'));
  return (nameOf(element) || plain(attributeOf(element, 'aria-label')) ||
    plain([textOf(element), ...images].join(' ')) || plain(attributeOf(element, 'alt')) ||
    plain(attributeOf(element, 'value'))).slice(0, NAME);
};
const told = (element) => ({
  ...located(element), part: partOf(element),
});

const SEARCH = /search|kensaku|検索|さがす/i;
const FIELD = 'input:not([type]), input[type="text" i], input[type="search" i], [role="searchbox"]';
const about = (element) => ['id', 'class', 'name', 'action', 'role', 'aria-label', 'value', 'alt',
  'placeholder', 'title'].map((name) => attributeOf(element, name) || '').join(' ');
const isSearch = (form) => findIn(form, FIELD).length > 0 && SEARCH.test(
  [form, ...findIn(form, 'input, button').slice(0, 20)].map((e) => about(e) + ' ' +
    (tagOf(e) === 'form' ? '' : textOf(e))).join(' '));
const sender = (form) =>
  findIn(form, 'button:not([type="button" i]), input[type="submit" i], input[type="image" i]')[0];

/**
 * @returns {Facts.Navigation} `menus` with their `links`, `searches`, `buttons`, and `languages` that the head names.
 *
 * `part` says where something stands: header, footer, aside, nav, or nothing where none is marked.
 */
export default function gatherNavigation() {
  const menus = new Map();
  const links = find('a[href], area[href]');
  for (const link of links.slice(0, LINKS)) {
    if (partOf(link) === 'main' || closest(link, '[aria-hidden="true"]')) continue;
    const holder = parentOf(link) ? closest(parentOf(link), MENU) || body : body;
    if (!menus.has(holder)) menus.set(holder, []);
    menus.get(holder).push({name: spoken(link), href: addressOf(link), shown: isShown(link)});
  }

  const forms = find('form, [role="search"], search').slice(0, 50).filter(isSearch);
  const fields = find('input[type="search" i], [role="searchbox"], .gcse-search, .gcse-searchbox, ' +
    '.gsc-search-box').filter((field) => !forms.some((form) => contains(form, field)));
  const searches = [...forms, ...fields].slice(0, 20).map((search) => {
    const button = sender(search);
    return {...told(search), shown: isShown(search), button: button ? spoken(button) : ''};
  });

  const buttons = find('button, [role="button"], input[type="button" i], summary')
    .filter((button) => partOf(button) !== 'main').slice(0, BUTTONS);
  const choices = find('select').filter((select) => partOf(select) !== 'main').slice(0, 10);
  return {
    menus: [...menus].map(([holder, items]) => ({
      ...told(holder), nav: Boolean(closest(holder, 'nav, [role="navigation"]')), links: items,
    })),
    capped: links.length > LINKS,
    searches,
    buttons: buttons.map((button) => ({...told(button), name: spoken(button)})),
    choices: choices.map((select) => ({
      ...told(select), names: findIn(select, 'option').slice(0, 30).map((e) => plain(textOf(e))),
    })),
    languages: find('link[rel~="alternate" i][hreflang]').slice(0, 50)
      .map((link) => attributeOf(link, 'hreflang').trim().toLowerCase().slice(0, 20)),
    widgets: find('#google_translate_element, .goog-te-gadget, .goog-te-combo, ' +
      'script[src*="translate.google."], script[src*="j.wovn.io"]').slice(0, 5).map(told),
  };
}
