// Checks of the JSON judge: the strict tier on JSONTestSuite, the schemas, and that a repair never invents a value.
import { canonical } from '../harness/core/canonical.js';
import type { Grade } from '../harness/core/types.js';
import { json } from '../judges/json/index.js';
import { read } from '../judges/json/read.js';
import { leaves } from '../judges/json/repair.js';
import { cards } from './corpora.js';
import { breaks, damaged } from './damage.js';
import { schemaChecks } from './json-schemas.js';
import type { Check, Corpora, Measured } from './types.js';

const suite = 'json-test-suite';

/** Whether the judge accepts these bytes at tier strict. Bytes that are not UTF-8 are not JSON. */
function strict(bytes: Buffer): boolean {
  let output: string;
  try {
    output = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return false;
  }
  return (
    (json.grade({ id: '', input: '', target: { schema: {} } }, { output, finish: 'stop' }) as Grade).details?.tier === 'strict'
  );
}

async function verdicts(corpora: Corpora, prefix: string): Promise<{ file: string; accepted: boolean }[]> {
  const files = (cards[suite]?.files ?? []).filter(({ file }) => file.startsWith(`test_parsing/${prefix}_`));
  return Promise.all(files.map(async ({ file }) => ({ file, accepted: strict(await corpora.read(suite, file)) })));
}

function parsing(prefix: 'y' | 'n', measure: string, wanted: boolean): Check {
  return {
    judge: 'json',
    corpora: [suite],
    measure,
    reaches: '100 %',
    async run(corpora): Promise<Measured> {
      const all = await verdicts(corpora, prefix);
      const misses = all.filter(({ accepted }) => accepted !== wanted).map(({ file }) => file);
      return {
        n: all.length,
        value: `${all.length - misses.length}/${all.length}`,
        passed: misses.length === 0 && all.length > 0,
        misses,
      };
    },
  };
}

const either: Check = {
  judge: 'json',
  corpora: [suite],
  measure: 'texts that a parser may accept or reject',
  reaches: 'a verdict on each',
  async run(corpora): Promise<Measured> {
    const all = await verdicts(corpora, 'i');
    return { n: all.length, value: `${all.filter(({ accepted }) => accepted).length} accepted`, passed: all.length > 0 };
  },
};

const perKind = 200;

/** Whether the text contains this value in any spelling; independent of the judge's own rule, which is what is tested here. */
function spoken(value: unknown, text: string): boolean {
  const plain = String(value);
  const forms = [
    plain,
    JSON.stringify(value).replace(/^"|"$/g, ''),
    plain.replaceAll("'", "\\'"),
    ...(value === null ? ['None'] : []),
  ];
  return forms.some((form) => text.includes(form)) || (typeof value === 'boolean' && text.toLowerCase().includes(plain));
}

/** Whether each field of the repaired value equals the original's, or is a prefix of it if the text was truncated. */
function within(value: unknown, original: unknown, truncated: boolean): boolean {
  if (value !== null && typeof value === 'object')
    return (
      original !== null &&
      typeof original === 'object' &&
      Object.entries(value).every(
        ([key, member]) => Object.hasOwn(original, key) && within(member, (original as Record<string, unknown>)[key], truncated),
      )
    );
  return value === original || (truncated && typeof value === typeof original && String(original).startsWith(String(value)));
}

function damage(kind: string): Check {
  return {
    judge: 'json',
    corpora: [],
    measure: `repair of broken objects: ${kind}`,
    reaches: '0 with a value that the text does not hold',
    async run(): Promise<Measured> {
      const items = damaged(kind, perKind);
      const misses: string[] = [];
      let repaired = 0;
      let exact = 0;
      let altered = 0;
      for (const { original, text } of items) {
        const { tier, json: found } = read(text, 'stop');
        if (tier !== 'repaired' || !found) continue;
        repaired++;
        if (canonical(found.value) === canonical(original)) exact++;
        if (!within(found.value, original, kind === 'truncated')) altered++;
        if (leaves(found.value).some((one) => !spoken(one, text))) misses.push(`${text} → ${canonical(found.value)}`);
      }
      const value = `${misses.length} (repaired ${repaired}: ${exact} as the original, ${altered} with a field altered)`;
      return { n: items.length, value, passed: misses.length === 0, misses: misses.slice(0, 5) };
    },
  };
}

/** JSONTestSuite, schemas, then the ten kinds of damage. */
export const jsonChecks: Check[] = [
  parsing('y', 'valid texts accepted at tier strict', true),
  parsing('n', 'invalid texts rejected at tier strict', false),
  either,
  ...schemaChecks,
  ...Object.keys(breaks).map(damage),
];
