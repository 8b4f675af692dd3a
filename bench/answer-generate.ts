// One process of transformers.js with its own `generate()`, on the same graph and session options: FOLDER ARITHMETIC THREADS WHAT
// PROMPTS.
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
    const { graphName } = await import('../models/engine/folder.js');
    const { loadPackagesAsTheyAre } = await import('../models/engine/third-party.js');
    loadPackagesAsTheyAre(); // as our engine does
    const { AutoModelForCausalLM, AutoTokenizer, BaseStreamer, env, Tensor } = await import('@huggingface/transformers');
    env.allowRemoteModels = false;
    const [model] = await Promise.all([
      AutoModelForCausalLM.from_pretrained(folder, {
        local_files_only: true,
        device: 'cpu',
        dtype: 'q4',
        model_file_name: graphName(arithmetic),
        use_external_data_format: false,
        session_options: { intraOpNumThreads: Number(threads), interOpNumThreads: 1, executionMode: 'sequential' },
      }),
      AutoTokenizer.from_pretrained(folder, { local_files_only: true }),
    ]);
    /** The first call of `put` has the prompt, each later one a token. */
    class Times extends BaseStreamer {
      private prompt = true;
      constructor(private readonly onToken: () => void) {
        super();
      }
      override put(): void {
        if (!this.prompt) this.onToken();
        this.prompt = false;
      }
      override end(): void {}
    }
    return async (ids, count, sampling, onToken) => {
      const dims = [1, ids.length];
      await model.generate({
        input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), dims),
        attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims),
        max_new_tokens: count,
        min_new_tokens: count, // ignores end-of-sequence tokens
        ...(sampling ? { do_sample: true, temperature: sampling.temperature, top_k: sampling.topK } : { do_sample: false }),
        repetition_penalty: 1,
        streamer: new Times(onToken),
      } as unknown as Parameters<typeof model.generate>[0]);
    };
  },
  () => version('@huggingface/transformers'),
);
