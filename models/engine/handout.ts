// Which worker gets how many prompts at once: enough to fill its batch, but of long ones so few that no worker is left with a pile when the
// others are done.
import type { Prompt } from './decode.js';

/** Prompts that wait at each worker, so that a place in its batch is filled at once. */
const waiting = 2;

/** Most tokens of prompts at a worker that has one already; about what a batch's cache has room for (rows.ts). */
const most = 16_384;

export class Handout {
  private at = 0;
  private readonly held: { prompts: number; tokens: number }[];

  /** `batch`: rows that a worker decodes together. */
  constructor(
    private readonly prompts: Prompt[],
    workers: number,
    private readonly batch: number,
  ) {
    this.held = Array.from({ length: workers }, () => ({ prompts: 0, tokens: 0 }));
  }

  /** The next prompt for this worker; null where it holds enough for now, or where none is left. */
  take(worker: number): Prompt | null {
    const prompt = this.prompts[this.at];
    const held = this.held[worker];
    if (!prompt || !held || held.prompts >= this.batch + waiting) return null;
    if (held.prompts > 0 && held.tokens + prompt.ids.length > most) return null;
    this.at++;
    held.prompts++;
    held.tokens += prompt.ids.length;
    return prompt;
  }

  /** A worker answered a prompt of so many tokens. */
  answered(worker: number, tokens: number): void {
    const held = this.held[worker];
    if (!held) return;
    held.prompts--;
    held.tokens -= tokens;
  }

  /** Whether all prompts are with a worker, or answered. */
  get empty(): boolean {
    return this.at >= this.prompts.length;
  }
}
