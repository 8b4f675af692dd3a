// Whether this Node can run evalbook. Plain JavaScript that any Node since 14 can read, as it is asked before anything else is loaded.

const oldest = 20;

/**
 * One line that says what is wrong with a Node of this version, e.g. "18.20.4"; null where nothing is.
 *
 * @param {string} version
 * @returns {string | null}
 */
export function nodeProblem(version) {
  return Number(version.split('.')[0]) >= oldest
    ? null
    : `evalbook needs Node ${oldest} or newer, this is ${version}; nodejs.org has it`;
}
