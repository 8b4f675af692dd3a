// Cosine and sine tables of the rotary position embedding, computed in float64 and rounded once.

import type { Gguf } from '../gguf/gguf.js';
import { rootPowers, sineCosine } from '../graph/exact-math.js';
import type { Graph } from '../graph/graph.js';
import { readVector } from '../graph/planes.js';
import type { Shape } from './shape.js';

/** Adds the tables for a rotation base, (context, headDim / 2) each. Returns their names. */
export function ropeTables(graph: Graph, file: Gguf, shape: Shape, base: number, factor: number, name: string): [string, string] {
  const half = shape.headDim / 2;
  const frequencies = () => {
    const factors = file.tensors.get('rope_freqs.weight'); // Llama 3.1 and later rescale low frequencies
    const stretch = factors ? readVector(file, factors) : null;
    return rootPowers(base, half).map((period, i) => 1 / period / factor / (stretch?.[i] ?? 1));
  };
  const table = (wave: 0 | 1) => () => {
    const speed = frequencies();
    const values = new Float32Array(shape.context * half);
    for (let i = 0; i < values.length; i++) values[i] = sineCosine(Math.floor(i / half) * (speed[i % half] as number))[wave];
    return values;
  };
  const dims = [shape.context, half];
  return [graph.floats(`${name}.cos`, dims, table(1)), graph.floats(`${name}.sin`, dims, table(0))];
}
