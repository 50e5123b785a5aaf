// Whether a page that was not let send something may wait for the answer to it.
//
// A page that says much is measured as it stands, and so is one that says little and all of it: a
// sentence of its own, no part that is to be filled, no word that more is on its way.
() => {
  const SHELL = 150;  // characters; who says as many has not been waiting with them
  const PHRASE = 20;  // characters that are no sentence and yet say something
  const PICTURE = 30;  // characters that a picture is worth
  const SENTENCE = /\S{5,}\s*[。．.!?！？](\s|$)/u;
  const BESIDE = 'header, nav, footer, aside, form, script, style, noscript, template, [hidden]';
  const NAMES = 'h1, h2, h3, h4, h5, h6, a, button, summary, caption, th';
  const LIVE = '[aria-busy=true], [role=status], [role=progressbar], [role=log], progress, output';
  const TO_FILL = 'div[id], ul[id], ol[id], dl[id], table[id], tbody[id], section[id], article[id]';
  const PICTURES = 'img, svg, canvas, video, audio, iframe, object, input, select, textarea';
  const ON_ITS_WAY = /読み?込み?(中|んで)|ロード中|取得中|お待ち(下|くだ)さい|loading|please wait/iu;

  const main = document.querySelector('main, [role=main]') ?? document.body;
  if (!main) return true;
  const words = (part, without) => part.nodeType === Node.TEXT_NODE ? part.data
    : part.matches?.(without) ? ' ' : [...part.childNodes].map(p => words(p, without)).join('');
  const long = text => text.replace(/\s+/g, '').length;

  const all = words(main, BESIDE);
  const pictures = main.querySelectorAll('img, svg, canvas, video, iframe').length;
  if (long(all) + PICTURE * pictures >= SHELL) return false;
  const own = words(main, `${BESIDE}, ${NAMES}, ${LIVE}`);
  const says = long(own) >= PHRASE || SENTENCE.test(own);
  const empty = [...main.querySelectorAll(TO_FILL)].some(part => !part.closest(BESIDE)
    && !part.querySelector(PICTURES) && !long(words(part, 'script, style')));
  return !says || empty || ON_ITS_WAY.test(all);
}
