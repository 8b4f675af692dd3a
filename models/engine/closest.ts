// How close a choice may be before reading leaves it to decoding.

/**
 * Choices closer than this are decoded again: `margin` in logits, `draw` as `Choice.drawMargin`. Reading and decoding sum in another
 * order; by how much their margins differed where both were measured is in docs/method.md, and these are several times that.
 */
export const closest = { margin: 5e-4, draw: 5e-5 } as const;
