// Writes the output of a dataset's generator, or checks that the file equals it byte for byte: reproducible data can be verified.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from './canonical.js';
import { exit } from './errors.js';
import { scriptArguments } from './options.js';
import type { Sample } from './types.js';

/**
 * Called by datasets/NAME/make/generate.ts with its `import.meta.url`. Writes datasets/NAME/data.jsonl and prints count and
 * SHA-256; with `--check` it writes nothing, and the exit code is 1 if the file differs. Any other flag: exit code 2.
 */
export function writeData(generator: string, samples: Sample[], flags: string[] = scriptArguments()): void {
  const folder = dirname(dirname(fileURLToPath(generator)));
  const path = `${basename(dirname(folder))}/${basename(folder)}/data.jsonl`;
  const text = samples.map((sample) => `${JSON.stringify(sample)}\n`).join('');
  if (flags.length === 0) {
    writeFileSync(join(folder, 'data.jsonl'), text);
    process.stdout.write(`${path}: ${samples.length} samples, SHA-256 ${sha256(text)}\n`);
  } else if (flags.length > 1 || flags[0] !== '--check') {
    process.stderr.write(`expected no flag or --check, got "${flags.join(' ')}"\n`);
    process.exitCode = exit.usage;
  } else if (readFileSync(join(folder, 'data.jsonl'), 'utf8') !== text) {
    process.stderr.write(
      `${path}: expected what make/generate.ts makes, found other bytes. \`npx tsx ${path.replace('data.jsonl', 'make/generate.ts')}\` writes it\n`,
    );
    process.exitCode = exit.gate;
  } else process.stdout.write(`${path}: ${samples.length} samples, as made\n`);
}
