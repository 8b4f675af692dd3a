// The level of every interval, and with it of every test. To change it, change this file; its test holds `z` against `percent`.

const percent = 95;

/** Share of intervals that hold the truth. */
export const level = percent / 100;

/** A test shows a difference where p is below it. */
export const alpha = (100 - percent) / 100;

/** Normal value below which the share (1 + level) / 2 lies. */
export const z = 1.959963984540054;

/** The level in words, e.g. "95 %". */
export const levelText = `${percent} %`;
