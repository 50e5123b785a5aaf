// In the world of a page or a worker, before its scripts: an end to what it may say to its console.
//
// All of it is carried to the browser, which is other pages' as well: one that wrote without end would
// keep it busy. After so many messages, long ones counted several times, a page writes to nobody.
() => {
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
  globalThis.reportError = carried(globalThis.reportError);
  // What nobody catches is written there as well, unless whoever hears of it says that it is dealt with.
  for (const kind of ['error', 'unhandledrejection']) {
    addEventListener(kind, (event) => {
      left -= 1;
      if (left <= 0) event.preventDefault();
    });
  }
}
