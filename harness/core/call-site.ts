// Where in a script a function was called. Asked of the engine frame by frame, never read out of the text of a stack trace: a path may
// hold spaces, brackets, per cent signs or any script of the world.
import { findSourceMap } from 'node:module';

export interface CallSite {
  /** address of the module, as its `import.meta.url` has it; '' where the engine names none */
  url: string;
  /** line in the source file, from 1 */
  line: number;
}

/** The frames of the calls that led here, innermost first, with async callers behind them; the caller of this function is left out. */
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

/** TypeScript runs compiled: the loader's source map leads back to the line that was written. */
function sourceLine(url: string, line: number, column: number): number {
  const entry = findSourceMap(url)?.findEntry(line - 1, column - 1);
  return entry && 'originalLine' in entry ? entry.originalLine + 1 : line;
}
