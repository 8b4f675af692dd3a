// Types are checked before any model is asked: a mistake that TypeScript finds then costs a second, after the answers it costs
// hours.
import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';
import type * as TypeScript from 'typescript';
import type { Project } from '../project.js';
import { UserError } from './errors.js';

/**
 * Checks one script (absolute path) with the project's own TypeScript and tsconfig.json; if the project lacks either, nothing is
 * checked. Errors: UserError (exit 2) with line and message of the first mistake in the script itself.
 */
export async function checkTypes(project: Project, script: string): Promise<void> {
  const ts = typescriptOf(project);
  const config = ts?.sys.fileExists(project.file('tsconfig.json')) ? project.file('tsconfig.json') : null;
  if (!ts || !config) return;
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...json, files: [script], include: [] }, ts.sys, project.folder);
  const program = ts.createProgram([script], { ...options, noEmit: true, skipLibCheck: true });
  const source = program.getSourceFile(script);
  if (!source) return;
  const [first] = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  if (!first) return;
  const line = source.getLineAndCharacterOfPosition(first.start ?? 0).line + 1;
  const [message] = ts.flattenDiagnosticMessageText(first.messageText, '\n').split('\n');
  const path = relative(project.folder, script).split(sep).join('/');
  throw new UserError(`${path}:${line}: ${message} Mend it, then run the same command again: no model was asked`);
}

/** The project's TypeScript; null if it has none, or one without this API. */
function typescriptOf(project: Project): typeof TypeScript | null {
  try {
    const ts = createRequire(project.file('package.json'))('typescript') as typeof TypeScript;
    return typeof ts.createProgram === 'function' ? ts : null;
  } catch {
    return null;
  }
}
