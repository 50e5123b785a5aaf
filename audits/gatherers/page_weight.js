/**
 * What the page loaded: how many things, how heavy as far as told, and which scripts.
 */
import {find, located} from './_dom.js';

/** @returns {Facts.PageWeight} `requests` and `bytes` (of the packed bodies, cached or not); `opaque` ones tell no size. */
export default function gatherPageWeight() {
  // How much of a recording comes before it is played is chance, and all of it if it came before.
  const loaded = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType('resource'))
    .filter((entry) => !['audio', 'video'].includes(entry.initiatorType));
  const [page] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  const size = (entry) => entry.encodedBodySize || 0;
  return {
    requests: loaded.length + 1,
    bytes: loaded.reduce((sum, entry) => sum + size(entry), page ? size(page) : 0),
    opaque: loaded.filter((entry) => !size(entry)).length,
    capped: loaded.length >= 250,  // a browser keeps no more, unless the page asks it to
    scripts: find('script[src]').slice(0, 200).map((script) => ({
      ...located(script), src: script.src.split(/[?#]/)[0].slice(0, 200),
    })),
  };
}
