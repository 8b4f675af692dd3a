// Checks of the JSON judge's schemas: on the official tests of five drafts and on the schemas and files of SchemaStore, it decides as
// ajv does where nobody guards it (`strict: false`, with its formats), and refuses a schema only where ajv throws. Both figures are
// of the report half; no rule was made for a test of either.
import { Ajv, type AnySchema } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type AjvCore from 'ajv/dist/core.js';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import Ajv04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { isJson } from '../harness/core/is-json.js';
import type { Grade } from '../harness/core/types.js';
import { json } from '../judges/json/index.js';
import { halfOf } from './halves.js';
import type { Check, Corpora, Measured } from './types.js';

/** Whether the value fits; a refusal of the schema, or no verdict, as a text. */
type Verdict = boolean | 'refused' | 'unscored';

interface Item {
  name: string;
  schema: unknown;
  /** the value's JSON text */
  text: string;
  valid: boolean;
}

const options = { strict: false, logger: false } as const;
const plain: Record<string, () => AjvCore.default> = {
  'draft-04': () => new Ajv04.default(options),
  'draft-06': () => new Ajv(options).addMetaSchema(draft06),
  'draft-07': () => new Ajv(options),
  'draft/2019-09': () => new Ajv2019(options),
  'draft/2020-12': () => new Ajv2020(options),
};

/** ajv's verdicts; a schema is compiled once for all of its items that follow one another. */
function byAjv(): (item: Item) => Verdict {
  let last: unknown;
  let check: ((data: unknown) => boolean) | null = null;
  return ({ schema, text }) => {
    const written = JSON.stringify(schema);
    if (written !== last) {
      last = written;
      check = compiled(schema);
    }
    try {
      return check ? check(JSON.parse(text)) : 'refused';
    } catch {
      return 'refused'; // its recursion has no end
    }
  };
}

function compiled(schema: unknown): ((data: unknown) => boolean) | null {
  const said = String((schema as { $schema?: unknown }).$schema ?? 'draft/2020-12');
  const make = Object.entries(plain).find(([name]) => said.includes(name))?.[1];
  try {
    if (!make) return null;
    const ajv = make();
    formats.default(ajv);
    return ajv.compile(schema as AnySchema) as (data: unknown) => boolean;
  } catch {
    return null;
  }
}

function graded({ schema, text }: Item): Grade | null {
  try {
    return json.grade({ id: '', input: '', target: { schema } }, { output: text, finish: 'stop' }) as Grade;
  } catch {
    return null;
  }
}

function byOurs(item: Item): Verdict {
  const grade = graded(item);
  return grade === null ? 'refused' : grade.score === null ? 'unscored' : grade.score === 1;
}

function compared(items: Item[]): Measured {
  const report = items.filter((item) => halfOf(JSON.stringify(item)) === 'report');
  const ajv = byAjv();
  const count = { right: 0, peerRight: 0, refused: 0, peerRefused: 0 };
  const misses: string[] = [];
  for (const item of report) {
    const ours = byOurs(item);
    const peer = ajv(item);
    if (ours === item.valid) count.right++;
    if (peer === item.valid) count.peerRight++;
    if (ours === 'refused') count.refused++;
    if (peer === 'refused') count.peerRefused++;
    // where ajv's recursion has no end, ours leaves the answer unscored
    const alike = ours === peer || (ours === 'unscored' && peer === 'refused');
    if (!alike) misses.push(`${item.name}: ${ours}, ajv ${peer}`);
  }
  return {
    n: report.length,
    value: `${report.length - misses.length}/${report.length} alike; right ${count.right}, ajv ${count.peerRight}; refused ${count.refused}, ajv ${count.peerRefused}`,
    passed: misses.length === 0 && report.length > 0,
    misses: misses.slice(0, 5),
  };
}

async function linesOf(corpora: Corpora, corpus: string, file: string): Promise<string[]> {
  return (await corpora.read(corpus, file)).toString('utf8').split('\n').filter(Boolean);
}

const suite = 'json-schema-test-suite';

function official(file: string, draft: string): Check {
  return {
    judge: 'json',
    corpora: [suite],
    measure: `official tests of ${draft}, the report half: verdicts as ajv's`,
    reaches: 'all alike',
    async run(corpora) {
      const items = (await linesOf(corpora, suite, file)).map((line): Item => {
        const { group, description, schema, data, valid } = JSON.parse(line);
        return { name: `${group}: ${description}`, schema, text: JSON.stringify(data), valid };
      });
      return compared(items);
    },
  };
}

/** The files of SchemaStore's tests, each with its schema; files that are no JSON (with comments) are left out. */
async function realFiles(corpora: Corpora): Promise<Item[]> {
  const files = (await linesOf(corpora, 'schemastore', 'schemas-and-tests.jsonl')).map(
    (line) => JSON.parse(line) as { path: string; text: string },
  );
  const schemas = new Map(
    files.flatMap(({ path, text }) => {
      const [, name] = /^src\/schemas\/json\/(.+)\.json$/.exec(path) ?? [];
      return name === undefined ? [] : [[name, JSON.parse(text) as unknown] as const];
    }),
  );
  return files.flatMap(({ path, text }) => {
    const [, kind, name = ''] = /^src\/(test|negative_test)\/([^/]+)\//.exec(path) ?? [];
    return kind === undefined || !isJson(text) ? [] : [{ name: path, schema: schemas.get(name), text, valid: kind === 'test' }];
  });
}

const store: Check = {
  judge: 'json',
  corpora: ['schemastore'],
  measure: "people's schemas and files, the report half: verdicts as ajv's",
  reaches: 'all alike',
  async run(corpora) {
    return compared(await realFiles(corpora));
  },
};

const mostDoubtful = 0.05;

const doubtful: Check = {
  judge: 'json',
  corpora: ['schemastore'],
  measure: "people's valid files, the report half: with a value called implausible (reported, not scored)",
  reaches: '≤ 5 %',
  async run(corpora) {
    const valid = (await realFiles(corpora)).filter((item) => item.valid && halfOf(JSON.stringify(item)) === 'report');
    const grades = valid.map(graded).filter((grade): grade is Grade => grade?.score === 1);
    const called = grades.filter(({ details = {} }) => (details.implausible as string[]).length > 0);
    return {
      n: grades.length,
      value: `${called.length}/${grades.length}`,
      passed: grades.length > 0 && called.length <= mostDoubtful * grades.length,
      misses: called.slice(0, 5).map(({ why }) => why),
    };
  },
};

/** The official tests by draft, then SchemaStore. */
export const schemaChecks: Check[] = [
  official('draft4.jsonl', 'draft-04'),
  official('draft6.jsonl', 'draft-06'),
  official('draft7.jsonl', 'draft-07'),
  official('draft2019-09.jsonl', '2019-09'),
  official('draft2020-12.jsonl', '2020-12'),
  store,
  doubtful,
];
