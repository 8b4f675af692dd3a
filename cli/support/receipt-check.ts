// `verify --check-receipt`: what a receipt says, and whether it is of the records here.
import { exit } from '../../harness/core/errors.js';
import { visible } from '../../harness/core/quote.js';
import type { Project } from '../../harness/project.js';
import { changedSubjects, readReceipt } from './receipt.js';

/** Prints what a receipt says; the exit code is 4 if the records here are not those that were read, or what was read did not hold. */
export function checkReceipt(project: Project, file: string): number {
  const receipt = readReceipt(file);
  const { machine, models, draw, finishedOn, holds } = receipt.predicate;
  process.stdout.write(
    `${finishedOn}: ${visible(machine.processor)} (${visible(machine.features.join(' ')) || 'features not said'}), ${visible(machine.os)}, Node ${visible(machine.node)}\n`,
  );
  for (const one of models)
    process.stdout.write(
      `${visible(one.model)}: ${one.read} of ${one.answers} answers read${draw.full ? '' : ' (drawn)'}, ${one.wrong.length} differ, at most ${(100 * one.atMost.share).toFixed(2)} % can\n`,
    );
  const changed = changedSubjects(project, receipt);
  for (const { name, there } of changed)
    process.stdout.write(`FAULT  ${visible(name)}: ${there ? 'is not the file that was read' : 'is not here'}\n`);
  const good = holds && changed.length === 0;
  process.stdout.write(good ? `holds: ${receipt.subject.length} record files are those that were read\n` : 'does NOT hold\n');
  return good ? exit.done : exit.verification;
}
