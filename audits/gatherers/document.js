/**
 * What the document says of itself, and in which scripts it is written.
 *
 * `letters` counts visible letters by script where the language of `<html>` is in force: parts that
 * carry a lang attribute of their own are left out. `titles` has every title element's text, of which
 * the first is the page's title. `outdated` are elements that HTML has given up and that only shape.
 */
import {decoded, HEADINGS, MOST, plain, remembered, SILENT} from './_values.js';
import {
  attributeOf, closest, find, getter, isVisible, located, nameOf, parentOf, root, selector, tagOf,
  textNodes, textOf,
} from './_dom.js';

/** @returns {Facts.Document} Language, title, address, letters by script, headings, landmarks and outdated elements. */
export default function gatherDocument() {
  const SCRIPTS = {
    kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, han: /\p{Script=Han}/gu,
    latin: /\p{Script=Latin}/gu, hangul: /\p{Script=Hangul}/gu, cyrillic: /\p{Script=Cyrillic}/gu,
    thai: /\p{Script=Thai}/gu, arabic: /\p{Script=Arabic}/gu, letters: /\p{L}/gu,
  };
  const UNCOUNTED = `${SILENT}, textarea, code, pre`;
  const counted = remembered((element) =>
    isVisible(element) && !closest(element, UNCOUNTED) &&
    [root, null].includes(closest(element, '[lang]')));
  const ownText = () => {
    const parts = [];
    let length = 0;
    for (const node of textNodes()) {
      if (length >= 100000) break;
      if (!node.data.trim() || !parentOf(node) || !counted(parentOf(node))) continue;
      parts.push(node.data);
      length += node.data.length;
    }
    return parts.join('\n');
  };
  const text = ownText();
  const letters = /** @type {Facts.LetterCounts} */ ({});
  for (const [script, pattern] of Object.entries(SCRIPTS)) {
    letters[script] = (text.match(pattern) || []).length;
  }

  const LANDMARKS = 'main, nav, header, footer, aside, search, [role=main], [role=navigation], ' +
    '[role=banner], [role=contentinfo], [role=complementary], [role=search], [role=region]';
  const level = (heading) =>
    Number(attributeOf(heading, 'aria-level') || tagOf(heading).slice(1)) || 2;
  const viewport = find('meta[name="viewport" i]')[0];
  return {
    url: location.href,
    file: decoded(location.pathname.split('/').pop()),
    lang: (attributeOf(root, 'lang') || attributeOf(root, 'xml:lang') || '').trim(),
    title: plain(getter(Document, 'title')(document)),
    titles: find('title').filter((e) => !closest(e, 'svg')).slice(0, 20).map((e) => plain(textOf(e))),
    charset: getter(Document, 'characterSet')(document),
    viewport: viewport ? plain(attributeOf(viewport, 'content')) : null,
    letters,
    headings: find(HEADINGS).filter(isVisible).slice(0, MOST).map((heading) => ({
      selector: selector(heading), level: level(heading), text: nameOf(heading).slice(0, 200),
    })),
    outdated: find('center, font, big, strike, tt, nobr, basefont').slice(0, 300).map((element) => ({
      ...located(element), tag: tagOf(element),
    })),
    landmarks: find(LANDMARKS).filter(isVisible).slice(0, MOST).map((part) => ({
      selector: selector(part), role: attributeOf(part, 'role') || tagOf(part),
      label: plain(attributeOf(part, 'aria-label')),
    })),
  };
}
