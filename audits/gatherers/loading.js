import {located} from './_dom.js';

// What had to arrive before the largest paint, how far parts were pushed about, how long the page
// was deaf.
export default function gatherLoading() {
  /** @returns {any[]} */
  const records = (type) => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({type, buffered: true});
    const found = observer.takeRecords();
    observer.disconnect();
    return found;
  };
  const told = (element) => element && element.nodeType === 1 && element.isConnected
    ? [{...located(element)}] : [];
  const first = records('paint').find((entry) => entry.name === 'first-contentful-paint');
  const largest = records('largest-contentful-paint').pop();

  // On a busy machine Chromium may take the size that we gave the window for an input, and then
  // tells of no largest paint: what is needed for any paint is known all the same.
  // The document, what its drawing waited for, and the picture if it is one; what keeps its size to
  // itself counts nothing. Two trips for a line and the document, one for each of the others.
  const [page] = /** @type {any[]} */ (performance.getEntriesByType('navigation'));
  const loaded = /** @type {any[]} */ (performance.getEntriesByType('resource'));
  const holding = loaded.filter((entry) => entry.renderBlockingStatus === 'blocking');
  const picture = largest && largest.url ? loaded.filter((entry) => entry.name === largest.url).slice(0, 1) : [];
  const needed = [...(page ? [page] : []), ...new Set([...holding, ...picture])];

  // The worst session of shifts: none more than a second after the one before, five seconds in all.
  // `hadRecentInput` is not asked: nobody has touched the page yet, and Chromium takes the size that
  // we gave the window for an input. A shift that comes with the first paint is seen by nobody, and
  // whether there is one is chance.
  const UNSEEN = 250;
  /** @type {{value: number, shifts: any[], began?: number, last?: number}} */
  let session = {value: 0, shifts: []};
  let worst = session;
  for (const shift of records('layout-shift')) {
    if (!first || shift.startTime < first.startTime + UNSEEN) continue;
    const goesOn = shift.startTime - session.last < 1000 && shift.startTime - session.began < 5000;
    if (!goesOn) session = {value: 0, began: shift.startTime, shifts: []};
    session.last = shift.startTime;
    session.value += shift.value;
    session.shifts.push(shift);
    if (session.value > worst.value) worst = session;
  }
  const [most] = [...worst.shifts].sort((a, b) => b.value - a.value);

  // What each task takes beyond 50 ms, from when there is something to press.
  const blocked = records('longtask').reduce((sum, task) => {
    const began = Math.max(task.startTime, first ? first.startTime : Infinity);
    return sum + Math.max(0, task.startTime + task.duration - began - 50);
  }, 0);
  return {
    painted: Boolean(first),
    bytes: needed.reduce((sum, entry) => sum + (entry.encodedBodySize || 0), 0),
    trips: 2 + Number(holding.length > 0) + picture.length,
    largest: largest ? told(largest.element) : [],
    shift: worst.value, pushed: most ? most.sources.slice(0, 5).flatMap((each) => told(each.node)) : [],
    blocked: blocked / 1000,
  };
}
