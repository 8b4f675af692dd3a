// The size of a schema with all references expanded. Forty definitions that each refer twice to the previous one are short to
// write but take 2^40 checks; a recursive definition is endless.

type Node = Record<string, unknown>;

/** Number of parts with local references (`#/…`) expanded; Infinity for recursion and for any other kind of reference. */
export function weight(schema: Node | boolean): number {
  const known = new Map<string, number>();
  return weigh(schema);

  function weigh(part: unknown): number {
    if (part === null || typeof part !== 'object') return 0;
    let sum = 1;
    for (const [keyword, inner] of Object.entries(part)) {
      if (keyword === '$dynamicRef' || keyword === '$recursiveRef') return Number.POSITIVE_INFINITY;
      sum += keyword === '$ref' && typeof inner === 'string' ? weighTarget(inner) : weigh(inner);
    }
    return sum;
  }

  function weighTarget(pointer: string): number {
    const before = known.get(pointer);
    if (before !== undefined) return before;
    known.set(pointer, Number.POSITIVE_INFINITY); // reached again while its size is being computed: it is recursive
    const target = targetOf(schema, pointer);
    const sum = target === undefined ? Number.POSITIVE_INFINITY : weigh(target);
    known.set(pointer, sum);
    return sum;
  }
}

function targetOf(schema: Node | boolean, pointer: string): unknown {
  if (!pointer.startsWith('#/')) return undefined;
  let part: unknown = schema;
  for (const step of pointer.slice(2).split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (part === null || typeof part !== 'object' || !Object.hasOwn(part, key)) return undefined;
    part = (part as Node)[key];
  }
  return part;
}
