/**
 * The ways past what every page repeats, and the ways to other pages of the site.
 *
 * `skips` are the first links within the page and how many links they pass; `before` counts the links
 * before the first longer text; `search` and `site_map` say whether there is one or a link to one.
 */
import {plain} from './_values.js';
import {
  attributeOf, body, childrenOf, closest, find, findIn, getter, isShown, isVisible, located, nameOf,
  placeNamed, textOf,
} from './_dom.js';

const SEARCH = /検索|search|recherche|suche|buscar|pesquisa/i;
const MAP = /サイト\s*マップ|サイトの?地図|site\s*(map|index)|a\s*[-–~〜から to]+\s*z|索引|五十音|50音|ページ一覧|全ページ|plan du site/i;
const AWAY = /^(https?:)?\/\//i;
const hrefOf = (link) => (attributeOf(link, 'href') || '').trim();
const nameless = (element) => plain(attributeOf(element, 'alt')) || plain(attributeOf(element, 'value'));
const isHere = (href) => {
  if (!href || /^(#|javascript:|mailto:|tel:)/i.test(href)) return false;
  if (!AWAY.test(href)) return true;
  try { return new URL(href, getter(Node, 'baseURI')(document)).host === location.host; }
  catch { return false; }
};
// Hidden until it has the focus is how many skip links are made; taken out of the page is not.
const isReachable = (link) => isShown(link) && attributeOf(link, 'tabindex') !== '-1';

const wordsOf = (field) => [attributeOf(field, 'name'), attributeOf(field, 'id'),
  attributeOf(field, 'placeholder'), attributeOf(field, 'aria-label'), attributeOf(field, 'title'),
  attributeOf(field, 'class')].filter(Boolean).join(' ');
const isSearch = (form) => SEARCH.test(attributeOf(form, 'action') || '') ||
  SEARCH.test(attributeOf(form, 'class') || '') || SEARCH.test(attributeOf(form, 'id') || '') ||
  findIn(form, 'input, button, img').some((e) =>
    SEARCH.test(wordsOf(e) + ' ' + nameless(e) + ' ' + textOf(e)));
const linkName = (link) => plain(textOf(link)) || plain(attributeOf(link, 'aria-label')) ||
  findIn(link, 'img').map(nameless).join(' ');
const isContent = (element) => {
  let length = 0;
  for (const node of childrenOf(element)) {
    if (node.nodeType === 3) length += node.data.trim().length;
  }
  return length >= 40 && isVisible(element) &&
    !closest(element, 'nav, header, footer, a, button, [role="navigation"], [role="banner"]');
};
const precedes = (one, other) => Boolean(one.compareDocumentPosition(other) & 4);
const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role="heading"]';

/** @returns {Facts.BypassLinks} Skip links, search, site map, menus, and what the content begins with. */
export default function gatherBypassLinks() {
  const links = find('a[href]').slice(0, 5000);
  const skips = links.filter((link) => hrefOf(link).length > 1 && hrefOf(link)[0] === '#')
    .slice(0, 8).filter(isReachable).map((link) => {
      const target = placeNamed(hrefOf(link).slice(1));
      return {
        ...located(link), name: nameOf(link).slice(0, 100),
        target: Boolean(target),
        past: Boolean(target) && links.filter((other) =>
          link.compareDocumentPosition(other) & 4 && other.compareDocumentPosition(target) & 4).length,
      };
    });

  const search = find('search, [role="search"], input[type="search"]').length > 0 ||
    find('form').some(isSearch) ||
    find('[class*="gcse"], [class*="gsc-"], [id*="search" i] input').length > 0;
  const named = (pattern) => links.some((link) => pattern.test(linkName(link).slice(0, 60)));

  // The first longer text after which the content has begun, and the links before it.
  const texts = find('p, li, dd, td, div, section').slice(0, 4000);
  const content = texts.find(isContent);
  const before = content ? links.filter((link) => precedes(link, content) && isVisible(link)).length : 0;
  const headings = find(HEADINGS).filter(isVisible);
  const main = find('main, [role="main"]').filter(isVisible);
  const text = plain(textOf(body)).length;
  return {
    here: new Set(links.map(hrefOf).filter(isHere)).size, search: search || named(SEARCH),
    site_map: named(MAP), skips, before,
    navs: find('nav, [role="navigation"]').filter(isShown).length,
    content: content ? located(content) : null,
    main: main.length, hidden_main: find('main, [role="main"]').length > 0 && !main.length,
    // A heading in the content: not within the site's own frame, with text of the page after it.
    headings: headings.filter((heading) =>
      !closest(heading, 'header, nav, footer, aside, [role="banner"], [role="navigation"], [role="contentinfo"]')).length,
    text,
  };
}
