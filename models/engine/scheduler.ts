// How many prompts each worker gets at a time: enough to fill its batch, but few enough long ones that no worker has a backlog
// when the others are done.
import type { Prompt } from './decode.js';

/** Prompts queued at each worker, so that a free slot in its batch is filled at once. */
const waiting = 2;

/** Maximum prompt tokens at a worker that has at least one prompt; about what a batch's KV cache has room for (rows.ts). */
const most = 16_384;

export class Scheduler<Worker> {
  private at = 0;
  private readonly held: Map<Worker, { prompts: number; tokens: number }>;
  private readonly tokens: Map<number, number>;

  /** `batch`: rows that a worker decodes together. */
  constructor(
    private readonly prompts: Prompt[],
    workers: Worker[],
    private readonly batch: number,
  ) {
    this.held = new Map(workers.map((worker) => [worker, { prompts: 0, tokens: 0 }]));
    this.tokens = new Map(prompts.map(({ index, ids }) => [index, ids.length]));
  }

  /** The next prompt for this worker; null if it holds enough for now, or none is left. */
  take(worker: Worker): Prompt | null {
    const prompt = this.prompts[this.at];
    const held = this.held.get(worker);
    if (!prompt || !held || held.prompts >= this.batch + waiting) return null;
    if (held.prompts > 0 && held.tokens + prompt.ids.length > most) return null;
    this.at++;
    held.prompts++;
    held.tokens += prompt.ids.length;
    return prompt;
  }

  /** Records that a worker answered the prompt with this index. */
  answered(worker: Worker, index: number): void {
    const held = this.held.get(worker);
    if (!held) return;
    held.prompts--;
    held.tokens -= this.tokens.get(index) ?? 0;
  }

  /** Whether every prompt has been given to a worker. */
  get empty(): boolean {
    return this.at >= this.prompts.length;
  }
}
