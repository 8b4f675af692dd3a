// The numbers of exports are those that the pages print, as the manifest keeps them: the strict rates, with their intervals.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCsv } from '../../../../harness/core/read-csv.js';
import { type RateNumbers, short } from '../../../../harness/core/statistics.js';
import { answersOf, type GradedAnswer } from '../../../../harness/report/export/answers.js';
import { reportCsv } from '../../../../harness/report/export/report-csv.js';
import { type GroupScore, scoresOf } from '../../../../harness/report/export/score.js';
import { repository } from '../../../fixtures/projects.js';
import { reports } from '../../../fixtures/reports.js';

/** What both know of a rate. */
function asPrinted({ passed, scored, unscored, mean, interval, lenient }: GroupScore): Partial<RateNumbers> {
  return {
    ...{ passed, scored, unscored, rate: mean === null ? null : short(mean) },
    ...(interval ? { low: short(interval.low), high: short(interval.high), method: interval.method } : {}),
    passedAsJudged: Math.round((lenient ?? Number.NaN) * scored),
  };
}

test('each rate that a page prints of all answers of a model to a dataset is the rate of the exports', async () => {
  let [compared, moved, byFamily] = [0, 0, 0];
  for (const report of reports) {
    const groups = await answersOf(repository, report);
    const printed = report.entry.statistics?.rates ?? [];
    const scores = groups.flatMap(({ model, answers }) => scoresOf(answers, printed).map(({ score }) => ({ model, score })));
    for (const { by, judge, measure, clusters, groups: rates } of printed) {
      if (by.join() !== 'model' || measure !== 'pass rate') continue;
      const widest = printed.find((one) => one.judge === judge && one.clusters !== undefined)?.clusters;
      if (clusters !== widest) continue; // the same rate stands there with the interval over questions, too
      for (const { group, ...stated } of rates) {
        const own = scores.filter(({ model, score }) => model === group.model && score.judge === judge);
        const found = own.map(({ score }) => score).find(({ n }) => n === stated.scored + stated.unscored);
        if (!found || stated.scored < 2) continue; // a rate of some answers, or of several datasets
        assert.equal(asPrinted(found), stated, `${report.name}: ${judge}, ${group.model}`);
        compared += 1;
        moved += Number(stated.passedAsJudged !== stated.passed);
        byFamily += Number(found.clusters === 'family');
      }
    }
  }
  assert.ok(compared > 20 && moved > 4, `${compared} rates compared, of which ${moved} have another lenient rate`);
  assert.is(byFamily, 6); // the three models of word problems, in reports 07 and 16
});

test('aspects of a grade are scores of the same answers, not answers', async () => {
  const report = reports.find(({ name }) => name.startsWith('08-'));
  assert.ok(report);
  const rows = readCsv(reportCsv(repository, report).bytes);
  const groups = await answersOf(repository, report);
  assert.is(groups.flatMap(({ answers }) => answers).length, report.entry.rows);
  const judges = ['json', 'json: is JSON', 'json: bare', 'json: fits', 'json: fence allowed', 'json: nothing doubtful'];
  let graded = 0;
  for (const { answers } of groups) {
    const scores = scoresOf(answers).map(({ score }) => score);
    assert.equal(
      scores.map(({ judge, n }) => [judge, n]),
      judges.map((judge) => [judge, answers.length]),
    );
    graded += judges.length * answers.length;
  }
  assert.is(rows.length, graded);
});

const grade = { judge: 'j', version: '1', verdict: '', why: '', details: '' };
const answer = (id: string, score: number | null, lenient: number | null): GradedAnswer => ({
  ...{ model: 'm', dataset: 'd', condition: '', trial: 0, key: 'k', messages: [], decoding: null, output: '' },
  ...{ finish: 'length' as const, promptTokens: 1, outputTokens: 1 },
  sample: { id, input: '' },
  grades: [{ ...grade, score, lenient }],
});

test('the score is the strict one; unscored enters neither; one answer has no interval', () => {
  const [all] = scoresOf([answer('a', 0, 1), answer('b', 1, 1), answer('c', null, null), answer('d', 0.5, 0.5)]);
  assert.ok(all);
  const { n, scored, unscored, passed, questions, mean, binary, lenient } = all.score;
  assert.equal([n, scored, unscored, passed, questions, mean, binary], [4, 3, 1, 1, 3, 0.5, false]);
  assert.ok(Math.abs((lenient ?? 0) - 2.5 / 3) < 1e-12);
  assert.is(scoresOf([answer('a', 1, 1)])[0]?.score.interval, null);
  assert.is(scoresOf([answer('a', null, null)])[0]?.score.mean, null);
});

test.run();
