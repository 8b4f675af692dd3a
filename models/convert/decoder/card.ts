// The README.md of a converted folder: what it contains, and the origin of its numbers.
import { codeFormats, floatFormats } from '../gguf/formats.js';
import type { Gguf } from '../gguf/gguf.js';
import type { Shape } from './shape.js';

/** Where a file came from, if known. */
export interface Source {
  /** e.g. a Hugging Face repository, `owner/name` */
  repository?: string;
  revision?: string;
}

/** The card as Markdown; `sha256` is the GGUF file's. */
export function card(file: Gguf, shape: Shape, sha256: string, source: Source = {}): string {
  const { metadata, reader } = file;
  const said = (key: string) => metadata.get(`general.${key}`);
  const from = source.repository ? `\`${source.repository}\`, revision \`${source.revision ?? 'not given'}\`, ` : '';
  const chat = metadata.has('tokenizer.chat_template') ? '' : '| chat | none: a base model, without a chat template |\n';
  return `# ${said('name') ?? reader.name}, for ONNX Runtime

| | |
|---|---|
| licence, as the GGUF file says | ${said('license') ?? 'not said: see where the file came from'} |
| came from | ${from}file \`${reader.name}\`, ${commas(reader.size)} bytes, SHA-256 \`${sha256}\` |
| converted by | \`npx evalbook convert\` |
| architecture | ${shape.architecture}: ${shape.layers} layers, hidden ${shape.hidden}, feed-forward ${shape.feedForward}, ${shape.heads} heads, ${shape.keyValueHeads} key/value heads of ${shape.headDim}, vocabulary ${commas(shape.vocabulary)}, context ${commas(shape.context)} |
| numbers | ${numbers(file)}: the very numbers of the GGUF file, none quantised again |
${chat}
| graph | arithmetic |
|---|---|
| \`onnx/model_q4.onnx\`, *portable*, the default | float32: the same text on every processor, but for near ties |
| \`onnx/model_fast_q4.onnx\`, *fast* | activations rounded to 8 bits: quicker, and its text varies with the processor |

Inputs: \`input_ids\`, \`attention_mask\`, \`position_ids\`, \`num_logits_to_keep\` (0 keeps all), \`past_key_values.N.key|value\`. Outputs:
\`logits\`, \`present.N.key|value\`, and \`new_key.N\`, \`new_value.N\`: only the rows of this step. Padding is on the right.
\`SHA256SUMS\` lists every file but this one.
`;
}

function numbers({ tensors }: Gguf): string {
  const counts = new Map<string, number>();
  for (const { type } of tensors.values()) {
    const name = (codeFormats[type] ?? floatFormats[type])?.name ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${count} tensors ${name}`).join(', ');
}

function commas(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}
