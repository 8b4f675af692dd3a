// Labels from a file, for a reader that is a program: all lines are checked before the first is kept.

import { readFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { exit, printed, UserError } from '../../harness/core/errors.js';
import { at, isBlank, jsonOf, splitLines } from '../../harness/core/jsonl.js';
import { members, named, shaped } from '../../harness/core/shape.js';
import { type Label, labelKey, labelsPath } from '../../harness/records/labels.js';
import { lock } from '../../harness/records/lock.js';
import { Appender, readStore } from '../../harness/records/store.js';
import { type Answer, menuOf } from './label-menu.js';

const lineShape = members({ id: named });

/**
 * Adds the labels in file `from`, lines of {"id", "label"} with the label's key or word, to those of `rater`; returns the exit code. A
 * label that is there already is passed over. Errors: UserError naming file and line on an unknown or repeated id, a label that is
 * no key, or one that differs from the rater's earlier one; then nothing is added.
 */
export async function importLabels(
  path: string,
  answers: readonly Answer[],
  { rater, reader, from }: { rater: string; reader?: string | undefined; from: string },
  output: Writable,
): Promise<number> {
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  const free = await lock(labelsPath(path));
  try {
    const contents = readStore<Label>('', labelsPath(path));
    const seen = new Set<string>();
    const added: Label[] = [];
    for (const line of splitLines(bytesOf(from)).filter((one) => !isBlank(one)))
      at(from, line.number, () => {
        const { id, label: given } = shaped(jsonOf(line), lineShape) as { id: string; label?: unknown };
        const answer = byId.get(id);
        if (!answer) throw new UserError(`expected the \`id\` of an answer in ${path}, got ${printed(id)}`);
        if (seen.has(id)) throw new UserError(`expected one label an answer, got a second one of ${printed(id)}`);
        seen.add(id);
        const menu = menuOf(answer);
        const label = typeof given !== 'string' ? undefined : Object.hasOwn(menu, given) ? menu[given] : wordIn(menu, given);
        if (label === undefined)
          throw new UserError(`expected \`label\` to be one of ${Object.keys(menu).join(', ')}, got ${printed(given)}`);
        const key = labelKey(rater, id);
        const before = contents.first.get(key);
        if (before && before.label !== label)
          throw new UserError(
            `expected what ${rater} said before, ${before.label}, of ${printed(id)}, got ${label}: labels are kept`,
          );
        if (!before) added.push({ key, id, rater, label, ...(reader ? { reader } : {}) });
      });
    const appender = new Appender<Label>('', labelsPath(path), contents);
    try {
      for (const label of added) appender.append(label);
    } finally {
      appender.close();
    }
    const done = answers.filter(({ id }) => contents.first.has(labelKey(rater, id)) || added.some((one) => one.id === id)).length;
    output.write(
      `${done}/${answers.length} labelled${done < answers.length ? '; the same command with the other labels continues' : ''}\n`,
    );
    return done < answers.length ? exit.incomplete : exit.done;
  } finally {
    free();
  }
}

/** The label written out, as a report's page saves it. */
function wordIn(menu: Record<string, string>, given: string): string | undefined {
  return Object.values(menu).find((word) => word === given);
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new UserError(`--from: expected a file that can be read, got "${file}"`);
  }
}
