// One process of node-llama-cpp: GGUF THREADS WHAT PROMPTS. Its context is only as long as these prompts need, which saves it
// memory.
const begin = performance.now();
const { scriptArguments } = await import('../harness/core/options.js');
const { measureAnswers, version } = await import('./one-answer.js');
const [gguf, threads, what, promptFile] = scriptArguments() as [string, string, string, string];

await measureAnswers(
  begin,
  what,
  promptFile,
  async () => {
    const { openLlama } = await import('./llama.js');
    const [sequence] = await openLlama(gguf, Number(threads), 1, 1280);
    if (!sequence) throw new Error('expected one sequence, got none');
    return async (ids, count, sampling, onToken) => {
      await sequence.clearHistory();
      let tokens = 0;
      for await (const _ of sequence.evaluate(ids, { ...(sampling ?? { temperature: 0 }), yieldEogToken: true })) {
        onToken();
        if (++tokens === count) break;
      }
    };
  },
  () => version('node-llama-cpp', '.'),
);
process.exit(); // its threads would keep the process alive for a while
