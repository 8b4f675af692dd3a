// How large a schema is once every reference is written out. Forty definitions that each name the one before twice are short to write
// and 2^40 checks to run; a definition that names itself has no end.

type Node = Record<string, unknown>;

/** Parts of the schema with local references (`#/…`) written out; Infinity for recursion and for references of other kinds. */
export function weight(schema: Node): number {
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
    known.set(pointer, Number.POSITIVE_INFINITY); // met again while it is being weighed: it names itself
    const target = targetOf(schema, pointer);
    const sum = target === undefined ? Number.POSITIVE_INFINITY : weigh(target);
    known.set(pointer, sum);
    return sum;
  }
}

function targetOf(schema: Node, pointer: string): unknown {
  if (!pointer.startsWith('#/')) return undefined;
  let part: unknown = schema;
  for (const step of pointer.slice(2).split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (part === null || typeof part !== 'object' || !Object.hasOwn(part, key)) return undefined;
    part = (part as Node)[key];
  }
  return part;
}
