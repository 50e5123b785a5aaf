/**
 * Every visible image: its text alternative, its file, its size on screen and the text beside it.
 *
 * `alt` is null where there is none; `alone` says that a link or button has no other name than it.
 */
import {bounded, LINKS_AND_BUTTONS, MOST, plain, TEXT} from './_values.js';
import {
  attributeOf, boxOf, closest, find, findIn, isVisible, located, nameOf, nextOf, previousOf, tagOf,
  textOf,
} from './_dom.js';

/** @returns {Facts.Images} Up to 2,000 `items`, and whether there were more (`capped`). */
export default function gatherImages() {
  const IMAGES = 'img, area[href], input[type="image" i], svg[role="img"], [role="img"]';
  const altOf = (image) => {
    const alt = attributeOf(image, 'alt');
    const label = attributeOf(image, 'aria-label');
    return label && label.trim() ? label : alt;
  };
  const fileOf = (image) =>
    (attributeOf(image, 'src') || '').startsWith('data:') ? '' :
      (attributeOf(image, 'src') || '').split(/[?#]/)[0].split('/').pop().slice(0, 200);
  const near = (image) => {
    const holder = closest(image, 'a[href], button, figure, p, li, td, th, dd');
    return holder ? plain(textOf(holder)).slice(0, 300) : '';
  };
  const beside = (image) =>
    [previousOf(image), nextOf(image)].filter(Boolean).map((e) => plain(textOf(e)).slice(0, 300))
      .filter(Boolean);
  return bounded(find(IMAGES).filter(isVisible).slice(0, MOST + 1).map((image) => {
    const holder = closest(image, LINKS_AND_BUTTONS);
    const isControl = ['input', 'area'].includes(tagOf(image));
    const figure = closest(image, 'figure');
    const caption = figure && findIn(figure, 'figcaption')[0];
    const alt = altOf(image);
    return {
      ...located(image), tag: tagOf(image),
      alt: alt === null ? null : alt.slice(0, TEXT), file: fileOf(image),
      title: plain(attributeOf(image, 'title')).slice(0, 300),
      width: Math.round(boxOf(image).width), height: Math.round(boxOf(image).height),
      in_link: isControl || Boolean(holder),
      alone: isControl || Boolean(holder) && nameOf(holder) === plain(alt),
      caption: caption ? plain(textOf(caption)) : '',
      near: [near(image), ...beside(image)],
    };
  }));
}
