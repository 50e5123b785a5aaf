import {
  attributeOf, body, closest, decoded, find, getter, isVisible, method, MOST, nameOf, parentOf,
  plain, remembered, root, selector, snippet, tagOf, textOf,
} from './_dom.js';

// The document's own particulars, and how many letters of which script its own language covers.
export default function gatherDocument() {
  const SCRIPTS = {
    kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, han: /\p{Script=Han}/gu,
    latin: /\p{Script=Latin}/gu, hangul: /\p{Script=Hangul}/gu, cyrillic: /\p{Script=Cyrillic}/gu,
    thai: /\p{Script=Thai}/gu, arabic: /\p{Script=Arabic}/gu, letters: /\p{L}/gu,
  };
  const SILENT = 'script, style, noscript, template, textarea, code, pre';
  const counted = remembered((element) =>
    isVisible(element) && !closest(element, SILENT) &&
    [root, null].includes(closest(element, '[lang]')));
  const ownText = () => {
    const walker = method(Document, 'createTreeWalker')(document, body, NodeFilter.SHOW_TEXT);
    const parts = [];
    let length = 0;
    while (walker.nextNode() && length < 100000) {
      const text = walker.currentNode.data;
      if (text.trim() && parentOf(walker.currentNode) && counted(parentOf(walker.currentNode))) {
        parts.push(text);
        length += text.length;
      }
    }
    return parts.join('\n');
  };
  const text = ownText();
  const letters = {};
  for (const [script, pattern] of Object.entries(SCRIPTS)) {
    letters[script] = (text.match(pattern) || []).length;
  }

  const LANDMARKS = 'main, nav, header, footer, aside, search, [role=main], [role=navigation], ' +
    '[role=banner], [role=contentinfo], [role=complementary], [role=search], [role=region]';
  const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role=heading]';
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
      selector: selector(element), html: snippet(element), tag: tagOf(element),
    })),
    landmarks: find(LANDMARKS).filter(isVisible).slice(0, MOST).map((part) => ({
      selector: selector(part), role: attributeOf(part, 'role') || tagOf(part),
      label: plain(attributeOf(part, 'aria-label')),
    })),
  };
}
