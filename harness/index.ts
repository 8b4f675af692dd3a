// What experiments import.
export { compare } from './compare.js';
export { worstAndTypical } from './examples.js';
export { figure } from './figures/index.js';
export { type Finding, ledger } from './ledger.js';
export { nameTags } from './name-tags.js';
export { notebook } from './notebook.js';
export { moreLooksTable, mostWins, oneLookSays, oneRun, oneRunTable } from './one-run.js';
export { passAtKTable } from './pass-at-k-table.js';
export { quote } from './quote.js';
export { meanScore, passRate } from './rates.js';
export { machineLine, speedTable } from './speed-table.js';
export { tally } from './tally.js';
