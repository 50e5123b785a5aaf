// What page scripts find in their world besides what browsers have.

/** axe-core, whose own types say nothing of the parts that we read. */
declare const axe: any;
