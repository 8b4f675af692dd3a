// Runs any decoder with `past_key_values` inputs and `present` outputs: one row, the whole cache copied at every step. Slower
// than rows.ts, with the same output.
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { type Runner, stretches } from './runner.js';

const longest = { fill: 512, score: 64 };

export class Present implements Runner {
  readonly most = 1;
  private past: Record<string, Tensor> | null = null;
  private length = 0;
  private prefix: { past: Record<string, Tensor>; length: number } | null = null;

  constructor(
    private readonly session: InferenceSession,
    private readonly vocabulary: number,
  ) {}

  get rows(): number {
    return this.past ? 1 : 0;
  }

  join(prefix: boolean): void {
    const kept = prefix ? this.prefix : null;
    this.past = kept?.past ?? emptyPast(this.session);
    this.length = kept?.length ?? 0;
  }

  leave(): void {
    this.past = null;
  }

  keepPrefix(_row: number, length = this.length): number {
    this.prefix = this.past && length === this.length ? { past: this.past, length } : null; // a part would take a copy per layer
    return this.prefix?.length ?? 0;
  }

  async fill(_row: number, ids: number[]): Promise<Float32Array> {
    let logits: Float32Array = new Float32Array(0);
    let from = 0;
    for (const size of stretches(ids.length, longest.fill)) {
      logits = await this.pass(ids.slice(from, from + size), 1);
      from += size;
    }
    return logits.subarray(logits.length - this.vocabulary);
  }

  async score(_row: number, ids: number[], see: (logits: Float32Array, from: number, count: number) => void): Promise<void> {
    let from = 0;
    for (const size of stretches(ids.length, longest.score)) {
      see(await this.pass(ids.slice(from, from + size), 0), from, size);
      from += size;
    }
  }

  async step(tokens: number[]): Promise<Float32Array> {
    return this.pass(tokens, 1);
  }

  private async pass(ids: number[], keep: number): Promise<Float32Array> {
    const total = this.length + ids.length;
    const dims = [1, ids.length];
    const feeds: Record<string, Tensor> = {
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), dims),
      attention_mask: new Tensor('int64', new BigInt64Array(total).fill(1n), [1, total]),
      position_ids: new Tensor(
        'int64',
        BigInt64Array.from(ids, (_, i) => BigInt(this.length + i)),
        dims,
      ),
      num_logits_to_keep: new Tensor('int64', BigInt64Array.of(BigInt(keep)), []),
      use_cache_branch: new Tensor('bool', Uint8Array.of(this.length > 0 ? 1 : 0), [1]),
      ...this.past,
    };
    for (const name of Object.keys(feeds)) if (!this.session.inputNames.includes(name)) delete feeds[name];
    const result = await this.session.run(feeds);
    this.past = {};
    for (const [name, tensor] of Object.entries(result)) {
      const past = name.replace(/^present\./, 'past_key_values.');
      if (past !== name && this.session.inputNames.includes(past)) this.past[past] = tensor as Tensor;
    }
    this.length = total;
    return result.logits?.data as Float32Array;
  }
}

function emptyPast(session: InferenceSession): Record<string, Tensor> {
  const past: Record<string, Tensor> = {};
  for (const input of session.inputMetadata) {
    if (!input.name.startsWith('past_key_values.') || !input.isTensor) continue;
    if (input.type !== 'float32') throw new Error(`expected a float32 cache, the graph takes ${input.type}`);
    const dims = input.shape.map((size, i) => (typeof size === 'number' ? size : i === 0 ? 1 : 0));
    past[input.name] = new Tensor('float32', new Float32Array(0), dims);
  }
  return past;
}
