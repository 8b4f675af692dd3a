// A ledger of claims: each claim about each subject has a verdict, evidence, and what would decide it. Only evidence about exactly
// the thing claimed can decide.
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import type { LazyTable, LazyText, Says } from '../core/content.js';
import { UserError } from '../core/errors.js';
import type { Dataset } from '../core/load.js';
import type { Table } from '../core/tables.js';
import type { Project } from '../project.js';
import { claimOf, type Finding, faultOf, type Link, type Verdict, verdicts } from './claim.js';
import { tallySentence } from './tally.js';

/** Findings for a claim, by subject; null if the claim does not concern the subject. */
export type Ruling<Subject extends string> = Record<Subject, Finding | null> & {
  /** where such a question is asked of other models: no evidence */
  see?: Link[];
};

export interface Ledger<Subject extends string> {
  /**
   * Rules on a claim. Errors: UserError for an unknown claim, one already ruled on, a finding that is missing or for a subject that
   * the claim does not concern, a finding without evidence or with evidence that is not there, and a verdict that decides without
   * evidence about exactly the thing claimed.
   */
  rule(id: string, ruling: Ruling<Subject>): void;
  /** How many claims got which verdict, in one sentence; shown anywhere, it counts all rulings of the script. */
  tally(): LazyText;
  /** The same sentence for the front pages. */
  says: Says;
  /** How many verdicts of each kind, by subject; shown anywhere, it counts all rulings of the script. */
  counts(): LazyTable;
  /** All claims about a subject. Errors: UserError if one was not ruled on. */
  table(subject: Subject): Table;
}

/**
 * Several findings about the parts of one claim as one: contradicted if a part is (by the evidence on that part), reproduced if
 * all are, otherwise open as its first open part. Errors: Error without parts.
 */
export function together(...parts: Finding[]): Finding {
  const decides =
    parts.find(({ verdict }) => verdict === 'contradicted') ?? parts.find(({ verdict }) => verdict !== 'reproduced') ?? parts[0];
  if (!decides) throw new Error('expected the findings on the parts of a claim, got none');
  const { verdict } = decides;
  const why = parts.map((part) => (part.verdict === verdict ? part.why : `${part.why} (${part.verdict})`)).join('; ');
  const speak = verdict === 'contradicted' ? parts.filter((part) => part.verdict === verdict) : parts;
  return { verdict, why, evidence: speak.flatMap(({ evidence }) => evidence) };
}

export interface LedgerOptions {
  /** models among the subjects that were asked here, for the sentence of the tally; default none */
  asked?: string[];
}

/**
 * An empty ledger of `claims`: samples with `about`, and by subject (field → title) what is claimed, null if nothing. Likewise by
 * subject: `words` (the source's own, a list of passages), `thing` (exactly what the claim is about, null if the source does not
 * say), `decides` (what would decide it). Errors: FieldError for a claim that lacks one.
 */
export function claimsLedger<Subject extends string>(
  project: Project,
  claims: Dataset,
  subjects: Record<Subject, string>,
  { asked = [] }: LedgerOptions = {},
): Ledger<Subject> {
  const fields = Object.keys(subjects) as Subject[];
  const all = claims.samples.map((sample) => claimOf(claims.path, sample, fields));
  const rulings = new Map<string, Ruling<Subject>>();
  const fail = (text: string) => new UserError(`${claims.path}: ${text}`);
  const ruled = () => {
    const open = all.filter(({ id }) => !rulings.has(id)).map(({ id }) => id);
    if (open.length > 0) throw fail(`expected a ruling on every claim, got none on ${open.join(', ')}`);
    return all.map((claim) => ({ claim, ruling: rulings.get(claim.id) as Ruling<Subject> }));
  };
  const verdictsOn = (field: Subject) => ruled().flatMap(({ ruling }) => ruling[field]?.verdict ?? []);
  const count = (verdict: Verdict, field: Subject) => verdictsOn(field).filter((one) => one === verdict).length;
  const says: Says = {
    tests: [],
    brief(lang) {
      const ofKind = (verdict: Verdict) => [verdict, fields.reduce((sum, field) => sum + count(verdict, field), 0)];
      return tallySentence(
        {
          claims: all.length,
          subjects: fields.map((field) => ({ title: subjects[field], n: verdictsOn(field).length })),
          verdicts: Object.fromEntries(verdicts.map(ofKind)),
          asked,
        },
        lang,
      );
    },
  };
  const there = (id: string, { path }: Link) => {
    const page = path.startsWith(`${project.reports}/`) ? project.at.experiment(posix.basename(path, '.md')) : path;
    if (!existsSync(project.file(page))) throw fail(`expected the evidence on ${id} at ${path}, found no such file`);
  };
  return {
    rule(id, ruling) {
      const claim = all.find((one) => one.id === id);
      if (!claim) throw fail(`expected the id of a claim, ${all[0]?.id} to ${all.at(-1)?.id}, got "${id}"`);
      if (rulings.has(id)) throw fail(`expected one ruling on ${id}, got a second one`);
      for (const field of fields) {
        const fault = faultOf(claim.of[field], ruling[field]);
        if (fault) throw fail(`expected ${fault} (${id}, ${field})`);
        for (const link of ruling[field]?.evidence ?? []) there(id, link);
      }
      rulings.set(id, ruling);
    },
    says,
    tally: () => ({ kind: 'lazy text', tests: [], text: () => says.brief('en') }),
    counts: () => ({
      kind: 'lazy table',
      tests: [],
      table: () => ({
        columns: [{ title: 'verdict' }, ...fields.map((field) => ({ title: subjects[field], align: 'right' as const }))],
        rows: verdicts.map((verdict) => [verdict, ...fields.map((field) => String(count(verdict, field)))]),
      }),
    }),
    table: (field) => {
      const link = ({ title, path }: Link) => `[${title}](${posix.relative(project.reports, path)})`;
      const concerned = ruled().flatMap(({ claim, ruling }) => {
        const [said, finding] = [claim.of[field], ruling[field]];
        return said && finding ? [{ claim, said, finding, see: ruling.see ?? [] }] : [];
      });
      const evidence = concerned.flatMap(({ finding }) => finding.evidence.map(({ path }) => path));
      return {
        columns: ['claim', subjects[field], 'in its words', 'verdict', 'rests on', 'what would decide it'].map((title) => ({
          title,
        })),
        rows: concerned.map(({ claim, said, finding, see }) => [
          `${claim.id} ${claim.about}`,
          said.claim,
          said.words.join('; '),
          `**${finding.verdict}**: ${finding.why}`,
          [...new Set(finding.evidence.map(link))].join(', '),
          [said.decides, ...(see.length > 0 ? [`with other models: ${see.map(link).join(', ')}`] : [])].join('; '),
        ]),
        inputs: [claims.path, ...new Set(evidence.filter((path) => !path.startsWith(`${project.reports}/`)))],
      };
    },
  };
}
