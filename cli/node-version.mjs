// Whether this Node can run evalbook. Plain JavaScript that any Node since 14 can parse, because it runs before anything else is
// loaded.

const oldest = 20;

/**
 * One line saying what is wrong with this version of Node, e.g. "18.20.4"; null if nothing is.
 *
 * @param {string} version
 * @returns {string | null}
 */
export function nodeProblem(version) {
  return Number(version.split('.')[0]) >= oldest
    ? null
    : `evalbook needs Node ${oldest} or newer, this is ${version}; nodejs.org has it`;
}
