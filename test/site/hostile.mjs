// A notebook whose model gives answers that try to leave the page, and an earlier version of it in which one answer was another.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from '../fixtures/project.ts';

/** `seen`: how the panel shows it, where that is another text. */
export const strange = [
  { id: 'markup', text: '<script>window.owned = 1</script><img src=x onerror="window.owned=1"><b>bold</b>' },
  { id: '</script><h1>', text: '</script></textarea></dialog><!-- <script>' },
  { id: 'turned', text: 'abc\u202edcba\u202c שלום עולם', seen: 'abcU+202EdcbaU+202C שלום עולם' },
  { id: 'nul', text: 'a\u0000b', seen: 'aU+0000b' },
  { id: 'half', text: 'a\ud83d b\udc00', seen: 'aU+D83D bU+DC00' },
  { id: 'long', text: '鸡<b>'.repeat(250_000) },
  { id: '"><img src=x>', text: `'"><img src=x onerror=window.owned=1>&lt;b&gt;&amp;` },
  { id: 'empty', text: '', seen: '∅' },
  { id: 'plain', text: 'right' },
];

const script = `// # What may an answer hold?
//
// Two scripted models say what could leave a page.

import { notebook, passRate, verdictCounts } from 'evalbook';
import { judge, sayer } from '../said.js';

const { load, run, show, weave } = notebook(import.meta.url);
const rows = await run({ models: [sayer('one'), sayer('two')], dataset: await load('strange'), judges: [judge], decoding: { maxNewTokens: 8 } });

// ## Results

show(passRate(rows, { judge, by: ['model'] }).table());
show(verdictCounts(rows, { judge }));

export default await weave();
`;

const source = (plain) => `import { scripted } from './scripted.js';
const said: Record<string, string> = ${JSON.stringify({ ...Object.fromEntries(strange.map(({ id, text }) => [id, text])), plain })};
export const sayer = (id: string) =>
  scripted({ id, say: ({ messages }) => (said[messages[0]?.content ?? ''] ?? '') + (id === 'two' ? '.' : '') });
export const judge = {
  name: 'strange',
  version: '1',
  grade: (_: unknown, { output }: { output: string }) => ({
    judge: 'strange', score: output === 'right' ? 1 : 0, verdict: output.slice(0, 60), why: output.slice(0, 500),
  }),
};
`;

/** The project with its reports, and the folder of its earlier version. */
export async function hostileNotebook() {
  const project = new Project();
  const lines = strange.map(({ id }) => `${JSON.stringify({ id, input: id })}\n`);
  project.write('experiments/01-strange.ts', script).write('datasets/strange/data.jsonl', lines.join(''));
  const build = async (plain) => {
    project.write('said.ts', source(plain));
    const { code, stderr } = await project.command('report', '--quiet');
    if (code !== 0) throw new Error(stderr);
  };
  await build('left');
  const before = join(project.folder, '../before');
  cpSync(project.folder, before, { recursive: true });
  project.remove('records');
  await build('right');
  return { project, before };
}
