// What experiments import, and the types that custom judges, models and tables need.
export { answeredByAll } from './analysis/answered.js';
export { type CompareOptions, type Comparison, compare } from './analysis/compare.js';
export { type CostOptions, costTable } from './analysis/cost-table.js';
export { type DetailOf, detailOf, type Mean, type Means, meanOf } from './analysis/details.js';
export { costOfDoubling, doublingFinding, doublingsBetween, doublingTable } from './analysis/doubling.js';
export { worstAndTypical } from './analysis/examples.js';
export { passAtKTable } from './analysis/pass-at-k.js';
export { type Outcome, type Predictable, type Prediction, predicts, type Where } from './analysis/predict.js';
export { type RankAgreement, type RankAgreementOptions, rankAgreement } from './analysis/rank-agreement.js';
export type { Rate, Rates } from './analysis/rate.js';
export { type Grouping, meanScore, passRate } from './analysis/rates.js';
export { passRates, sideBySide } from './analysis/side-by-side.js';
export {
  majorityOdds,
  moreRunsTable,
  type SingleRun,
  singleRunFinding,
  singleRunOdds,
  singleRunTable,
} from './analysis/single-run.js';
export { machineLine, speedFinding, speedTable } from './analysis/speed-table.js';
export { tagsAsFields } from './analysis/tags-as-fields.js';
export { verdictCounts } from './analysis/verdict-counts.js';
export { type AspectOptions, aspect } from './core/aspect.js';
export type { Content, Difference, Language, Picture, Says } from './core/content.js';
export { FieldError, UserError } from './core/errors.js';
export type { Estimate, Estimates } from './core/estimate.js';
export type { Dataset } from './core/load.js';
export { quote } from './core/quote.js';
export type { Table } from './core/tables.js';
export type {
  Decoding,
  Generation,
  Grade,
  Judge,
  JudgeModel,
  JudgeModelAnswer,
  Message,
  Model,
  Price,
  Request,
  Row,
  Sample,
} from './core/types.js';
export { type DistributionOptions, type Figure, type FigureOptions, figure } from './figures/index.js';
export type { Project } from './project.js';
export type { SpeedRecord } from './records/measurements.js';
export { requestKey } from './records/request-key.js';
export type { Evidence, Finding } from './report/claim.js';
export { claimsLedger, together } from './report/claims.js';
export { type Notebook, notebook } from './report/notebook.js';
export type { Front, Headline } from './report/page.js';
export type { Woven } from './report/weave.js';
export { type FewShotOptions, fewShot } from './run/few-shot.js';
export type { Existing } from './run/grade-existing.js';
export type { Match } from './run/pairwise.js';
export type { Condition, Plan } from './run/plan.js';
export type { TimedModel } from './run/speed.js';
