// The shape that a graph says it has, and from which a cache is made.
import type { InferenceSession } from 'onnxruntime-node';

/** The shape of a graph's cache and output. */
export interface Shape {
  layers: number;
  /** key/value heads */
  heads: number;
  /** dimension per head */
  dim: number;
  vocabulary: number;
}

/** Reads it from the inputs and outputs of an opened graph. Errors: Error if it is no decoder with a cache. */
export function graphShape(session: InferenceSession): Shape {
  const dims = (list: readonly InferenceSession.ValueMetadata[], name: string) => {
    const entry = list.find((value) => value.name === name);
    if (!entry?.isTensor) throw new Error(`expected the graph to have \`${name}\`, found none`);
    return entry.shape.map(Number);
  };
  const [, heads, , dim] = dims(session.inputMetadata, 'past_key_values.0.key') as [number, number, number, number];
  const layers = session.inputNames.filter((name) => /^past_key_values\.\d+\.key$/.test(name)).length;
  return { layers, heads, dim, vocabulary: dims(session.outputMetadata, 'logits')[2] as number };
}
