// Whether a page that was not let send something may wait for the answer to it.
//
// A page that says much is measured as it stands, and so is one that says little and all of it: a
// sentence of its own, no part that is to be filled, no part that only says that more is on its way.
// People are asked to wait in sentences too (“take a ticket and wait”), and beside a sentence may stand
// an empty box that a service of others fills, as one for translation.
() => {
  const SHELL = 150;  // characters; who says as many has not been waiting with them
  const PHRASE = 20;  // characters that are no sentence and yet say something
  const PICTURE = 30;  // characters that a picture is worth
  const SENTENCE = /\S{5,}\s*[。．.!?！？](\s|$)/u;
  const BESIDE = 'header, nav, footer, aside, form, script, style, noscript, template, [hidden]';
  const NAMES = 'h1, h2, h3, h4, h5, h6, a, button, summary, caption, th';
  const LIVE = '[aria-busy=true], [role=status], [role=progressbar], [role=log], progress, output';
  const TO_FILL = 'div[id], ul[id], ol[id], dl[id], table[id], tbody[id], section[id], article[id]';
  const LISTS = 'ul, ol, dl, table, tbody';
  const ANNOUNCES = /(?:一覧|とおり|通り|以下|下記|こちら|次の\S{1,8})(?:です|になります|に(?:示|表示)\S{0,6})?[。．.]?$|[:：]$|\b(?:below|following|as follows)[.:]?$/iu;
  const PICTURES = 'img, svg, canvas, video, audio, iframe, object, input, select, textarea';
  const LINES = 'p, div, li, dt, dd, tr, br, h1, h2, h3, h4, h5, h6, section, article, ul, ol, dl, table';
  const VALUES = 'dd, td';  // where “in progress” is what is said of a thing, unless it is loaded
  const LOADS = /読み?込|ロード|\bloading\b/iu;
  const COMING = /(?:読み?込み?|ロード|取得|処理|通信|受信|検索|(?:結果|画面|データ|一覧|情報|表示)[をの]準備)(?:中|[んし]で?て?[いお](?:ます|ります|る))(?:です)?|(?:読み?込み?|表示|取得|更新)[^。．.]{0,12}(?:まで|ので|ため|間)[^。．.]{0,8}お待ち(?:下|くだ)さい|(?:読み?込み?|表示|取得)[^。．.]{0,12}(?:まで|ので|ため)[^。．.]{0,8}時間がかかります|\bloading\b/giu;
  const OPEN = /(?:…|・{3,}|\.{3,}|。{3,})$/u;
  const FETCHING = /^(?:fetching|retrieving)\b/iu;
  const WAIT = /お待ち(?:下|くだ)さい(?:ませ)?|\bplease wait\b/giu;
  const FILLERS = /ただ(?:今|いま)|現在|少々|しばらく|しばし|今しばらく|もうしばらく|そのまま|このまま|\b(?:a moment|while|we are|it is|just|content|the|page|data|now)\b|[\s\p{P}\p{S}]+/giu;
  const NOTE = 40;  // characters of a sentence that does no more than say that something is coming

  const main = document.querySelector('main, [role=main]') ?? document.body;
  if (!main) return true;
  const words = (part, without) => part.nodeType === Node.TEXT_NODE ? part.data
    : part.matches?.(without) ? ' '
      : [...part.childNodes].map(p => words(p, without)).join('') + (part.matches?.(LINES) ? '\n' : '');
  const long = text => text.replace(/\s+/g, '').length;

  const all = words(main, BESIDE);
  const pictures = main.querySelectorAll('img, svg, canvas, video, iframe').length;
  if (long(all) + PICTURE * pictures >= SHELL) return false;
  const own = words(main, `${BESIDE}, ${NAMES}, ${LIVE}`);
  const says = long(own) >= PHRASE || SENTENCE.test(own);
  const isEmpty = part => !part.closest(BESIDE) && !part.querySelector(PICTURES)
    && !long(words(part, 'script, style'));
  // What stands before a part in the element around it.
  const before = part => {
    const nodes = [...(part.parentNode?.childNodes ?? [])];
    return nodes.slice(0, nodes.indexOf(part)).map(each => words(each, BESIDE)).join(' ').trim();
  };
  const isAwaited = part => part.matches(LISTS) || !SENTENCE.test(words(part.parentNode, `${BESIDE}, ${NAMES}`))
    || ANNOUNCES.test(before(part));
  const empty = [...main.querySelectorAll(TO_FILL)].some(part => isEmpty(part) && isAwaited(part));
  // The parts with words of their own, and whether these say nothing but that something is coming.
  const parts = [main, ...main.querySelectorAll('*')].filter(part => !part.closest(BESIDE)
    && [...part.childNodes].some(each => each.nodeType === Node.TEXT_NODE && /** @type {Text} */ (each).data.trim()));
  const isComing = (sentence, part) => {
    if (part.matches(VALUES) && !LOADS.test(sentence)) return false;
    const rest = sentence.replace(COMING, '').replace(WAIT, '').replace(FILLERS, '');
    if (!rest) return true;
    if (long(sentence) > NOTE) return false;
    if (FETCHING.test(sentence)) return true;
    const last = sentence.split(COMING);
    return last.length > 1 && !long(last.pop().replace(WAIT, '').replace(FILLERS, ''));
  };
  // Nothing but sentences that say so. Who is only asked to wait may wait for something else than the
  // page, where a sentence stands beside it, unless what is said is left open (“please wait…”).
  const isNotice = part => {
    const text = words(part, BESIDE).trim();
    const sentences = text.split(/[。．.!?！？\n]/u).map(each => each.trim()).filter(long);
    if (!sentences.length || !sentences.every(each => isComing(each, part))) return false;
    const names = sentences.some(each => each.search(COMING) >= 0 || FETCHING.test(each));
    return names || sentences.some(each => each.search(WAIT) >= 0) 
      && (OPEN.test(text) || !SENTENCE.test(own.replace(text, ' ')));
  };
  return !says || empty || parts.some(isNotice);
}
