// In the driver, before its own code: all that browsers tell it passes here first.
//
// Workers are paused as they begin; what bounds a page's console (console.js) is run in them then.
//
// The driver is everybody's, and whatever a page can do without end is told of by an event: a page
// that does so would have all others wait for theirs. So nobody is told what pages write to their
// consoles and which errors nobody catches; each page may cause so many events of all other kinds, and
// a page that causes more is ended as if it had crashed.
'use strict';
const childProcess = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const CONSOLE = fs.readFileSync(path.join(__dirname, 'console.js'), 'utf8');
const PIPE = '--remote-debugging-pipe';
const ENABLES = /^\{"id":\d+,"method":"Runtime\.enable"/;
const LOG = /^\{"id":\d+,"method":"Log\.enable"/;
const SAYS = /^(?:Runtime\.(?:consoleAPICalled|exception)|Log\.entryAdded)/;
// So much may a page say before it is no longer listened to, until another one is open in its tab.
// Frames need their page listened to: without, those that have no script have no world of ours.
const SAID = 3000;
const AFTERWARDS = 0.25; // what is on its way by then costs so much each
const NAVIGATES = /^\{"id":\d+,"method":"Page\.navigate"/;
// What a page may spend at once, and each second without end. Most events cost 1; of what the driver
// or we answer, each costs about as much more as it takes us.
const AT_ONCE = 40_000;
const A_SECOND = 500;
const COSTS = {
  'Browser.downloadWillBegin': 50,
  'Fetch.requestPaused': 15,
  'Network.webSocketCreated': 100,
  'Network.requestWillBeSent': 4,
  'Page.frameAttached': 10,
  'Page.frameRequestedNavigation': 4,
  'Page.javascriptDialogOpening': 10,
  'ServiceWorker.workerRegistrationUpdated': 10,
  'Target.attachedToTarget': 100,
};
const WINDOW = 200; // a window that a page has opened, which is closed again
const BYTES = 10_000; // so many cost as much as an event
const LONGEST = 150e6; // bytes of one message; one that no string holds would end the driver
const OURS = 2_000_000_000; // ids of commands that are given here
const PASSING = /^(?:Target|Inspector)\./; // what is told of pages that have been ended
const SESSION = /"sessionId":"([0-9A-F]+)"\}\0?$/;
const HEAD = 300;
const TAIL = 100;

/** Pages that one browser shows, by all that events name them by. */
class Pages {
  constructor(send) {
    this.send = send;
    this.byTarget = new Map();
    this.bySession = new Map();
    this.workers = new Set();
    this.byFrame = new Map();
    this.lastId = OURS;
  }

  /** Whether an event is to be heard; `told` is all of it, or its beginning and its end. */
  takes(told, length) {
    const method = told.toString('latin1', 11, told.indexOf(0x22, 11));
    const session = SESSION.exec(told.toString('latin1', Math.max(0, told.length - TAIL)))?.[1];
    let page = this.bySession.get(session);
    let cost = (COSTS[method] ?? 1) + length / BYTES;
    if (length === told.length && method in READ) {
      const {params} = JSON.parse(told.toString('utf8', 0, told.length - 1));
      [page, cost] = READ[method].call(this, params, page, cost);
    }
    if (!page) return length === told.length;
    if (SAYS.test(method)) return this.says(page, cost);
    this.charge(page, length === told.length ? cost : Infinity);
    return !page.ended || (PASSING.test(method) && length === told.length);
  }

  /** A message or an error of a page's scripts, which nobody is told of. */
  says(page, cost) {
    page.said += cost;
    if (page.quiet) this.charge(page, cost * AFTERWARDS);
    else if (page.said > SAID) this.listen(page, false);
    return false;
  }

  /** Have the browser tell of what a page says, or no longer. */
  listen(page, on) {
    page.quiet = !on;
    page.said = 0;
    for (const sessionId of page.targets.values()) this.tell(`Runtime.${on ? 'en' : 'dis'}able`, sessionId);
  }

  tell(method, sessionId) {
    this.send({id: (this.lastId += 1), method, sessionId});
  }

  charge(page, cost) {
    const now = performance.now();
    page.left = Math.min(AT_ONCE, page.left + ((now - page.at) / 1000) * A_SECOND) - cost;
    page.at = now;
    if (page.left < 0 && !page.ended) this.end(page);
  }

  end(page) {
    page.ended = true;
    for (const [target, session] of page.targets) {
      fs.appendFileSync(path.join(os.tmpdir(), 'ended-pages'), `${target}\n`);
      this.tell('Page.crash', session);
    }
  }

  /** What a command of the driver's becomes. A page that it leads on may spend anew. */
  told(command) {
    if (NAVIGATES.test(command)) {
      const page = this.bySession.get(SESSION.exec(command)?.[1]);
      if (page) page.left = AT_ONCE;
    } else if (LOG.test(command)) {
      return command.replace('.enable"', '.disable"'); // which is answered alike
    } else if (ENABLES.test(command) && this.workers.has(SESSION.exec(command)?.[1])) {
      const given = {method: 'Runtime.evaluate', params: {expression: `(${CONSOLE})()`}};
      return JSON.stringify({...JSON.parse(command.replace(/\0$/, '')), ...given});
    }
    return command;
  }
}

function ofFrame({frameId}, page, cost) {
  return [this.byTarget.get(frameId) ?? this.byFrame.get(frameId) ?? page, cost];
}

/** Events that tell whose others are: the page that is charged, and what it is charged. */
const READ = {
  'Target.attachedToTarget'({sessionId, targetInfo}, parent, cost) {
    const {targetId, type, openerId} = targetInfo;
    if (type === 'browser') return [undefined, cost];
    const opener = this.byTarget.get(openerId);
    const page = this.byTarget.get(targetId) ?? parent ?? opener ?? {
      targets: new Map(), left: AT_ONCE, at: performance.now(), said: 0, quiet: false, ended: false,
    };
    this.bySession.set(sessionId, page);
    this.byTarget.set(targetId, page);
    if (type === 'page' && !page.targets.has(targetId)) page.targets.set(targetId, sessionId);
    if (type === 'worker') this.workers.add(sessionId);
    if (page.ended && type === 'page') this.tell('Page.crash', sessionId);
    return [page, opener ? WINDOW : cost];
  },
  'Target.detachedFromTarget'({sessionId, targetId}, parent, cost) {
    const page = this.bySession.get(sessionId) ?? parent;
    this.bySession.delete(sessionId);
    this.workers.delete(sessionId);
    if (page?.targets.get(targetId) === sessionId) {
      page.targets.delete(targetId);
      this.byTarget.delete(targetId);
      if (!page.targets.size) {
        for (const [frame, of] of this.byFrame) if (of === page) this.byFrame.delete(frame);
      }
    }
    return [page, cost];
  },
  'Page.frameNavigated'({frame}, page, cost) {
    if (page?.quiet && !frame.parentId) this.listen(page, true);
    return [page, cost];
  },
  'Page.frameAttached'({frameId}, page, cost) {
    if (page) this.byFrame.set(frameId, page);
    return [page, cost];
  },
  'Page.frameDetached'({frameId, reason}, page, cost) {
    if (reason === 'remove') this.byFrame.delete(frameId);
    return [page, cost];
  },
  'Fetch.requestPaused': ofFrame,
  'Browser.downloadWillBegin': ofFrame,
};

/** Messages out of pieces; `takes` says which are handed on. */
class Messages {
  constructor(pages) {
    this.pages = pages;
    this.pieces = [];
    this.length = 0;
  }

  /** What of the messages that end in this piece is to be heard. */
  take(piece) {
    const heard = [];
    let start = 0;
    for (let end; (end = piece.indexOf(0, start)) !== -1; start = end + 1) {
      this.add(piece.subarray(start, end + 1));
      const message = this.whole();
      if (message) heard.push(message);
      this.pieces = [];
      this.length = 0;
    }
    if (start < piece.length) this.add(piece.subarray(start));
    return heard.length > 1 ? Buffer.concat(heard) : heard[0];
  }

  /** One piece more; of a message that is too long, the beginning and the end are kept. */
  add(piece) {
    this.pieces.push(piece);
    this.length += piece.length;
    if (this.length > LONGEST) {
      const all = Buffer.concat(this.pieces);
      this.pieces = [all.subarray(0, HEAD), all.subarray(-TAIL)].map((each) => Buffer.from(each));
    }
  }

  whole() {
    const told = this.pieces.length > 1 ? Buffer.concat(this.pieces) : this.pieces[0];
    const start = told.toString('latin1', 0, 24);
    if (start.startsWith('{"method":"')) return this.pages.takes(told, this.length) ? told : null;
    const id = Number(/^\{"id":(\d+)/.exec(start)?.[1] ?? 0);
    if (id > OURS) return null;
    return this.length > LONGEST ? tooLong(id, told) : told;
  }
}

/** An error in the place of an answer that no string holds. */
function tooLong(id, told) {
  const sessionId = SESSION.exec(told.toString('latin1', told.length - TAIL))?.[1];
  const error = {code: -32000, message: 'the answer is too long'};
  return Buffer.from(`${JSON.stringify({id, error, sessionId})}\0`);
}

function limit(toBrowser, fromBrowser) {
  const write = toBrowser.write.bind(toBrowser);
  const pages = new Pages((command) => {
    if (toBrowser.writable) write(`${JSON.stringify(command)}\0`);
  });
  toBrowser.write = (data, ...more) => {
    if (typeof data !== 'string') return write(data, ...more);
    return write(pages.told(data), ...more);
  };
  const on = fromBrowser.on;
  const messages = new Messages(pages);
  fromBrowser.on = function (name, listener) {
    if (name !== 'data') return on.call(this, name, listener);
    return on.call(this, name, (piece) => {
      const heard = messages.take(piece);
      if (heard) listener(heard);
    });
  };
}

const spawn = childProcess.spawn;
childProcess.spawn = function (command, given, ...more) {
  const child = spawn.call(this, command, given, ...more);
  if (Array.isArray(given) && given.includes(PIPE)) limit(child.stdio[3], child.stdio[4]);
  return child;
};
delete process.env.NODE_OPTIONS; // of this process alone
