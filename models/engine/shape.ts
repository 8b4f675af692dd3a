// The shape that open.ts reads from a graph, and from which a cache is made.

/** The shape of a graph's cache and output. */
export interface Shape {
  layers: number;
  /** key/value heads */
  heads: number;
  /** dimension per head */
  dim: number;
  vocabulary: number;
}
