// Where in a script a function was called. Taken from V8's structured call sites, never parsed from the text of a stack trace: a
// path may contain spaces, brackets, per cent signs or any script of the world.
import { findSourceMap } from 'node:module';

export interface CallSite {
  /** URL of the module, as in its `import.meta.url`; '' if the engine reports none */
  url: string;
  /** line in the source file, from 1 */
  line: number;
}

/** The call frames leading here, innermost first, followed by async callers; excludes the caller of this function. */
export function callSites(): CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: NodeJS.CallSite[] } = {};
  Error.stackTraceLimit = 100;
  Error.prepareStackTrace = (_, frames) => frames;
  Error.captureStackTrace(holder, callSites);
  const frames = holder.stack ?? [];
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  return frames.map((frame) => {
    const url = frame.getFileName() ?? '';
    return { url, line: sourceLine(url, frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1) };
  });
}

/** TypeScript runs compiled: the loader's source map leads back to the original source line. */
function sourceLine(url: string, line: number, column: number): number {
  const entry = findSourceMap(url)?.findEntry(line - 1, column - 1);
  return entry && 'originalLine' in entry ? entry.originalLine + 1 : line;
}
