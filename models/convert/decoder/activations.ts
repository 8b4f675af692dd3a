// Values derived from an activation that linear layers need, each computed once: the sums of its blocks, and a split of the
// activation into three parts that 8 bits represent exactly. || The 8-bit kernel rounds each block of its input to 8 bits.
// Portable arithmetic gives it three inputs that this rounding does not change: x rounded to 8 bits, the remainder rounded to 8
// bits, and the remainder of that. Their products add up to the float32 product with an error below 1e-5 of the largest result,
// identical with AVX-512 and AVX2, in a third of the time of two 4-bit planes.
import type { Graph } from '../graph/graph.js';

const largestMatrix = 100_000; // maximum size of the matrix of ones below; a larger one costs more than it saves

export class Activations {
  private readonly known = new Set<string>();
  constructor(private readonly graph: Graph) {}

  /** Sums of blocks of x (…, columns). */
  sums(x: string, columns: number, block: number): string {
    const name = `${x}.sums${block}`;
    if (this.isKnown(name)) return name;
    const blocks = columns / block;
    if (columns * blocks > largestMatrix) {
      this.graph.op('Reshape', [x, this.graph.int64(`blocks${columns}/${block}`, [0, 0, blocks, block])], `${name}.in`);
      return this.graph.op('ReduceSum', [`${name}.in`, this.graph.int64('axis-1', [-1])], name, { keepdims: 0 });
    }
    const ones = this.graph.floats(`blocks${columns}x${block}`, [columns, blocks], () => {
      const matrix = new Float32Array(columns * blocks);
      for (let i = 0; i < columns; i++) matrix[i * blocks + Math.floor(i / block)] = 1;
      return matrix;
    });
    return this.graph.op('MatMul', [x, ones], name);
  }

  /** x (batch, length, columns) as (batch, 3 length, columns): three parts with sum x, each exact in 8 bits per block. */
  thirds(x: string, columns: number, block: number): string {
    const name = `${x}.thirds${block}`;
    if (this.isKnown(name)) return name;
    const { graph } = this;
    const blocks = graph.int64(`blocks${columns}/${block}`, [0, 0, columns / block, block]);
    const rest0 = graph.op('Reshape', [x, blocks], `${name}.0`);
    const [first, rest1] = this.rounded(rest0, `${name}.1`);
    const [second, rest2] = this.rounded(rest1, `${name}.2`);
    const all = graph.op('Concat', [first, second, rest2], `${name}.all`, { axis: 1 });
    return graph.op('Reshape', [all, graph.int64(`flat${columns}`, [0, -1, columns])], name);
  }

  /** x rounded to 8 bits per block as the kernel does (largest value 127), and the remainder. */
  private rounded(x: string, name: string): [string, string] {
    const { graph } = this;
    graph.op('Abs', [x], `${name}.size`);
    graph.op('ReduceMax', [`${name}.size`, graph.int64('axis-1', [-1])], `${name}.most`, { keepdims: 1 });
    graph.op('Max', [`${name}.most`, graph.scalar('tiny', 1e-30)], `${name}.above0`); // a block of zeros has no scale
    graph.op('Mul', [`${name}.above0`, graph.scalar('1/127', 1 / 127)], `${name}.step`);
    graph.op('Div', [x, `${name}.step`], `${name}.steps`);
    graph.op('Round', [`${name}.steps`], `${name}.whole`);
    graph.op('Mul', [`${name}.whole`, `${name}.step`], name);
    return [name, graph.op('Sub', [x, name], `${name}.rest`)];
  }

  private isKnown(name: string): boolean {
    const before = this.known.has(name);
    this.known.add(name);
    return before;
  }
}
