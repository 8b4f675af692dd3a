// `npx tsx bench/simulation.ts`: the large simulation behind the choice of statistics; seeded, so that it prints the same on
// every machine, in some ten minutes. The tests run a small one.
import './simulated-shares.js';
import './simulated-differences.js';
