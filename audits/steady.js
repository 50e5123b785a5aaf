// In the page's own world, before its scripts: the moment and the chances that every page meets.
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

  let state = 0x6d696e6e;
  Math.random = () => {  // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
