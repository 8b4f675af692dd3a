// Reads tokens that are already known: one forward pass over prompt and answer gives the logits from which each token of the
// answer was chosen, so it is compared with what the model chooses there. Short texts go several in a pass, padded on the
// right, where nothing real looks; a long one goes in pieces, after what it has in common with the one before.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Decoding } from '../../harness/core/types.js';
import type { Schemas } from '../mask/hold.js';
import { openSchemas } from '../mask/open.js';
import { Cache } from './cache.js';
import { type Arithmetic, graphFile } from './folder.js';
import { Check } from './reading-check.js';
import { readingGraph } from './reading-graph.js';
import { stretches } from './runner.js';
import { graphShape, type Shape } from './shape.js';
import { needsLogits, type Strand, type StrandRead } from './strand.js';

/** Tokens of one pass at most, padding included: more is hardly faster, and takes more memory. */
export const passTokens = 2048;

/** Logits of one pass at most, as numbers: 256 MB. */
const passLogits = 64e6;

export class Reader {
  private readonly cache: Cache;
  /** ids whose keys and values the cache holds */
  private held: number[] = [];

  private constructor(
    private readonly session: InferenceSession,
    private readonly shape: Shape,
    private readonly schemas: () => Schemas,
  ) {
    this.cache = new Cache(shape);
    this.cache.add(0);
  }

  /**
   * Opens a checked folder for reading; null if its graph is not one of `convert`. `threads`: of ONNX Runtime; `ends`: tokens that end an
   * answer, needed for those of a schema.
   */
  static async open(
    folder: string,
    arithmetic: Arithmetic,
    threads: number,
    ends: readonly number[] = [],
  ): Promise<Reader | null> {
    const graph = readingGraph(readFileSync(join(folder, graphFile(arithmetic))));
    if (!graph) return null;
    const session = await InferenceSession.create(graph, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      extra: { session: { model_external_initializers_file_folder_path: join(folder, 'onnx') } },
    });
    let schemas: Schemas | undefined;
    return new Reader(session, graphShape(session), () => {
      schemas ??= openSchemas(folder, new Set(ends));
      return schemas;
    });
  }

  /** Reads strands that are all of one kind: sampled or greedy, with schemas or without. */
  async read(strands: Strand[]): Promise<StrandRead[]> {
    const kept = strands.reduce((total, { ids, from }) => total + ids.length - from, 0);
    const [first] = strands;
    if (!first) return [];
    if (strands.length === 1 && (first.ids.length > passTokens || kept > this.mostKept)) return [await this.long(first)];
    if (kept <= this.mostKept) return this.together(strands);
    const half = Math.ceil(strands.length / 2);
    return [...(await this.read(strands.slice(0, half))), ...(await this.read(strands.slice(half)))];
  }

  /** Reads one strand in pieces; keys and values of what it has in common with the last one so read are kept. */
  async long(strand: Strand): Promise<StrandRead> {
    const { cache } = this;
    const { ids, from } = strand;
    let common = 0;
    while (common < from - 1 && common < this.held.length && this.held[common] === ids[common]) common++;
    cache.lengths[0] = common;
    const check = this.checkOf(strand);
    this.held = ids.slice(0, common);
    for (const size of this.pieces(common, from, ids.length - 1)) {
      const at = cache.lengths[0] as number;
      cache.extend(size, 0);
      const part = ids.slice(at, at + size);
      const result = await this.run([part], cache.one(0), at, kept(at, size, from), strand.decoding, true);
      for (let i = 0; i < 2 * this.shape.layers; i++) cache.append(0, i, result[rowName(i)]?.data as Float32Array, 0, size);
      cache.advance(0, size);
      this.held.push(...part);
      check.take(result, 0, kept(at, size, from).length, this.shape.vocabulary);
    }
    return check.result();
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  /** Sizes of the passes over positions `begin` to `end`; the answer's, from `from` - 1 on, apart if their logits are too many. */
  private pieces(begin: number, from: number, end: number): number[] {
    if (end - from + 1 <= this.mostKept) return stretches(end - begin, passTokens);
    return [...stretches(from - 1 - begin, passTokens), ...stretches(end - from + 1, Math.min(passTokens, this.mostKept))];
  }

  private checkOf(strand: Strand): Check {
    const { schema, maxNewTokens } = strand.decoding;
    return new Check(strand, schema ? this.schemas().hold(schema, maxNewTokens) : null);
  }

  private get mostKept(): number {
    return Math.max(1, Math.floor(passLogits / this.shape.vocabulary));
  }

  /** The last token of a strand is never run: nothing was chosen after it. */
  private async together(strands: Strand[]): Promise<StrandRead[]> {
    const width = Math.max(...strands.map(({ ids }) => ids.length - 1));
    const positions = strands.flatMap(({ ids, from }, row) =>
      kept(0, ids.length - 1, from).map((position) => row * width + position),
    );
    const { layers, heads, dim } = this.shape;
    const empty = Array.from(
      { length: 2 * layers },
      () => new Tensor('float32', new Float32Array(0), [strands.length, heads, 0, dim]),
    );
    const rows = strands.map(({ ids }) => [...ids.slice(0, -1), ...new Array<number>(width - ids.length + 1).fill(0)]);
    const result = await this.run(rows, empty, 0, positions, (strands[0] as Strand).decoding, false);
    let at = 0;
    return strands.map((strand) => {
      const check = this.checkOf(strand);
      const count = strand.ids.length - strand.from;
      check.take(result, at, count, this.shape.vocabulary);
      at += count;
      return check.result();
    });
  }

  /** One pass over rows of the same length, after `filled` positions. */
  private async run(
    rows: number[][],
    past: Tensor[],
    filled: number,
    positions: number[],
    decoding: Decoding,
    withRows: boolean,
  ): Promise<InferenceSession.OnnxValueMapType> {
    const [batch, width] = [rows.length, rows[0]?.length ?? 0];
    const feeds: Record<string, Tensor> = {
      input_ids: int64(rows.flat(), [batch, width]),
      position_ids: int64(
        rows.flatMap((row) => row.map((_, i) => filled + i)),
        [batch, width],
      ),
      // padding is not masked: it stands behind, and no position looks ahead
      attention_mask: new Tensor('int64', new BigInt64Array(batch * (filled + width)).fill(1n), [batch, filled + width]),
      // never none: a product without rows ends the process
      read_positions: int64(positions.length > 0 ? positions : [0], [Math.max(1, positions.length)]),
    };
    for (const [i, tensor] of past.entries())
      feeds[`past_key_values.${rowName(i).replace(/new_(\w+)\.(\d+)/, '$2.$1')}`] = tensor;
    const fresh = withRows ? past.map((_, i) => rowName(i)) : [];
    const wanted = positions.length === 0 ? [] : needsLogits(decoding) ? ['logits'] : ['best_logits', 'best_tokens'];
    return this.session.run(feeds, [...wanted, ...fresh]);
  }
}

/** Positions of a piece whose logits chose a token of the answer, counted from the piece's begin. */
function kept(at: number, size: number, from: number): number[] {
  const first = Math.max(0, from - 1 - at);
  return Array.from({ length: Math.max(0, size - first) }, (_, i) => first + i);
}

/** Outputs with the new keys and values, in the order of a cache's buffers. */
function rowName(i: number): string {
  return `new_${i % 2 === 0 ? 'key' : 'value'}.${i >> 1}`;
}

function int64(values: number[], dims: number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), dims);
}
