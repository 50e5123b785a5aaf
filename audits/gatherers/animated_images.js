import {MOST} from './_values.js';
import {attributeOf, boxOf, closest, find, getter, isShown, located, nameOf, tagOf} from './_dom.js';

// Pictures whose files may move, and whether anything on the page can stop them.
export default function gatherAnimatedImages() {
  const MOVES = /\.(?:gif|webp|apng)(?:[?#]|$)|^data:image\/(?:gif|webp|apng)/i;
  const STOPS = /停止|止める|一時|ポーズ|再生|動きを|アニメーション|pause|stop|animation|play/i;
  const source = (image) => tagOf(image) === 'img' ? getter(HTMLImageElement, 'currentSrc')(image) : getter(HTMLInputElement, 'src')(image);
  const images = find('img, input[type="image" i]').filter((image) =>
    isShown(image) && MOVES.test(source(image)) && boxOf(image).width >= 8 && boxOf(image).height >= 8);
  return {
    items: images.slice(0, MOST).map((image) => ({
      ...located(image), source: source(image).slice(0, 200000),
      folds: Boolean(closest(image, 'details')),
      width: Math.round(boxOf(image).width), height: Math.round(boxOf(image).height),
    })).slice(0, 60),
    stops: find('button, [role="button"], input[type="button" i], input[type="checkbox" i], a[href^="#"]').slice(0, 500)
      .some((control) => STOPS.test(nameOf(control) + (attributeOf(control, 'value') || '') + (attributeOf(control, 'aria-label') || ''))),
  };
}
