// The colours of drawings in SVG.
import {closest, findIn, isShown, method, styleOf, tagOf} from './_dom.js';
import {colour} from './_colours.js';

export const SHAPES = 'path, circle, ellipse, rect, line, polyline, polygon, text, use';
// A straight line has a colour to fill it with, and nothing that is filled.
export const coversGround = (shape) => {
  if (tagOf(shape) === 'line') return false;
  if (!(shape instanceof SVGGeometryElement)) return true;
  const long = method(SVGGeometryElement, 'getTotalLength')(shape);
  const pointAt = method(SVGGeometryElement, 'getPointAtLength');
  const points = Array.from({length: 12}, (_, at) => pointAt(shape, long * at / 11));
  const twice = points.reduce((sum, {x, y}, at) => {
    const next = points[(at + 1) % points.length];
    return sum + x * next.y - next.x * y;
  }, 0);
  return Math.abs(twice) > 1;
};
// All that it draws with; null where they cannot be told from its styles.
export const svgColours = (svg) => {
  const found = [];
  const shapes = findIn(svg, SHAPES).filter((e) => !closest(e, 'defs, clipPath, mask, symbol'));
  if (!shapes.length || shapes.length > 40 || findIn(svg, 'image, foreignObject, animate, animateTransform, filter, pattern').length) return null;
  for (const shape of shapes) {
    const style = styleOf(shape);
    if (tagOf(shape) === 'use' || style.filter !== 'none' || style.maskImage !== 'none') return null;
    if (!isShown(shape)) continue;
    const isLine = !coversGround(shape);
    /** @type {[string, string, boolean][]} */
    const paints = [[style.fill, style.fillOpacity, true], [style.stroke, style.strokeOpacity, false]];
    for (const [paint, opacity, isFill] of paints) {
      if (paint === 'none' || isFill && isLine) continue;
      if (paint.startsWith('url')) return null;
      if (!isFill && !parseFloat(style.strokeWidth)) continue;
      const own = colour(paint);
      found.push([...own.slice(0, 3), own[3] * Number(opacity) * Number(style.opacity)]);
    }
  }
  return found.filter((each) => each[3] > 0);
};
