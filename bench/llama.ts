// The part of node-llama-cpp that the benchmark uses. It is installed only in bench/: the import name is not a literal, so that
// neither compiler nor linter requires it.
const peer = 'node-llama-cpp';

export interface Sequence {
  /** number of tokens kept in the sequence */
  readonly nextTokenIndex: number;
  adaptStateToTokens(tokens: number[], allowShift?: boolean): Promise<void>;
  clearHistory(): Promise<void>;
  evaluate(tokens: number[], options: { temperature: number; yieldEogToken: boolean }): AsyncIterable<number>;
}

interface Context {
  getSequence(): Sequence;
}

interface Model {
  createContext(options: { contextSize: number; sequences: number; threads: number }): Promise<Context>;
}

interface Library {
  getLlama(options: { gpu: false; build: 'never'; logLevel: string; maxThreads: number }): Promise<{
    loadModel(options: { modelPath: string; gpuLayers: number }): Promise<Model>;
  }>;
}

/** `sequences` independent rows of a GGUF file on the CPU, each with room for `contextSize` tokens. */
export async function openLlama(modelPath: string, threads: number, sequences: number, contextSize: number): Promise<Sequence[]> {
  const { getLlama } = (await import(peer)) as Library;
  const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error', maxThreads: 0 });
  const model = await llama.loadModel({ modelPath, gpuLayers: 0 });
  const context = await model.createContext({ contextSize, sequences, threads });
  return Array.from({ length: sequences }, () => context.getSequence());
}
