// What open.ts reads off a graph, and a cache is made by.

/** The shape of a graph's cache and output. */
export interface Shape {
  layers: number;
  /** key/value heads */
  heads: number;
  /** numbers a head */
  dim: number;
  vocabulary: number;
}
