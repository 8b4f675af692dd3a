// A ledger of claims: each claim about each subject has a verdict, its evidence, and what would decide it.
import type { Table } from '../core/tables.js';
import type { Sample } from '../core/types.js';

export const verdicts = ['reproduced', 'contradicted', 'not decidable', 'not testable here'] as const;
export type Verdict = (typeof verdicts)[number];

/** The finding for one claim about one subject. */
export interface Finding {
  verdict: Verdict;
  /** one phrase: the numbers, and where they come from */
  why: string;
}

/** Findings for a claim, by subject; null if the claim does not concern the subject. */
export type Ruling<Subject extends string> = Record<Subject, Finding | null> & {
  /** where the evidence is: a title and a path relative to reports/ */
  evidence: { title: string; path: string }[];
};

export interface Ledger<Subject extends string> {
  /**
   * Rules on a claim. Errors: Error for an unknown claim, one already ruled on, a finding for a subject that it does not concern,
   * or a missing finding.
   */
  rule(id: string, ruling: Ruling<Subject>): void;
  /** All claims. Errors: Error if one was not ruled on. */
  table(): Table;
  /** How many verdicts of each kind, by subject. */
  counts(): Table;
}

/**
 * An empty ledger of `claims`: samples with `about`, `decides` (what would decide it), and for each of `subjects` (field → title)
 * what is claimed, null if nothing.
 */
export function claimsLedger<Subject extends string>(
  claims: readonly Sample[],
  subjects: Record<Subject, string>,
): Ledger<Subject> {
  const fields = Object.keys(subjects) as Subject[];
  const rulings = new Map<string, Ruling<Subject>>();
  const ruled = () => {
    const open = claims.filter(({ id }) => !rulings.has(id)).map(({ id }) => id);
    if (open.length > 0) throw new Error(`expected a ruling on every claim, found none on ${open.join(', ')}`);
    return claims.map((claim) => ({ claim, ruling: rulings.get(claim.id) as Ruling<Subject> }));
  };
  return {
    rule(id, ruling) {
      const claim = claims.find((one) => one.id === id);
      if (!claim || rulings.has(id)) throw new Error(`expected a claim that is not ruled on yet, got ${id}`);
      for (const field of fields)
        if ((claim[field] === null) !== (ruling[field] === null))
          throw new Error(`expected a finding on ${id} for ${field} if and only if the claim speaks of it`);
      rulings.set(id, ruling);
    },
    table: () => ({
      columns: [
        '',
        'about',
        ...fields.flatMap((field) => [`${subjects[field]}: claim`, 'verdict']),
        'evidence',
        'what decides',
      ].map((title) => ({ title })),
      rows: ruled().map(({ claim, ruling }) => [
        claim.id,
        String(claim.about),
        ...fields.flatMap((field) => [String(claim[field] ?? '–'), told(ruling[field])]),
        ruling.evidence.map(({ title, path }) => `[${title}](${path})`).join(', ') || '–',
        String(claim.decides),
      ]),
    }),
    counts: () => ({
      columns: [{ title: 'verdict' }, ...fields.map((field) => ({ title: subjects[field], align: 'right' as const }))],
      rows: verdicts.map((verdict) => [
        verdict,
        ...fields.map((field) => String(ruled().filter(({ ruling }) => ruling[field]?.verdict === verdict).length)),
      ]),
    }),
  };
}

function told(finding: Finding | null): string {
  return finding ? `**${finding.verdict}**: ${finding.why}` : '–';
}
