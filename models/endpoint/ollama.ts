// What only Ollama reports, through its native API: which weights a name stands for, and the context length the model was loaded
// with.

interface Entry {
  name?: unknown;
  digest?: unknown;
  context_length?: unknown;
}

/** The manifest's digest, hexadecimal; null for any other server. */
export async function ollamaDigest(baseURL: string, model: string): Promise<string | null> {
  const digest = (await entry(baseURL, '/api/tags', model))?.digest;
  return typeof digest === 'string' && /^[0-9a-f]+$/.test(digest) ? digest : null;
}

/**
 * Whether a prompt of `promptTokens` tokens is likely a longer one that Ollama truncated. Ollama truncates silently, to the
 * context length or, in versions that run llama-server, to the first 4 tokens and half of the rest. Call it after an answer, when
 * the model is loaded.
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
