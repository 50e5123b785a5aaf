import {plain, remembered, TEXT} from './_values.js';
import {
  attributeOf, body, boxOf, childrenOf, closest, find, findIn, getter, isShown, isVisible,
  labelledBy, langOf, located, method, nameOf, nextNodeOf, parentOf, previousNodeOf, tagOf,
  textBoxOf, textOf,
} from './_dom.js';

// Every audio and video, what is known of its sound and length, and what stands beside it.

const CAPTIONS = 2;  // files of one recording that are read
const PLAYERS = /(^|\.)(youtube(-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|nicovideo\.jp)$/;
const of = (name) => getter(HTMLMediaElement, name);
const [durationOf, mutedOf, volumeOf, sourceOf, readyOf, textTracksOf] =
  ['duration', 'muted', 'volume', 'currentSrc', 'readyState', 'textTracks'].map(of);
const number = (value) => Number.isFinite(value) ? Math.round(value * 10) / 10 : null;
const addressOf = (element) => {
  const source = attributeOf(element, 'src') ||
    findIn(element, 'source[src]').map((e) => attributeOf(e, 'src'))[0] || '';
  return (sourceOf(element) || source).slice(0, 500);
};

// Sound is known of an audio, and of a video whose beginning has been read.
const tracksOf = (element) => {
  try { return method(HTMLMediaElement, /** @type {any} */ ('captureStream'))(element); } catch { return null; }
};
const soundOf = (element) => {
  if (tagOf(element) === 'audio') return true;
  // The decoder has read the beginning: of sound some thousand bytes, of silence a few dozen.
  const heard = element.webkitAudioDecodedByteCount;
  if (heard > 0) return heard >= 100;
  const stream = readyOf(element) >= 2 && tracksOf(element);
  return stream && stream.getVideoTracks().length ? stream.getAudioTracks().length > 0 : null;
};

// Text that is drawn, or that a visitor can open.
const opened = remembered((element) => {
  const holder = closest(element, '[id]');
  const id = holder && attributeOf(holder, 'id');
  return Boolean(id) && find(`[aria-controls~="${CSS.escape(id)}"]`).some(isShown);
});
const isOff = (node) => {
  const box = textBoxOf(node);
  return box.right + scrollX < 0 || box.bottom + scrollY < 0;
};
const saidBy = (node) => {
  if (node.nodeType === 3) return node.data.trim() && !isOff(node) ? node.data : '';
  if (node.nodeType !== 1 || closest(node, 'script, style, noscript, audio, video, iframe')) return '';
  if (closest(node, '[aria-hidden="true"]')) return '';
  if (closest(node, 'details') && !closest(node, 'summary')) return textOf(node);
  if (!isShown(node) && !opened(node)) return '';
  return childrenOf(node).length ? [...childrenOf(node)].map(saidBy).join(' ') : '';
};
const isHeading = (node) => node.nodeType === 1 && /^h[1-6]$/.test(tagOf(node));
const beside = (element) => {
  const texts = [];
  const links = [];
  let naming = '';
  let node = element;
  for (let level = 0; level < 4 && node && node !== body; level += 1) {
    const walk = (from, step, most) => {
      for (let next = step(from), seen = 0; next && seen < most; next = step(next)) {
        if (next.nodeType === 1 && findIn(next, 'audio, video').length) break;
        if (isHeading(next)) {
          if (step === previousNodeOf && !naming) naming = plain(saidBy(next));
          break;
        }
        const text = plain(saidBy(next));
        if (!text && next.nodeType !== 1) continue;
        if (text) { texts.push(text); seen += 1; }
        if (next.nodeType === 1) {
          const anchors = tagOf(next) === 'a' ? [next] : findIn(next, 'a[href]').slice(0, 5);
          links.push(...anchors.filter(isShown));
        }
      }
    };
    walk(node, previousNodeOf, 3);
    walk(node, nextNodeOf, 4);
    node = parentOf(node);
    if (node && ['main', 'article', 'section', 'td', 'li'].includes(tagOf(node))) break;
  }
  return {
    naming, text: texts.join('\n').slice(0, TEXT),
    links: links.slice(0, 10).map((link) => nameOf(link).slice(0, 100)),
  };
};

const ownName = (element) => {
  const figure = closest(element, 'figure');
  const caption = figure && findIn(figure, 'figcaption')[0];
  return plain(attributeOf(element, 'aria-label')) || labelledBy(element) ||
    plain(attributeOf(element, 'title')) || (caption ? plain(textOf(caption)) : '');
};
// Recordings that are embedded by other means play in a viewer of the browser's, with controls.
const KINDS = {
  audio: /\.(mp3|m4a|wav|ogg|oga|wma|mid|midi|aac|flac)([?#]|$)/i,
  video: /\.(mp4|m4v|webm|ogv|mov|wmv|avi|mpe?g|flv|asf)([?#]|$)/i,
};
const kindOf = (element) => {
  const type = attributeOf(element, 'type') || '';
  const address = attributeOf(element, 'src') || attributeOf(element, 'data') || '';
  return ['audio', 'video'].find((kind) => type.startsWith(kind + '/') || KINDS[kind].test(address));
};
const hostOf = (frame) => {
  try { return new URL(attributeOf(frame, 'src'), getter(Node, 'baseURI')(document)).hostname; }
  catch { return ''; }
};

export default function gatherMedia() {
  const found = find('audio, video');
  const stops = found.length ? find('button, [role="button"], input[type="button"], a[href^="#"], a[href^="javascript"]')
    .filter(isVisible).map((e) => nameOf(e) || plain(attributeOf(e, 'value'))).filter(Boolean) : [];
  const items = found.slice(0, 100).map((element) => ({
    ...located(element), tag: tagOf(element),
    address: addressOf(element), shown: isVisible(element) && boxOf(element).width > 1,
    controls: attributeOf(element, 'controls') !== null,
    autoplay: attributeOf(element, 'autoplay') !== null,
    loop: attributeOf(element, 'loop') !== null,
    muted: attributeOf(element, 'muted') !== null || mutedOf(element) || volumeOf(element) === 0,
    duration: number(durationOf(element)),
    endless: durationOf(element) === Infinity, sound: soundOf(element),
    tracks: [...new Set([...findIn(element, 'track').map((e) => attributeOf(e, 'kind') || 'subtitles'),
      ...[...textTracksOf(element)].map((track) => track.kind)])],
    captions: findIn(element, 'track[src]').filter((e) => /^(?:captions|subtitles)$/i.test(attributeOf(e, 'kind') || 'subtitles'))
      .slice(0, CAPTIONS).map((e) => ({address: getter(HTMLTrackElement, 'src')(e).slice(0, 500)})),
    name: ownName(element), lang: langOf(element), ...beside(element),
  }));
  const embedded = find('embed, object').slice(0, 200).filter((e) =>
    kindOf(e) && !(tagOf(e) === 'embed' && closest(e, 'object, audio, video'))).slice(0, 50)
    .map((element) => ({
      ...located(element), tag: kindOf(element),
      address: (attributeOf(element, 'src') || attributeOf(element, 'data') || '').slice(0, 500),
      shown: isVisible(element) && boxOf(element).width > 1, controls: true, autoplay: false,
      loop: false, muted: false, duration: null, endless: false,
      sound: kindOf(element) === 'audio' ? true : null, tracks: [],
      name: ownName(element), lang: langOf(element), ...beside(element),
    }));
  const players = find('iframe[src]').slice(0, 200)
    .filter((frame) => isShown(frame) && PLAYERS.test(hostOf(frame))).slice(0, 50)
    .map((frame) => ({...located(frame)}));
  const more = found.length > 100 || embedded.length === 50 || players.length === 50;
  return {items: [...items, ...embedded], players, stops: stops.slice(0, 100), ...(more ? {capped: true} : {})};
}
