// Converts an export from elsewhere (transformers.js layout, one ONNX graph) into a folder that our engine runs well: the graph
// is edited, for both arithmetics; everything else is copied. edits.json lists the edits, and goes into the digest.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { byCodePoint, canonical } from '../../../harness/core/canonical.js';
import { UserError } from '../../../harness/core/errors.js';
import { type Arithmetic, fileSha256, graphFile } from '../../engine/folder.js';
import { editGraph } from './edit.js';

export interface ImportOptions {
  /** the graph's path in the folder; default onnx/model_q4.onnx */
  graph?: string;
  /** default both; a graph with embedded weights is written once for each */
  arithmetics?: Arithmetic[];
}

/**
 * Writes the folder `out`, which must not exist, from the export in `from`. Errors: UserError (exit 2) if a file is missing or
 * the graph cannot be read; no folder is left behind.
 */
export async function importOnnx(from: string, out: string, options: ImportOptions = {}): Promise<void> {
  const { graph = 'onnx/model_q4.onnx', arithmetics = ['portable', 'fast'] } = options;
  if (existsSync(out)) throw new UserError(`${out}: expected a folder that does not exist yet, found one`);
  for (const file of [graph, 'tokenizer.json', 'tokenizer_config.json', 'config.json'])
    if (!existsSync(join(from, file))) throw new UserError(`${join(from, file)}: expected a file of the export, found none`);
  const draft = join(dirname(resolve(out)), `.${basename(out)}.${process.pid}.tmp`);
  try {
    mkdirSync(join(draft, 'onnx'), { recursive: true });
    for (const file of readdirSync(from).filter((name) => /\.(json|txt|md)$|^LICENSE$/.test(name)))
      copyFileSync(join(from, file), join(draft, file));
    addTemplate(from, draft);
    for (const file of readdirSync(dirname(join(from, graph))).filter((name) => name.startsWith(`${basename(graph)}_data`)))
      copyFileSync(join(dirname(join(from, graph)), file), join(draft, 'onnx', file)); // the graph names them
    const bytes = readFileSync(join(from, graph));
    const edits: Record<string, string[]> = {};
    for (const arithmetic of arithmetics) {
      const edited = editGraph(bytes, arithmetic);
      for (const piece of edited.pieces) writeFileSync(join(draft, graphFile(arithmetic)), piece, { flag: 'a' });
      edits[arithmetic] = edited.edits;
    }
    writeFileSync(join(draft, 'edits.json'), `${canonical(edits)}\n`);
    await writeSums(draft);
    renameSync(draft, out);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** transformers.js reads the chat template from tokenizer_config.json only; newer exports have it in a separate file. */
function addTemplate(from: string, draft: string): void {
  const file = join(from, 'chat_template.jinja');
  const path = join(draft, 'tokenizer_config.json');
  const config = JSON.parse(readFileSync(path, 'utf8')) as { chat_template?: unknown };
  if (!config.chat_template && existsSync(file))
    writeFileSync(path, `${JSON.stringify({ ...config, chat_template: readFileSync(file, 'utf8') }, null, 2)}\n`);
}

async function writeSums(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort(byCodePoint);
  let text = '';
  for (const path of paths) text += `${await fileSha256(join(folder, path))}  ${path}\n`;
  writeFileSync(join(folder, 'SHA256SUMS'), text);
}
