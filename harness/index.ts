// What experiments import.
export { compare } from './analysis/compare.js';
export { worstAndTypical } from './analysis/examples.js';
export { passAtKTable } from './analysis/pass-at-k.js';
export { meanScore, passRate } from './analysis/rates.js';
export { majorityOdds, moreRunsTable, singleRunFinding, singleRunOdds, singleRunTable } from './analysis/single-run.js';
export { machineLine, speedTable } from './analysis/speed-table.js';
export { tagsAsFields } from './analysis/tags-as-fields.js';
export { verdictCounts } from './analysis/verdict-counts.js';
export { quote } from './core/quote.js';
export { figure } from './figures/index.js';
export { claimsLedger, type Finding } from './report/claims.js';
export { notebook } from './report/notebook.js';
