// Which worker gets how many prompts at once: enough to fill its batch, but of long ones so few that no worker is left with a pile when the
// others are done.
import type { Prompt } from './decode.js';

/** Prompts that wait at each worker, so that a place in its batch is filled at once. */
const waiting = 2;

/** Most tokens of prompts at a worker that has one already; about what a batch's cache has room for (rows.ts). */
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

  /** The next prompt for this worker; null where it holds enough for now, or where none is left. */
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

  /** A worker answered the prompt of this index. */
  answered(worker: Worker, index: number): void {
    const held = this.held.get(worker);
    if (!held) return;
    held.prompts--;
    held.tokens -= this.tokens.get(index) ?? 0;
  }

  /** Whether all prompts are with a worker, or answered. */
  get empty(): boolean {
    return this.at >= this.prompts.length;
  }
}
