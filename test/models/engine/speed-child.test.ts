// One measurement of the embedded model in a process of its own, as `report 05 --fresh` starts it: here with the packages as installed.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { execArgvOf } from '../../../harness/core/own-script.js';
import type { SpeedRun } from '../../../harness/records/measurements.js';
import { smollm2 } from '../../../models/catalog/smollm2.js';

const installed = (name: string) =>
  (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;

test('a measurement prints one line with every measure and the versions of the libraries', () => {
  const { script, args } = smollm2().speed;
  const line = execFileSync(process.execPath, [...execArgvOf(script), script, ...args], { encoding: 'utf8' });
  const { runtime, ...measures } = JSON.parse(line) as SpeedRun;
  assert.is(
    runtime,
    `onnxruntime-node ${installed('onnxruntime-node')}, transformers.js ${installed('@huggingface/transformers')}`,
  );
  assert.is(Object.keys(measures).length, 6);
  for (const [name, value] of Object.entries(measures)) assert.ok(value > 0, `${name}: ${value}`);
  assert.ok(measures.longFirstTokenMs > measures.shortFirstTokenMs, 'a prompt of 1,000 tokens takes longer than one of 38');
});

test.run();
