// Exports that are several files: what is written, and by whom.
import type { Project } from '../../project.js';

export interface ExportedFile {
  /** relative to the folder that the user names */
  path: string;
  text: string;
}

/** What an export says of the tool and the day. */
export interface Tool {
  /** of evalbook */
  version: string;
  /** the notebook's release, so that its exports have the same bytes on every day; a draft's are of the day they are made */
  created: Date;
}

/** The tool for a project's exports; `now` dates those of a project that was not released. */
export function toolOf({ released }: Project, version: string, now: Date): Tool {
  return { version, created: released ? new Date(`${released}T00:00:00Z`) : now };
}

/** What every export says of its scores. */
export const strictness =
  'An answer that was cut off or loops does not pass, unless the script of the report says why it may; the lenient score is what the judge gave.';

/** What every export says of the texts in it and in the CSV, for those who read both. */
export const apostrophe =
  'In the CSV of the report an apostrophe stands before a cell that begins with = + - @, their full-width forms, a tab or a carriage return, ' +
  'so that no spreadsheet runs it: take it off to read the cell.';
