// axe's frames speak to each other by messages, which every script of a window hears. We hear them
// first, as we listen before any script of the page does, and nobody after us hears those that bear
// our name, which no page can know.
globalThis.addEventListener = (type, listener, ...given) => {
  const listen = EventTarget.prototype.addEventListener;
  if (type !== 'message') return listen.call(window, type, listener, ...given);
  return listen.call(window, type, (event) => {
    if (typeof event.data !== 'string' || !event.data.slice(0, 400).includes('"source":"NAME.')) return;
    event.stopImmediatePropagation();
    listener(event);
  }, true);
};
