// In the page's own world, before its scripts: the moment and the chances that every page meets, and
// an end to what it may say to its console.
//
// The clock begins at the survey's moment and goes on at its own pace, so that pages that wait by it
// come to an end; chance is drawn from a seed, so that what a page picks it picks again.
(moment) => {
  const Real = Date;
  const late = Real.now() - moment;
  const now = () => Math.round(Real.now() - late);
  window.Date = new Proxy(Real, {
    apply: () => new Real(now()).toString(),
    construct: (_, given, kind) => Reflect.construct(Real, given.length ? given : [now()], kind),
    get: (_, name) => name === 'now' ? now : Real[name],
  });
  Real.prototype.constructor = Date;

  // All that a page writes to its console is carried to the driver, which is everybody's: a page that
  // writes without end would have all others wait. After so many messages, long ones counted several
  // times, it writes to nobody.
  let left = 1000;
  const carried = (write) => new Proxy(write, {apply: (write, self, given) => {
    left -= 1;
    for (const each of given) if (typeof each === 'string') left -= each.length / 1000;
    return left > 0 ? Reflect.apply(write, self, given) : undefined;
  }});
  for (const name of ['assert', 'count', 'countReset', 'debug', 'dir', 'dirxml', 'error', 'group',
    'groupCollapsed', 'info', 'log', 'table', 'timeEnd', 'timeLog', 'trace', 'warn']) {
    console[name] = carried(console[name]);
  }
  window.reportError = carried(window.reportError);

  let state = 0x6d696e6e;
  Math.random = () => {  // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
