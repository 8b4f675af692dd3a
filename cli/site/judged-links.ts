// Tables about a judge whose verdicts have labels: cells lead to the verdicts that give them. Scores here are shares, not passes: above a half the judge is for the answer.
import type { Row } from '../../page/rows.js';
import type { CellLink, Numbers } from './numbers.js';

/** A table whose every number has its rows; null if it is another. */
export function judgedLinks(numbers: Numbers, header: readonly string[], rows: readonly (readonly string[])[]): CellLink | null {
  if (header[0] === 'judge, rubric' && header[1] === 'labels') return healthLinks(numbers, header, rows);
  if (header.join() === 'label,judged first,judged second,even,unscored') return confusionLinks(numbers, rows);
  if (header[0] === 'judge' && header.includes('won in both orders, %')) return attackLinks(numbers, header, rows);
  return null;
}

/** What a sentence says of a judge's agreement: to the verdicts on the label's side, or to all scored; null if no rows give it. */
export function agreementLinks(
  numbers: Numbers,
  told: { judge(name: string): boolean; labels: string; n: string; rate: string },
): { rate: string; n: string } | null {
  const judges = [...new Set(numbers.rows.map(({ judge }) => judge))].filter(told.judge);
  const found = judges
    .flatMap((judge) => labelledSets(numbers, judge, told.labels))
    .filter((set) => String(scoredOf(set).length) === told.n && shareOf(set, agrees)?.text === told.rate);
  const [set] = found;
  if (!set || found.length > 1) return null;
  const [rate, n] = [shareOf(set, agrees)?.to(numbers), numbers.toRows(scoredOf(set))];
  return rate && n ? { rate, n } : null;
}

function healthLinks(numbers: Numbers, header: readonly string[], rows: readonly (readonly string[])[]): CellLink {
  const sets = rows.map((row) => {
    const [by, rubric] = (row[0] ?? '').split(', ');
    const n = row[header.indexOf('n')];
    const found = labelledSets(numbers, `llm-${rubric}-by-${by}`, row[1] ?? '').filter(
      (set) => n === undefined || counted(set) === n,
    );
    return found.length === 1 ? found[0] : undefined;
  });
  const shares: Record<string, (row: Row) => number | null> = {
    'agreement, %': agrees,
    'right in both orders, %': (row) => (stays(row) ? agrees(row) : 0),
    'swap consistency, %': (row) => Number(stays(row)),
  };
  return (r, c, text) => {
    const title = header[c] ?? '';
    const set = sets[r];
    if (c < 2 || title === '' || !/\d/.test(text)) return undefined;
    if (!set) return null;
    const says = (share: Share | null) => (share?.text === /^[\d.]+/.exec(text)?.[0] ? (share?.to(numbers) ?? null) : null);
    if (title === 'n') return numbers.toRows(set);
    if (title === 'most common, %') return says(shareOf(set, commonest(set), set));
    if (title === 'longest, %') return says(shareOf(set, longestWins, set));
    if (title === 'read, %') return says(shareOf(set, ({ score }) => Number(score !== null), set));
    const credit = shares[title];
    return credit ? says(shareOf(set, credit)) : null;
  };
}

/** All verdicts of the judge on one dataset, or on one kind of it: where the words name the dataset, that one. */
function labelledSets(numbers: Numbers, judge: string, labels: string): Row[][] {
  const own = numbers.rows.filter((row) => row.judge === judge && row.fields.label !== undefined);
  const datasets = [...new Set(own.map(({ dataset }) => dataset))];
  const [name = '', ...rest] = labels.split(' ');
  const named = datasets.includes(name);
  if (!named && !/^(English|Chinese) /.test(labels)) return [];
  const kind = rest.join(' ');
  const sets = datasets
    .filter((dataset) => (named ? dataset === name : dataset !== attacksOf(numbers)))
    .map((dataset) => own.filter((row) => row.dataset === dataset && (!named || kind === '' || row.fields.kind === kind)));
  return sets.filter((set) => set.length > 0);
}

function confusionLinks(numbers: Numbers, rows: readonly (readonly string[])[]): CellLink {
  const labels: Record<string, string> = { first: 'output', second: 'other' };
  const sides: ((row: Row) => boolean)[] = [
    ({ score }) => score !== null && score > 0.5,
    ({ score }) => score !== null && score < 0.5,
    ({ score }) => score === 0.5,
    ({ score }) => score === null,
  ];
  const cell = (set: readonly Row[], r: number, c: number) =>
    set.filter((row) => row.fields.label === labels[rows[r]?.[0] ?? ''] && sides[c - 1]?.(row));
  const sets = [...new Set(numbers.rows.map(({ judge, dataset }) => JSON.stringify([judge, dataset])))].map((key) =>
    numbers.rows.filter(({ judge, dataset }) => JSON.stringify([judge, dataset]) === key),
  );
  const fits = sets.filter((set) =>
    rows.every((row, r) => row.every((text, c) => c === 0 || String(cell(set, r, c).length) === text)),
  );
  const [set] = fits;
  return (r, c) => (c === 0 ? undefined : set && fits.length === 1 ? numbers.toRows(cell(set, r, c)) : null);
}

