// A user's package.json: adds what a notebook needs and leaves everything else unchanged.
import { printed, UserError } from '../../harness/core/errors.js';

/** Versions of the compiler and types for checking a notebook: the same as evalbook's own. */
export const checkers = { typescript: '6.0.2', '@types/node': '20.19.0' };

const scripts = { report: 'evalbook report', test: 'node --import tsx --test test/*.test.ts' };

/** What `npm init` writes if there are no tests yet. */
const noTest = 'echo "Error: no test specified" && exit 1';

type Fields = Record<string, unknown>;

/**
 * The text of package.json: `text` (null: none yet) plus missing scripts and packages. `name`: name of the folder. Errors:
 * UserError (exit 2) if it is not a JSON object, or declares its modules as CommonJS.
 */
export function withNotebook(text: string | null, name: string, version: string): string {
  const given = text === null ? {} : parse(text);
  if (given.type !== undefined && given.type !== 'module')
    throw new UserError(
      `package.json: expected \`type\` to be "module", as experiments are modules, got ${printed(given.type)}. Change it, or start in another folder`,
    );
  const own = fields(given.scripts);
  const dependencies = { ...(given.dependencies ? fields(given.dependencies) : {}) };
  const devDependencies = fields(given.devDependencies);
  const all = { ...devDependencies, ...dependencies };
  if (!('evalbook' in all)) dependencies.evalbook = version;
  const lacking = Object.entries(checkers).filter(([checker]) => !(checker in all));
  const merged = {
    ...(given.name === undefined ? { name: packageName(name) } : {}),
    ...(text === null || Object.keys(given).every((field) => field === 'dependencies') ? { private: true } : {}),
    type: 'module',
    ...given,
    scripts: { ...scripts, ...own, ...(own.test === noTest ? { test: scripts.test } : {}) },
    ...(Object.keys(dependencies).length > 0 ? { dependencies } : {}),
    devDependencies: { ...devDependencies, ...Object.fromEntries(lacking) },
  };
  return `${JSON.stringify(merged, null, 2)}\n`;
}

function parse(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Fields;
  } catch {
    // reported below
  }
  throw new UserError('package.json: expected a JSON object, got something else. Mend it, then run the same command again');
}

function fields(value: unknown): Fields {
  return value !== null && typeof value === 'object' ? (value as Fields) : {};
}

/** The folder's name reduced to characters that npm accepts. */
function packageName(folder: string): string {
  return (
    folder
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'notebook'
  );
}
