/**
 * The frames of the page: what they are called, where they lead, and what can be seen in them.
 *
 * Frames in frames are told of as well. A document of another origin is not looked into: its `inside`
 * is nothing.
 */
import {plain} from './_values.js';
import {
  attributeOf, boxOf, closest, getter, isShown, method, selector, snippet, tagOf, textOf,
} from './_dom.js';

/** @returns {Facts.Iframes} Up to 100 `items`, and whether there were more (`capped`). */
export default function gatherIframes() {
  const FRAMES = 100;
  const DEEP = 3;
  const WORDS = 2000;
  /** @returns {{prototype: {contentDocument: Document | null}}} */
  const kindOf = (frame) => tagOf(frame) === 'frame' ? HTMLFrameElement : HTMLIFrameElement;
  const insideOf = (frame) => {
    try { return getter(kindOf(frame), 'contentDocument')(frame); } catch { return null; }
  };
  const told = (inside) => {
    const held = getter(Document, 'body')(inside);
    const heading = method(Document, 'querySelector')(inside, 'h1, h2');
    return {
      url: getter(Document, 'URL')(inside).slice(0, 500),
      title: plain(getter(Document, 'title')(inside)),
      heading: heading ? plain(textOf(heading)).slice(0, 200) : '',
      words: held ? plain(textOf(held)).slice(0, WORDS) : '',
      images: [...method(Document, 'querySelectorAll')(inside, 'img[src]')].slice(0, 20)
        .map((image) => attributeOf(image, 'src').slice(0, 200)),
    };
  };
  const addressOf = (frame) => {
    try { return new URL(attributeOf(frame, 'src'), getter(Node, 'baseURI')(frame)).href.slice(0, 500); }
    catch { return ''; }
  };
  const labelIn = (frame, holder) => {
    const ids = (attributeOf(frame, 'aria-labelledby') || '').split(/\s+/).filter(Boolean);
    const labels = ids.map((id) => method(Document, 'querySelector')(holder, '#' + CSS.escape(id)));
    return plain(labels.filter(Boolean).map(textOf).join(' ')) ||
      plain(attributeOf(frame, 'aria-label')) || plain(attributeOf(frame, 'title'));
  };
  const items = [];
  const look = (holder, outer, depth) => {
    for (const frame of method(Document, 'querySelectorAll')(holder, 'iframe, frame')) {
      if (items.length > FRAMES) return;
      if (!isShown(frame) || closest(frame, '[aria-hidden="true"]')) continue;
      const box = boxOf(frame);
      const inside = insideOf(frame);
      items.push({
        selector: outer || selector(frame), html: snippet(frame), nested: Boolean(outer),
        name: labelIn(frame, holder), title: attributeOf(frame, 'title'), src: addressOf(frame),
        width: Math.round(box.width), height: Math.round(box.height),
        inside: inside ? told(inside) : null,
      });
      if (inside && depth < DEEP) look(inside, outer || selector(frame), depth + 1);
    }
  };
  look(document, '', 1);
  return {items: items.slice(0, FRAMES), capped: items.length > FRAMES};
}
