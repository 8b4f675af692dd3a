// What a page needs besides the CSV: where each answer is recorded, prompts, targets, texts that a CSV cannot hold.
import { readFileSync } from 'node:fs';
import { canonical } from '../../harness/core/canonical.js';
import { isBlank, jsonOf, type Line, splitLines } from '../../harness/core/jsonl.js';
import type { Project } from '../../harness/project.js';
import type { GenerationRecord } from '../../harness/records/records.js';
import { citation } from '../../harness/report/cite.js';
import type { ReportEntry } from '../../harness/report/manifest.js';
import { readCsv } from '../../page/csv.js';
import type { More, Said, SampleFacts } from '../../page/data.js';

/** Lines of files by the key or id that they begin with, each file read once a site. */
export class Lines {
  private readonly files = new Map<string, Map<string, Line>>();

  constructor(private readonly project: Project) {}

  /** The line of a record file with this key. */
  record(path: string, key: string): Line | undefined {
    return this.of(path, (line) => /^\{"key":"([^"]*)"/.exec(line.text)?.[1]).get(key);
  }

  /** The line of a dataset with this id. */
  sample(path: string, id: string): Line | undefined {
    return this.of(path, (line) => (isBlank(line) ? undefined : String((jsonOf(line) as { id?: unknown }).id))).get(id);
  }

  private of(path: string, nameOf: (line: Line) => string | undefined): Map<string, Line> {
    const known = this.files.get(path);
    if (known) return known;
    const found = new Map<string, Line>();
    for (const line of read(this.project.file(path))) {
      const name = nameOf(line);
      if (name !== undefined && !found.has(name)) found.set(name, line); // a later line of a key is drift: the first counts
    }
    this.files.set(path, found);
    return found;
  }
}

function read(file: string): Line[] {
  try {
    return splitLines(readFileSync(file));
  } catch {
    return []; // answers that came from elsewhere have no record here
  }
}

/** Facts of a report's rows; `csv`: its text, '' if it has none; `site`: what its pages share, `titles` by models' ids. */
export function moreOf(
  project: Project,
  name: string,
  entry: ReportEntry,
  csv: string,
  { lines, titles }: { lines: Lines; titles: Record<string, string> },
): More {
  const { at } = project;
  const files: string[] = [];
  const prompts: Said[][] = [];
  const promptAt = new Map<string, number>();
  const decodingAt = new Map<string, number>();
  const more: More = {
    name,
    title: entry.title,
    ...citation(project, name, entry),
    grounds: groundsOf(entry, at.report(name, 'csv')),
    markdown: entry.outputs.find(({ path }) => path === at.report(name, 'md'))?.sha256 ?? '',
    text: '', // of the article, which is not woven yet
    titles: Object.create(null) as More['titles'], // names come from data: no `__proto__`
    files,
    places: [],
    prompts,
    prompt: [],
    decodings: [],
    decoding: [],
    exact: {},
    samples: Object.create(null) as More['samples'],
  };
  for (const [i, row] of (csv === '' ? [] : readCsv(csv)).entries()) {
    const { model = '', dataset = '', sample = '', key = '' } = row;
    if (Object.hasOwn(titles, model)) more.titles[model] = titles[model] as string;
    const path = key ? at.answers(model, dataset) : at.dataset(dataset);
    const line = key ? lines.record(path, key) : lines.sample(path, sample);
    if (line && !files.includes(path)) files.push(path);
    more.places.push(line ? [files.indexOf(path), line.number] : [-1, 0]);
    more.prompt.push(-1);
    more.decoding.push(-1);
    const facts = factsOf(lines.sample(at.dataset(dataset), sample));
    if (facts) {
      more.samples[dataset] ??= Object.create(null) as Record<string, SampleFacts>;
      more.samples[dataset][sample] = facts;
    }
    if (!line) continue;
    const { messages, output, input, decoding } = jsonOf(line) as Partial<GenerationRecord> & { input?: string };
    const exact = {
      ...(typeof output === 'string' && output !== row.output ? { output } : {}),
      ...(!messages && typeof input === 'string' && input !== row.input ? { input } : {}),
    };
    if (Object.keys(exact).length > 0) more.exact[i] = exact;
    if (decoding && !decoding.schema) {
      // a page holds no answer to a schema, so it cannot ask for one again
      const text = canonical(decoding);
      const at = decodingAt.get(text) ?? more.decodings.push(decoding) - 1;
      decodingAt.set(text, at);
      more.decoding[i] = at;
    }
    if (!messages || (messages.length === 1 && messages[0]?.role === 'user' && messages[0].content === row.input)) continue;
    const prompt = canonical(messages);
    const known = promptAt.get(prompt) ?? prompts.push(messages.map(({ role, content }) => ({ role, content }))) - 1;
    promptAt.set(prompt, known);
    more.prompt[i] = known;
  }
  return more;
}

/** The text that the evidence id is the SHA-256 of; the same as `evidenceOf` in harness/report/manifest.ts puts together. */
function groundsOf(entry: ReportEntry, csv: string): string {
  const { code, models, judges } = entry;
  const inputs = entry.inputs.map(({ path, sha256 }) => ({ path, sha256 }));
  return canonical({ inputs, code, models, judges, csv: entry.outputs.find(({ path }) => path === csv)?.sha256 ?? null });
}

function factsOf(line: Line | undefined): SampleFacts | null {
  if (!line) return null;
  const { target, tags } = jsonOf(line) as { target?: unknown; tags?: unknown };
  const facts: SampleFacts = {
    ...(target === undefined ? {} : { target: typeof target === 'string' ? target : JSON.stringify(target) }),
    ...(Array.isArray(tags) && tags.length > 0 ? { tags: tags.map(String) } : {}),
  };
  return Object.keys(facts).length > 0 ? facts : null;
}
