// What only Ollama says, by its own interface: which weights a name stands for, and how long the context is that it was loaded with.

interface Entry {
  name?: unknown;
  digest?: unknown;
  context_length?: unknown;
}

/** The manifest's digest, hexadecimal; null from any other server. */
export async function ollamaDigest(baseURL: string, model: string): Promise<string | null> {
  const digest = (await entry(baseURL, '/api/tags', model))?.digest;
  return typeof digest === 'string' && /^[0-9a-f]+$/.test(digest) ? digest : null;
}

/**
 * Whether a prompt of so many tokens is what Ollama leaves of a longer one: it cuts without a word, to the context's length or, in versions that
 * run llama-server, to the first 4 tokens and half of the rest. Asked once an answer is there, as the model is loaded then.
 */
export async function cutByOllama(baseURL: string, model: string, promptTokens: number): Promise<boolean> {
  const context = (await entry(baseURL, '/api/ps', model))?.context_length;
  return typeof context === 'number' && (promptTokens >= context || promptTokens === 4 + Math.floor((context - 4) / 2));
}

async function entry(baseURL: string, path: string, model: string): Promise<Entry | undefined> {
  try {
    const answer = await fetch(new URL(path, baseURL), { signal: AbortSignal.timeout(5000) });
    const { models } = (await answer.json()) as { models: Entry[] };
    return models.find(({ name }) => name === model || name === `${model}:latest`);
  } catch {
    return undefined;
  }
}
