// The statistics available to other folders: small pure functions, each with its source.
export { alpha, type Level } from './alpha.js';
export { type BootstrapOptions, bootstrap, clusterBootstrap, type Interval } from './cluster-bootstrap.js';
export { clusteredShare, type Share } from './clustered-share.js';
export { mcnemarPower, minimumDetectableDifference, minimumDetectableShift } from './detectable.js';
export { holm } from './holm.js';
export { type Agreement, type Distance, kappa, linear, quadratic, unweighted } from './kappa.js';
export { mcnemar } from './mcnemar.js';
export { pairedShares } from './paired-shares.js';
export { passAtK } from './pass-at-k.js';
export { signFlip } from './sign-flip.js';
export { clusteredStandardError } from './standard-error.js';
export { wilson } from './wilson.js';
