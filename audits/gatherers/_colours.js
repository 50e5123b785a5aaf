// Colours as numbers, and the ground that lies behind an element.
// [red, green, blue, opacity]; what is not written as rgb() is drawn to be read.
import {remembered} from './_values.js';
import {over} from './_contrast.js';
import {parentOf, styleOf} from './_dom.js';

export const colour = remembered((text) => {
  const read = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
  if (read) return [+read[1], +read[2], +read[3], read[4] === undefined ? 1 : +read[4]];
  const dot = new OffscreenCanvas(1, 1).getContext('2d');
  dot.fillStyle = text;
  dot.fillRect(0, 0, 1, 1);
  const [red, green, blue, opacity] = dot.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, opacity / 255];
});

// The plain colour that an element stands on, or null where a picture lies behind it.
export const groundOf = remembered((element) => {
  const style = styleOf(element);
  if (style.backgroundImage !== 'none') return null;
  const own = colour(style.backgroundColor);
  if (own[3] === 1) return own;
  const parent = parentOf(element);
  const below = parent ? groundOf(parent) : [255, 255, 255, 1];
  return below && over(own, below);
});
export const opacityOf = remembered((element) => {
  const parent = parentOf(element);
  return Number(styleOf(element).opacity) * (parent ? opacityOf(parent) : 1);
});