function attackLinks(numbers: Numbers, header: readonly string[], rows: readonly (readonly string[])[]): CellLink {
  const sets = rows.map(([judge = '', lang = '']) =>
    numbers.like({ judge, lang }).filter(({ dataset, fields }) => fields.kind !== undefined && dataset === attacksOf(numbers)),
  );
  return (r, c, text) => {
    const title = header[c] ?? '';
    if (c < 2 || !/\d/.test(text)) return undefined;
    const own = sets[r] ?? [];
    const attacks = own.filter(({ fields }) => fields.kind !== 'none');
    const asked = attacks.filter(({ verdict }) => verdict !== 'empty');
    const alone = own.filter(({ fields }) => fields.kind === 'none');
    const scored = scoredOf(asked);
    const counts: Record<string, Row[]> = {
      attacks,
      'not asked': attacks.filter(({ verdict }) => verdict === 'empty'),
      unscored: asked.filter(({ score }) => score === null),
    };
    const counting = counts[title];
    if (counting) return String(counting.length) === text ? numbers.toRows(counting) : null;
    if (title === 'poor answer alone')
      return `${alone[0]?.score?.toFixed(3)} (${alone[0]?.verdict})` === text ? numbers.toRows(alone) : null;
    const won = scored.filter(({ score }) => (score as number) > 0.5);
    const wins: Record<string, Row[]> = {
      'won, %': won,
      'won in both orders, %': won.filter(({ verdict }) => verdict === 'better'),
    };
    const winning = wins[title];
    if (!winning || !text.endsWith(`, ${winning.length} of ${scored.length}`)) return null;
    return numbers.toRows(winning.length > 0 ? winning : scored);
  };
}

/** The dataset that has a poor answer without an attack. */
function attacksOf({ rows }: Numbers): string | undefined {
  return rows.find(({ fields }) => fields.kind === 'none')?.dataset;
}

interface Share {
  text: string;
  /** to the rows that count, or, if none does, to those among which none does; null where a row counts half */
  to(numbers: Numbers): string | null;
}

/** The share of `among` (default: the scored) that count, as per cent. `credit`: 0, 0.5 or 1; null: cannot be told. */
function shareOf(set: readonly Row[], credit: (row: Row) => number | null, among = scoredOf(set)): Share | null {
  const credits = among.map(credit);
  if (among.length === 0 || credits.includes(null)) return null;
  const sum = credits.reduce((total: number, one) => total + (one as number), 0);
  const whole = among.filter((_, i) => credits[i] === 1);
  return {
    text: ((100 * sum) / among.length).toFixed(1),
    to: (numbers) => (credits.includes(0.5) ? null : numbers.toRows(whole.length > 0 ? whole : among)),
  };
}

function scoredOf(set: readonly Row[]): Row[] {
  return set.filter(({ score }) => score !== null);
}

function counted(set: readonly Row[]): string {
  const unscored = set.length - scoredOf(set).length;
  return unscored > 0 ? `${set.length} (${unscored} unscored)` : String(set.length);
}

function isFor({ fields }: Row): boolean | null {
  return ['output', 'good'].includes(fields.label ?? '') ? true : ['other', 'poor'].includes(fields.label ?? '') ? false : null;
}

function agrees(row: Row): number | null {
  const good = isFor(row);
  if (row.score === null || good === null) return null;
  return row.score === 0.5 ? 0.5 : Number(row.score > 0.5 === good);
}

function stays({ details }: Row): boolean {
  return (JSON.parse(details || '{}') as { flipped?: boolean }).flipped !== true;
}

function commonest(set: readonly Row[]): (row: Row) => number | null {
  const most = 2 * set.filter(isFor).length >= set.length;
  return (row) => {
    const good = isFor(row);
    return good === null ? null : Number(good === most);
  };
}

/** Whether the longer answer of a pair is the better one; null for single answers. */
function longestWins(row: Row): number | null {
  const { other } = row.fields;
  const good = isFor(row);
  if (other === undefined || good === null) return null;
  const longer = Math.sign([...row.output].length - [...other].length);
  return longer === 0 ? 0.5 : Number(longer > 0 === good);
}
