// What git says of predictions: whether the commit that made one is older than the commits of the answers that decide it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Project } from '../../harness/project.js';
import type { Fault } from '../../harness/report/fault.js';
import { predictionCalls } from '../../harness/report/prediction-calls.js';
import type { Woven } from '../../harness/report/weave.js';

/**
 * before: the prediction's commit is older than that of every answer; after: some answer's commit is older; open: git cannot
 * tell, e.g. both came in one commit, or one is not committed.
 */
export type Order = 'before' | 'after' | 'open';

export interface PredictionOrder {
  report: string;
  sentence: string;
  /** the report says that it came before the answers */
  claimed: boolean;
  order: Order;
}

/** Asks git about every prediction of these reports; null without a whole history: no git, no checkout, a shallow clone. */
export function predictionOrders(project: Project, woven: readonly Woven[]): PredictionOrder[] | null {
  const git = gitIn(project.folder);
  if (git('rev-parse', '--is-shallow-repository')?.trim() !== 'false') return null;
  return woven.flatMap(({ name, ran, registrations: { all } }) => {
    if (all.length === 0) return [];
    const script = project.at.experiment(name);
    const calls = predictionCalls(readFileSync(project.file(script), 'utf8'));
    const stated = commitsOfCalls(git, script);
    const registered = commitsOfKeys(
      git,
      project.at.hypotheses,
      all.map(({ record }) => record.key),
    );
    const used = ran.flatMap((one) => one.used);
    const answers = [...new Set(used.map(({ path }) => path))].flatMap((path) => [
      ...commitsOfKeys(
        git,
        path,
        used.flatMap((one) => (one.path === path ? one.keys : [])),
      ).values(),
    ]);
    return all.map(({ item: { sentence, line }, record }) => {
      const call = calls.find(({ from, to }) => from <= line && line <= to);
      const made = [stated.get(call?.text ?? ''), registered.get(record.key)]; // a call may be rewritten and say the same
      const orders = made.map((commit) => orderOf(git, commit || undefined, [...new Set(answers)]));
      const order = (['before', 'open', 'after'] as const).find((one) => orders.includes(one)) as Order;
      return { report: name, sentence, claimed: record.recorded === 0, order };
    });
  });
}

/** A prediction that a report calls older than its answers, while git says the opposite. */
export function historyFaults(project: Project, orders: readonly PredictionOrder[]): Fault[] {
  return orders
    .filter(({ claimed, order }) => claimed && order === 'after')
    .map(({ report, sentence }) => ({
      where: project.at.experiment(report),
      what: `expected “${sentence}” to be committed before its answers, as the report says, got answers in an older commit`,
    }));
}

type Git = (...args: string[]) => string | null;

/** Runs git in `folder`; null if it fails. */
function gitIn(folder: string): Git {
  return (...args) => {
    try {
      const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
      return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 2 ** 30, stdio });
    } catch {
      return null;
    }
  };
}

/** Since which commit the script has each of the calls that it has now. */
function commitsOfCalls(git: Git, script: string): Map<string, string> {
  const since = new Map<string, string>();
  for (const commit of lines(git('log', '--reverse', '--format=%H', '--', script))) {
    const calls = predictionCalls(git('show', `${commit}:./${script}`) ?? '').map(({ text }) => text);
    for (const call of since.keys()) if (!calls.includes(call)) since.delete(call);
    for (const call of calls) if (!since.has(call)) since.set(call, commit);
  }
  return since;
}

/** For each key the commit that first added it to a record file; '' where it is not committed. */
function commitsOfKeys(git: Git, path: string, keys: readonly string[]): Map<string, string> {
  const first = new Map(keys.map((key) => [key, '']));
  let commit = '';
  for (const line of lines(git('log', '--reverse', '--format=commit %H', '--text', '-p', '-U0', '--', path))) {
    commit = /^commit ([0-9a-f]+)$/.exec(line)?.[1] ?? commit;
    const key = /^\+\{"key":"([^"]*)"/.exec(line)?.[1];
    if (key !== undefined && first.get(key) === '') first.set(key, commit);
  }
  return first;
}

function orderOf(git: Git, made: string | undefined, answers: readonly string[]): Order {
  const older = (a: string, b: string) => a !== b && git('merge-base', '--is-ancestor', a, b) !== null;
  const committed = answers.filter(Boolean);
  if (made === undefined) return committed.length > 0 ? 'after' : 'open';
  if (committed.some((answer) => older(answer, made))) return 'after';
  // an answer that is not committed yet comes after all commits
  return committed.every((answer) => older(made, answer)) && answers.length > 0 ? 'before' : 'open';
}

function lines(text: string | null): string[] {
  return (text ?? '').split('\n').filter(Boolean);
}
