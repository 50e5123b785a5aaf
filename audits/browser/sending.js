// In the page's own world, before its scripts: what is said over an open WebSocket is not sent.
//
// The browser asks nobody about it, and within TLS no proxy sees it.
() => {
  const { CONNECTING } = WebSocket;
  WebSocket.prototype.send = new Proxy(WebSocket.prototype.send, {
    apply: (send, socket, given) => {
      if (!(socket instanceof WebSocket) || socket.readyState === CONNECTING || !given.length) {
        return Reflect.apply(send, socket, given);  // which throws, and sends nothing
      }
    },
  });
}
