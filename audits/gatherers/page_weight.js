import {find, located} from './_dom.js';

// What was loaded for the page, as the browser's own record of it tells.
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
