// One process of our engine: FOLDER ARITHMETIC THREADS WHAT PROMPTS. Loading includes verifying the SHA-256 of every file.
const begin = performance.now();
const { scriptArguments } = await import('../harness/core/options.js');
const { measureAnswers, version } = await import('./one-answer.js');
const [folder, arithmetic, threads, what, promptFile] = scriptArguments() as [
  string,
  'portable' | 'fast',
  string,
  string,
  string,
];

await measureAnswers(
  begin,
  what,
  promptFile,
  async () => {
    const { checkFolder, readFolder } = await import('../models/engine/folder.js');
    const { decode } = await import('../models/engine/decode.js');
    const { openModel } = await import('../models/engine/open.js');
    const { Queue } = await import('../models/engine/queue.js');
    await checkFolder(readFolder(folder, () => 'restore the folder'));
    const model = { ...(await openModel(folder, arithmetic, Number(threads))), eosTokenIds: new Set<number>() };
    return async (ids, count, sampling, onToken) => {
      const prompt = { index: 0, ids, decoding: { maxNewTokens: count, ...sampling }, onToken };
      for await (const _ of decode(model, model.runner(1), new Queue([prompt], true)));
    };
  },
  () => version('onnxruntime-node'),
);
