// How answers were drawn for readers: which stratum each is from, and how many answers each stratum had, so that what readers find
// can be weighted to all answers. Apart from the answers themselves, as it tells what the judge said.
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { UserError } from '../core/errors.js';
import { parseLines } from '../core/jsonl.js';
import { members, named, shaped, text } from '../core/shape.js';
import type { Project } from '../project.js';

/** A judge's verdict as a stratum; an answer passes if its score is exactly 1. */
export const strata = ['passed', 'failed', 'unscored'] as const;
export type Verdict = (typeof strata)[number];

const verdict = v.picklist(strata, strata.join(', '));
const count = v.pipe(v.number('a whole number'), v.integer('a whole number'), v.minValue(0, '0 or more'));

const drawShape = members({
  report: named,
  dataset: named,
  judge: named,
  seed: text,
  count,
  strata: v.array(members({ verdict, answers: count, drawn: count }), 'a list of strata'),
  drawn: v.record(text, verdict, 'an object of verdicts by answer'),
});

/** `strata`: answers of each verdict when it was drawn, and how many of them were; `drawn`: the verdict then, by record key. */
export type Draw = v.InferOutput<typeof drawShape>;

/** An answer as readers see it: nothing of model, judge or score. */
export interface DrawnAnswer {
  /** key of its record */
  id: string;
  input: string;
  /** what it has to do, if the judge says so */
  expected?: string;
  output: string;
}

const answerShape = members({ id: named, input: text, expected: v.exactOptional(text), output: text });

/** The draw of a report's answers to a dataset, and the answers; null if none was made. Errors: UserError if a file is not one. */
export function readDraw(project: Project, report: string, dataset: string): { draw: Draw; answers: DrawnAnswer[] } | null {
  const [path, answersPath] = [project.at.draw(report, dataset), project.at.drawn(report, dataset)];
  const [draw, answers] = [read(project.file(path)), read(project.file(answersPath))];
  if (!draw && !answers) return null;
  for (const [file, other] of [
    [path, draw],
    [answersPath, answers],
  ] as const)
    if (!other) throw new UserError(`${file}: expected the file beside the other half of its draw, found none. Restore it`);
  return { draw: drawOf(draw as Buffer, path), answers: parseLines(answers as Buffer, answersPath, answerShape) };
}

function drawOf(bytes: Buffer, path: string): Draw {
  try {
    return shaped(JSON.parse(bytes.toString('utf8')), drawShape);
  } catch (error) {
    throw new UserError(`${path}: expected what \`evalbook label --draw\` writes, got another file: ${(error as Error).message}`);
  }
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
