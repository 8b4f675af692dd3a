// How short the values of a grammar can be, in tokens at most.
import type { Node } from './schema.js';

export type { Node } from './schema.js';
export type ListNode = Extract<Node, { kind: 'list' }>;
export type ObjectNode = Extract<Node, { kind: 'object' }>;

/**
 * A function that gives for each node of a grammar by how many tokens its shortest value can be written, Infinity if it has no value
 * that ends. `cost`: of the text of a key.
 */
export function least(root: Node, cost: (text: Uint8Array) => number): (node: Node) => number {
  const known = new Map<Node, number>();
  const nodes: Node[] = [root];
  const seen = new Set(nodes);
  for (const node of nodes)
    for (const part of partsOf(node))
      if (!seen.has(part)) {
        seen.add(part);
        nodes.push(part);
      }
  const get = (node: Node) => known.get(node) ?? Number.POSITIVE_INFINITY;
  // grammars may refer to themselves: until nothing changes
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of [...nodes].reverse()) {
      const now = of(node);
      if (now >= get(node)) continue;
      known.set(node, now);
      changed = true;
    }
  }
  return get;

  function of(node: Node): number {
    if (node.kind === 'leaf') return node.leaf.least;
    if (node.kind === 'any') return Math.min(...node.of.map(get));
    if (node.kind === 'list') return node.least === 0 ? 2 : 1 + node.least * (get(node.item) + 1);
    const required = node.keys.filter((key) => key.required);
    return required.length === 0 ? 2 : required.reduce((sum, { text, value }) => sum + cost(text) + 2 + get(value), 1);
  }
}

function partsOf(node: Node): Node[] {
  if (node.kind === 'any') return node.of;
  if (node.kind === 'list') return [node.item];
  return node.kind === 'object' ? [...node.keys.map(({ value }) => value), ...(node.extra ? [node.extra.value] : [])] : [];
}
