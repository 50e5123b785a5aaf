// Waits until the page has stopped changing, and stills what would never stop.
//
// Quiet: for `quiet` ms nothing was added, removed, restyled or rewritten, nothing shifted, nothing
// arrived, the fonts are there, and no animation that will end is still running.
async ({quiet, most}) => {
  const began = performance.now();
  let changed = began;
  const change = () => { changed = performance.now(); };

  const watched = new MutationObserver(change);
  watched.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  const arrivals = new PerformanceObserver(change);
  for (const type of ['resource', 'layout-shift']) arrivals.observe({type, buffered: false});

  const endOf = (animation) => animation.effect ? animation.effect.getComputedTiming().endTime : 0;
  // What scrolling drives, and what has no speed, does not move by itself and has no end in time.
  const running = () => document.getAnimations().filter((each) =>
    each.playState === 'running' && each.timeline === document.timeline && each.playbackRate);
  const isMoving = () => running().some((each) => Number.isFinite(endOf(each)));
  await /** @type {Promise<void>} */ (new Promise((done) => {
    const look = () => {
      const now = performance.now();
      if (document.fonts.status === 'loading' || isMoving()) change();
      const left = Math.min(changed + quiet, began + most) - now;
      if (left <= 0) done(); else setTimeout(look, Math.max(left, 10));
    };
    look();
  }));
  watched.disconnect();
  arrivals.disconnect();

  // What will end is shown at its end; what turns for ever, at its beginning.
  for (const animation of running()) {
    if (Number.isFinite(endOf(animation))) animation.finish();
    else { animation.pause(); animation.currentTime = 0; }
  }
  return 'null';
}
