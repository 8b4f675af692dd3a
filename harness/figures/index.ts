// Figures for reports: `figure.bars(…)` and the others.
import { bars } from './bars.js';
import { distribution } from './distribution.js';
import { heat } from './heat.js';
import { paired } from './paired.js';
import { slopes } from './slopes.js';
import { tradeoff } from './tradeoff.js';

export type { DistributionOptions } from './distribution.js';
export type { Figure, FigureOptions } from './figure.js';
export { pictureMarkdown } from './picture.js';
export { png } from './png.js';

export const figure = { bars, paired, distribution, slopes, heat, tradeoff };
