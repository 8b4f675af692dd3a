// Whether a model fits into the memory that is free, asked before it is loaded: the system ends a process that takes more, without a
// word of ours.
import { readdirSync, statSync } from 'node:fs';
import { freemem, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { exit, UserError } from '../../harness/core/errors.js';

/** An open model takes its weights and their packed form, and this process something of its own. Measured: README.md beside this file. */
const perWeightByte = 1.4;
const besides = 200e6;

/** Bytes of memory that the model in `folder` takes once it is open, about; a long prompt takes more. Errors: none, 0 without weights. */
export function bytesNeeded(folder: string): number {
  const onnx = join(folder, 'onnx');
  let files: string[];
  try {
    files = readdirSync(onnx).filter((name) => /\.onnx_data(_\d+)?$/.test(name));
  } catch {
    return 0; // whoever opens it says what is missing
  }
  return perWeightByte * files.reduce((sum, name) => sum + statSync(join(onnx, name)).size, 0) + besides;
}

/**
 * Bytes that can be had without swapping, in this container if it has a limit. On macOS all of its memory, as what it calls free leaves
 * out what it would give back.
 */
export function bytesFree(): number {
  if (platform() === 'darwin') return totalmem();
  return Math.min(freemem(), process.availableMemory?.() ?? Number.POSITIVE_INFINITY);
}

/**
 * How many of `wanted` processes with a model of their own fit into memory, 1 or more. Errors: UserError (exit 3) if not even one does, with
 * what it needs and what is free.
 */
export function processesThatFit(folder: string, wanted: number, free = bytesFree()): number {
  const needed = bytesNeeded(folder);
  if (needed > free)
    throw new UserError(
      `${folder}: expected ${gigabytes(needed)} GB of free memory for this model, found ${gigabytes(free)} GB. It was not loaded: end other programs, or use a smaller model`,
      exit.incomplete,
    );
  return needed === 0 ? wanted : Math.min(wanted, Math.floor(free / needed));
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
