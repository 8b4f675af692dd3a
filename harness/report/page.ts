// What a script has done so far: what it ran, and what it put on its page.

import type { Comparison } from '../analysis/compare.js';
import type { Prediction } from '../analysis/predict.js';
import type { Rates } from '../analysis/rate.js';
import type { Content, Picture, Says } from '../core/content.js';
import type { Model } from '../core/types.js';
import type { Ran } from '../run/ran.js';

export interface ShownItem {
  /** line of the script that called `show`, from 1 */
  line: number;
  content: Content;
}

/** One call of `hypothesis`. */
export interface PredictionItem {
  /** line of the script, from 1 */
  line: number;
  sentence: string;
  prediction: Prediction;
}

/** What a visitor reads before the report itself, on the project's pages and in the list of reports. */
export interface Front {
  /** the report's question in Chinese */
  zh?: string;
  /** names of headlines, and values of the fields that split them, in Chinese */
  names?: Record<string, string>;
  /** the finding in one sentence, to be quoted */
  says?: Says;
  /** a figure that the report shows */
  picture?: Picture;
}

/** Pass rates that answer the report's question, and the difference of two models on the same questions. */
export interface Headline {
  rates: Rates;
  difference?: Comparison;
  /** the name of this rate among several of a report */
  what?: string;
}

export interface Page {
  ran: Ran[];
  shown: ShownItem[];
  /** files read besides datasets and records, e.g. speed records */
  inputs: string[];
  /** models that were measured, not asked */
  measured: Model[];
  headlines: Headline[];
  fronts: Front[];
  predictions: PredictionItem[];
}

export function emptyPage(): Page {
  return { ran: [], shown: [], inputs: [], measured: [], headlines: [], fronts: [], predictions: [] };
}
