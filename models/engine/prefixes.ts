// First tokens that prompts have in common, as a template or worked examples: they are run once for all prompts that share them, which
// changes no number (README.md). Prompts of one kind are asked one after another for it.
import type { Prompt } from './decode.js';

/** Shorter ones are not worth a copy of the cache. */
const least = 8;

interface Group {
  prompts: Prompt[];
  /** tokens in common */
  shared: number;
}

/**
 * The prompts in groups that share a prefix, each with `shared` set, so that many tokens need not be run again. Groups come in the order of
 * their first prompts, and prompts in a group as given.
 */
export function grouped(prompts: readonly Prompt[]): Prompt[] {
  const place = new Map(prompts.map((prompt, i) => [prompt, i]));
  const at = (prompt: Prompt) => place.get(prompt) as number;
  const groups = best([...prompts].sort((a, b) => compared(a.ids, b.ids)));
  for (const group of groups) group.prompts.sort((a, b) => at(a) - at(b));
  groups.sort((a, b) => at(a.prompts[0] as Prompt) - at(b.prompts[0] as Prompt));
  return groups.flatMap(({ prompts, shared }) => prompts.map((prompt) => ({ ...prompt, shared })));
}

/** Groups of prompts in lexical order: those that share more than all do stand apart where this saves more tokens. */
function best(prompts: Prompt[]): Group[] {
  if (prompts.length === 0) return [];
  const whole = { prompts, shared: sharedBy(prompts) };
  const common = prompts.slice(1).map(({ ids }, i) => commonLength(ids, (prompts[i] as Prompt).ids));
  const lowest = Math.min(...common);
  const parts: Prompt[][] = [[]];
  for (const [i, prompt] of prompts.entries()) {
    if (i > 0 && common[i - 1] === lowest) parts.push([]);
    parts.at(-1)?.push(prompt);
  }
  if (parts.length === prompts.length || parts.length === 1) return [whole];
  const apart: Group[] = [];
  const rest: Prompt[] = [];
  for (const part of parts) {
    const own = best(part);
    if (own.reduce((sum, group) => sum + saved(group), 0) > whole.shared * part.length) apart.push(...own);
    else rest.push(...part);
  }
  return rest.length === 0 ? apart : [...apart, { prompts: rest, shared: sharedBy(rest) }];
}

/** Tokens that need not be run again. */
function saved({ prompts, shared }: Group): number {
  return shared * (prompts.length - 1);
}

/** Always at least two tokens shorter than the shortest prompt (see `stretches` for why two); 0 for one prompt, and if it is short. */
function sharedBy(prompts: readonly Prompt[]): number {
  const [first, ...others] = prompts;
  if (!first || others.length === 0) return 0;
  const shortest = Math.min(...prompts.map(({ ids }) => ids.length));
  const common = others.reduce((length, { ids }) => Math.min(length, commonLength(first.ids, ids)), shortest - 2);
  return common < least ? 0 : common;
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function compared(a: readonly number[], b: readonly number[]): number {
  const common = commonLength(a, b);
  return (a[common] ?? -1) - (b[common] ?? -1);
}
