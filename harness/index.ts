// What experiments import.
import './ending.js';

export { compare } from './compare.js';
export { worstAndTypical } from './examples.js';
export { figure } from './figures/index.js';
export { given } from './given.js';
export { type Finding, ledger } from './ledger.js';
export { load } from './load.js';
export { nameTags } from './name-tags.js';
export { moreLooksTable, mostWins, oneLookSays, oneRun, oneRunTable } from './one-run.js';
export { pairwise } from './pairwise.js';
export { passAtKTable } from './pass-at-k-table.js';
export { quote } from './quote.js';
export { meanScore, passRate } from './rates.js';
export { run } from './run.js';
export { front, headline, show } from './show.js';
export { speed } from './speed.js';
export { machineLine, speedTable } from './speed-table.js';
export { tally } from './tally.js';
export { weave } from './weave.js';
