// The tokens of one strand against what the model chooses in their places.
import type { InferenceSession } from 'onnxruntime-node';
import type { Hold } from '../mask/hold.js';
import { type Choice, chooser } from './choose.js';
import { needsLogits, type Strand, type StrandRead } from './strand.js';

/** Compares the tokens of one strand with what results of passes say, piece after piece. */
export class Check {
  private done = 0;
  private readonly chosen: Int32Array;
  private readonly margins: Float32Array;
  private readonly draws: Float32Array | null;
  private readonly choose;

  constructor(
    private readonly strand: Strand,
    private hold: Hold | null,
  ) {
    const count = strand.ids.length - strand.from;
    this.chosen = new Int32Array(count);
    this.margins = new Float32Array(count);
    const sampled = (strand.decoding.temperature ?? 0) > 0;
    this.draws = sampled ? new Float32Array(count) : null;
    this.choose = chooser(strand.decoding);
  }

  /** The next `count` tokens; theirs are the results from place `at` on. */
  take(result: InferenceSession.OnnxValueMapType, at: number, count: number, vocabulary: number): void {
    const logits = result.logits?.data as Float32Array;
    const best = result.best_logits?.data as Float32Array;
    const tokens = result.best_tokens?.data as BigInt64Array;
    for (let i = 0; i < count; i++) {
      const place = this.done++;
      const given = this.strand.ids[this.strand.from + place] as number;
      if (needsLogits(this.strand.decoding)) {
        const [from, to] = [(at + i) * vocabulary, (at + i + 1) * vocabulary];
        const { hold } = this;
        const choice = hold ? hold.choose(this.choose, logits, from, to) : this.choose(logits, from, to);
        this.chosen[place] = choice.token;
        this.margins[place] = this.draws || given === choice.token ? choice.margin : this.behind(logits, from, given, choice);
        const possible = given === choice.token || choice.rivals?.includes(given);
        if (this.draws) this.draws[place] = (possible ? 1 : -1) * (choice.drawMargin as number);
        // what follows a token that may not come is not of the schema: nothing is known of it
        if (hold && !hold.take(given)) this.hold = null;
        continue;
      }
      const [first, second] = [Number(tokens[2 * (at + i)]), Number(tokens[2 * (at + i) + 1])];
      const gap = (best[2 * (at + i)] as number) - (best[2 * (at + i) + 1] as number);
      this.chosen[place] = first;
      this.margins[place] = given === first ? gap : given === second ? -gap : Number.NEGATIVE_INFINITY;
    }
  }

  /** The margin, negative, where a token as good as the second best stands in the place of the best; -Infinity where none does. */
  private behind(logits: Float32Array, from: number, given: number, { token, margin }: Choice): number {
    const gap = (logits[from + token] as number) - (logits[from + given] as number);
    return gap <= margin && this.hold?.allows(given) ? -margin : Number.NEGATIVE_INFINITY;
  }

  result(): StrandRead {
    return { index: this.strand.index, chosen: this.chosen, margins: this.margins, draws: this.draws };
  }
}
