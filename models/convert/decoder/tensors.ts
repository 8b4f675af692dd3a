// Checks before anything is written: every tensor that the graph needs is present, complete, of the right size and in a supported
// quantisation; and no tensor would be left out of the graph.
import { UserError } from '../../../harness/core/errors.js';
import { codeFormats, floatFormats, supportedFormats } from '../gguf/formats.js';
import { type Gguf, shown, type Tensor } from '../gguf/gguf.js';
import { typeName } from '../gguf/type-names.js';
import { tensorBytes } from '../graph/planes.js';
import type { Shape } from './shape.js';

/** Expected columns and rows of a tensor, and whether it is required. */
type Size = [columns: number, rows: number, required: boolean];

/** Errors: UserError naming the tensor, what was expected and what was found. */
export function checkTensors({ reader, tensors }: Gguf, shape: Shape): void {
  const expected = sizes(shape);
  const fail = (what: string, got: string) => new UserError(`${reader.path}: expected ${what}, got ${got}`);
  for (const [name, [, , required]] of expected) if (required && !tensors.has(name)) throw fail(`a tensor \`${name}\``, 'none');
  for (const tensor of tensors.values()) {
    const { name, type, columns, rows, offset } = tensor;
    const size = expected.get(name);
    if (!size) throw fail(`only tensors of the architecture ${shape.architecture}`, `\`${shown(name)}\``);
    if (!codeFormats[type] && !floatFormats[type])
      throw fail(`quantisations ${supportedFormats}`, `${typeName(type)} in \`${name}\``);
    if (columns !== size[0] || rows !== size[1]) throw fail(`\`${name}\` to be ${size[0]} × ${size[1]}`, `${columns} × ${rows}`);
    const bytes = tensorBytes(tensor);
    if (bytes === null) throw fail(`whole blocks in the rows of \`${name}\``, `${columns} columns`);
    if (offset + bytes > reader.size) throw reader.cutShort(offset + bytes);
  }
  const [one, other] = overlapping([...tensors.values()]) ?? [];
  if (one && other) throw fail(`\`${other.name}\` after the end of \`${one.name}\``, 'both in the same bytes');
}

/** The first two tensors that lie over each other, as after damage to an offset. */
function overlapping(tensors: Tensor[]): [Tensor, Tensor] | undefined {
  tensors.sort((a, b) => a.offset - b.offset);
  for (const [i, tensor] of tensors.entries()) {
    const next = tensors[i + 1];
    if (next && tensor.offset + (tensorBytes(tensor) ?? 0) > next.offset) return [tensor, next];
  }
  return undefined;
}

function sizes(shape: Shape): Map<string, Size> {
  const { hidden, feedForward, heads, keyValueHeads, headDim, vocabulary, architecture } = shape;
  const [query, keyValue] = [heads * headDim, keyValueHeads * headDim];
  const [gemma, normed] = [architecture === 'gemma3', architecture === 'gemma3' || architecture === 'qwen3'];
  const all = new Map<string, Size>([
    ['token_embd.weight', [hidden, vocabulary, true]],
    ['output_norm.weight', [hidden, 1, true]],
    ['output.weight', [hidden, vocabulary, false]],
  ]);
  if (architecture === 'llama') all.set('rope_freqs.weight', [headDim / 2, 1, false]);
  for (let l = 0; l < shape.layers; l++) {
    const add = (part: string, columns: number, rows: number, required = true) =>
      all.set(`blk.${l}.${part}`, [columns, rows, required]);
    add('attn_norm.weight', hidden, 1);
    add('ffn_norm.weight', hidden, 1);
    for (const [c, rows] of Object.entries({ q: query, k: keyValue, v: keyValue })) {
      add(`attn_${c}.weight`, hidden, rows);
      add(`attn_${c}.bias`, rows, 1, architecture === 'qwen2');
    }
    add('attn_output.weight', query, hidden);
    add('ffn_gate.weight', hidden, feedForward);
    add('ffn_up.weight', hidden, feedForward);
    add('ffn_down.weight', feedForward, hidden);
    if (normed) for (const c of ['q', 'k']) add(`attn_${c}_norm.weight`, headDim, 1);
    if (gemma) for (const part of ['post_attention_norm.weight', 'post_ffw_norm.weight']) add(part, hidden, 1);
  }
  return all;
}
