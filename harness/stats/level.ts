// The confidence level of every interval, and therefore of every test. Change it only here; the test of this file checks `z`
// against `percent`.

const percent = 95;

/** Share of intervals that contain the true value. */
export const level = percent / 100;

/** A test shows a difference if p is below this. */
export const alpha = (100 - percent) / 100;

/** Normal quantile of (1 + level) / 2. */
export const z = 1.959963984540054;

/** The level in words, e.g. "95 %". */
export const levelText = `${percent} %`;
