// The statistics available to other folders: small pure functions, each with its source.
export { alpha, type Level } from './alpha.js';
export { atMost } from './at-most.js';
export { type BootstrapOptions, bootstrap, type Interval } from './bootstrap.js';
export { clusteredShare, type Share } from './clustered-share.js';
export { type Design, minimumDetectableDifference, signFlipPower } from './detectable.js';
export { holm } from './holm.js';
export { independentDifference } from './independent-difference.js';
export { type Agreement, type Distance, kappa, linear, quadratic, unweighted } from './kappa.js';
export { mcnemar } from './mcnemar.js';
export { pairedDifference } from './paired-difference.js';
export { passAtK } from './pass-at-k.js';
export { signFlip } from './sign-flip.js';
export { spearman } from './spearman.js';
export { clusteredStandardError } from './standard-error.js';
export { type Estimate, kappaOfShares, type Stratum, stratifiedShare, weightedShare } from './stratified.js';
export { wilson } from './wilson.js';
