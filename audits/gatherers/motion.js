// What moves by itself, and whether there is something to stop it with.
() => {
  const STOP = /停止|止める|とめる|ストップ|再生|pause|stop/i;
  const SLIDES = '[class*="slick" i], [class*="swiper" i], [class*="carousel" i], [class*="slider" i], ' +
    '[class*="slideshow" i], [class*="splide" i], [class*="flexslider" i], [class*="ticker" i], ' +
    '[id*="slide" i], [aria-roledescription]';
  const BUTTON = 'button, a, input[type="button"], input[type="image"], [role="button"], [onclick]';
  const matches = method(Element, 'matches');
  const settled = (ms) => new Promise((done) => setTimeout(done, ms));
  const large = (element) => {
    const box = boxOf(element);
    return isShown(element) && box.width >= 60 && box.height >= 20;
  };
  const stopper = (element) => {
    let e = element;
    for (let depth = 0; e && e !== body && depth < 5; depth++, e = parentOf(e)) {
      const near = [previousOf(e), nextOf(e)].filter((each) => each && matches(each, BUTTON));
      const found = [...findIn(e, BUTTON).slice(0, 60), ...near].find((each) => isShown(each) &&
        STOP.test([nameOf(each), attributeOf(each, 'class') || '', attributeOf(each, 'value') || ''].join(' ')));
      if (found) return selector(found);
    }
    return '';
  };
  const told = (element) => ({selector: selector(element), html: snippet(element), stop: stopper(element)});
  const SENSOR = /motion|モーション|傾け|傾き|センサー|シェイク|振って|shake|tilt/i;
  const tilt = {changed: [], watched: null};
  // What changed, when, and whether it was ever to be seen: what blinks is hidden half of the time.
  const moving = new Map(), written = new Map();
  const note = (known, element, now, seen) => {
    const one = known.get(element) || known.set(element, {times: [], seen: false}).get(element);
    if (!one.times.length || now - one.times[one.times.length - 1] > 200) one.times.push(now);
    one.seen ||= seen(element);
  };
  const hasWords = (element) => isShown(element) && boxOf(element).height >= 8 && /[\p{L}\p{N}]/u.test(textOf(element).slice(0, 500));
  const ticks = (records) => {
    const now = performance.now();
    for (const {target, type, attributeName, addedNodes} of records) {
      const added = [...addedNodes];
      const words = type === 'characterData' || (type === 'childList' && added.some((each) => each.nodeType === 3 && each.data.trim()));
      if (words) {
        const holder = target.nodeType === 1 ? target : parentOf(target);
        if (holder) note(written, holder, now, hasWords);
      }
      if (attributeName === 'style') note(written, target, now, (element) => element !== body && hasWords(element));
      if (type === 'attributes' || added.some((each) => each.nodeType === 1)) note(moving, target, now, large);
    }
  };
  const summit = (elements) => elements.filter((each) => !elements.some((other) => other !== each && contains(other, each)));
  globalThis.minnaMotion = {
    // Longer where there seem to be slides: they rest for some seconds.
    watch: async (short, lasting, long) => {
      const slides = find(SLIDES).slice(0, 50).some(large);
      const watched = new MutationObserver(ticks);
      watched.observe(body, {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['style', 'class', 'src']});
      const began = performance.now();
      // Three changes, and the last long after the page was loaded: what ends by itself soon is let be.
      const lasts = ({times, seen}) => seen && times.length >= 3 && times[times.length - 1] - began > lasting;
      const some = (known, holds) => [...known.values()].some(holds);
      const enough = () => some(moving, lasts) || some(written, lasts);
      const goesOn = () => slides || some(written, ({seen}) => seen) || some(moving, ({times, seen}) => seen && times.length >= 3);
      while (performance.now() - began < (goesOn() ? long : short) && !enough()) await settled(100);
      watched.disconnect();
      const within = (element) => closest(element, SLIDES);
      const parts = [...moving].filter(([element, known]) => lasts(known) || (known.seen && within(element)))
        .map(([element]) => within(element) || element);
      const texts = [...written].filter(([, known]) => lasts(known)).map(([element]) => element);
      const told_ = summit([...new Set(parts)]).slice(0, 5);
      const rest = summit([...new Set(texts)]).filter((text) => !told_.some((part) => contains(part, text)));
      return {moving: told_.map(told), writing: rest.slice(0, 5).map(told)};
    },
    // What changes while the browser lets the device be tilted.
    beginTilt: () => {
      tilt.watched = new MutationObserver((records) => records.forEach(({target}) =>
        tilt.changed.push(target.nodeType === 1 ? target : parentOf(target))));
      tilt.watched.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
      return true;
    },
    tilt: async (amounts) => {
      for (const amount of amounts) {
        const rotationRate = {alpha: amount, beta: amount, gamma: amount};
        dispatchEvent(new DeviceOrientationEvent('deviceorientation', {...rotationRate, absolute: false}));
        const acceleration = {x: amount, y: amount, z: amount};
        dispatchEvent(new DeviceMotionEvent('devicemotion', {rotationRate, acceleration, accelerationIncludingGravity: acceleration, interval: 16}));
        await settled(30);
      }
      return true;
    },
    endTilt: () => { tilt.watched.disconnect(); return true; },
    changed: () => {
      return [...new Set(tilt.changed)].filter((each) => each && each.isConnected).slice(0, 5).map((each) => ({selector: selector(each), html: snippet(each)}));
    },
    settings: () => find('input, select, button, [role="switch"]').slice(0, 500).filter((each) => isShown(each) && !/range/i.test(attributeOf(each, 'type') || '')).filter((each) => {
      const label = closest(each, 'label') || labelsOf(each)[0];
      return SENSOR.test(nameOf(each) + ' ' + (label ? textOf(label) : ''));
    }).slice(0, 3).map((each) => ({selector: selector(each), html: snippet(each)})),
    // Listened to by itself; what sends a form or leads elsewhere does not move what the motion moves.
    isControl(element) {
      return element.nodeType === 1 && method(Element, 'matches')(element, 'button, input, select, [role="button"], [role="slider"]');
    },
    inline: () => find('button[onclick], input[onclick], input[onchange], input[oninput]').length,
  };
  const endless = summit([...new Set(document.getAnimations().filter((each) => {
    const timing = each.effect && each.effect.getComputedTiming();
    if (!timing || Number.isFinite(timing.endTime) || !each.effect.target || each.timeline !== document.timeline) return false;
    const style = getComputedStyle(each.effect.target, each.effect.pseudoElement || undefined);
    return each.playState === 'running' || !(each instanceof CSSAnimation) || style.animationPlayState.includes('running');
  }).map((each) => each.effect.target))].filter((each) => isShown(each) && boxOf(each).width >= 10 && boxOf(each).height >= 10)).slice(0, 10).map(told);
  const marquees = find('marquee').filter((each) => isShown(each) && textOf(each).trim() + findIn(each, 'img').length &&
    !/^[1-3]$/.test(attributeOf(each, 'loop') || '')).slice(0, 10).map(told);
  return {endless, marquees};
}
