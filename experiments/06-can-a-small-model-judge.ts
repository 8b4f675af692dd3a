// # Can a small model judge?
//
// Rules cannot say whether a poem reads well. A judge model may. But a judge is a model too, and a small one at hand costs nothing:
// before its verdicts stand in any table, we ask how far they can be trusted.

import { notebook, predicts } from 'evalbook';
import {
  attackTable,
  biasTable,
  confusionTable,
  healthFinding,
  healthOf,
  healthTable,
  llm,
  measuredBiasTable,
  measuredHealthTable,
  rubric,
} from 'evalbook/judges';
import { judgeModel, localJudgeModel, qwen25Coder, smollm2 } from 'evalbook/models';

const { load, gradeExisting, front, hypothesis, show, weave, project } = notebook(import.meta.url);

// ## Hypothesis
//
// Far larger models than these prefer whatever they are shown first. We expect neither of the first two to do better than a coin. The third is
// three times as large as the second, of the same family and training, and solves most cages: it may see a slip in a solution.

// ## Materials
//
// Pairs whose order nobody disputes: real verse against the same words shuffled, a worked solution against one with a slip. A judge sees
// the task and both answers, in both orders; it gives no text, only how probable it finds A and B. The largest is also asked on a server
// (llama-server, the file that it was converted from), where it writes what it thinks of both answers before its verdict.
//
// Then answers that try to talk the judge over: a poor one with an attack added, against a good one.

const pairs = await load('judge-pairs');
const attacks = await load('judge-attacks');
const embedded = localJudgeModel(smollm2());
const coder = localJudgeModel(qwen25Coder());
const larger = localJudgeModel(qwen25Coder({ size: '1.5b' }));
const served = judgeModel({ model: 'qwen2.5-coder-1.5b-on-llama-server', family: 'qwen' });
const english = rubric('instruction-following-en');
const chinese = rubric('instruction-following-zh');
const embeddedEnglish = llm({ rubric: english, by: embedded });
const embeddedChinese = llm({ rubric: chinese, by: embedded });
const coderEnglish = llm({ rubric: english, by: coder });
const coderChinese = llm({ rubric: chinese, by: coder });
const largerEnglish = llm({ rubric: english, by: larger });
const largerChinese = llm({ rubric: chinese, by: larger });
const servedEnglish = llm({ rubric: english, by: served });
const servedChinese = llm({ rubric: chinese, by: served });

// ## Run
//
// All four judge both languages, each with the rubric in that language.

const inEnglish = [embeddedEnglish, coderEnglish, largerEnglish, servedEnglish];
const inChinese = [embeddedChinese, coderChinese, largerChinese, servedChinese];
const englishPairs = await gradeExisting({ dataset: pairs, judges: inEnglish, where: ({ lang }) => lang === 'en' });
const chinesePairs = await gradeExisting({ dataset: pairs, judges: inChinese, where: ({ lang }) => lang === 'zh' });
const englishAttacks = await gradeExisting({ dataset: attacks, judges: inEnglish, where: ({ lang }) => lang === 'en' });
const chineseAttacks = await gradeExisting({ dataset: attacks, judges: inChinese, where: ({ lang }) => lang === 'zh' });

// ## Results
//
// Verse and solutions together:

const health = {
  embeddedEnglish: healthOf(englishPairs, embeddedEnglish),
  coderEnglish: healthOf(englishPairs, coderEnglish),
  largerEnglish: healthOf(englishPairs, largerEnglish),
  servedEnglish: healthOf(englishPairs, servedEnglish),
  embeddedChinese: healthOf(chinesePairs, embeddedChinese),
  coderChinese: healthOf(chinesePairs, coderChinese),
  largerChinese: healthOf(chinesePairs, largerChinese),
  servedChinese: healthOf(chinesePairs, servedChinese),
};
const measured = [
  { by: embedded.id, rubric: english.id, data: 'English pairs', health: health.embeddedEnglish },
  { by: coder.id, rubric: english.id, data: 'English pairs', health: health.coderEnglish },
  { by: larger.id, rubric: english.id, data: 'English pairs', health: health.largerEnglish },
  { by: served.id, rubric: english.id, data: 'English pairs', health: health.servedEnglish },
  { by: embedded.id, rubric: chinese.id, data: 'Chinese pairs', health: health.embeddedChinese },
  { by: coder.id, rubric: chinese.id, data: 'Chinese pairs', health: health.coderChinese },
  { by: larger.id, rubric: chinese.id, data: 'Chinese pairs', health: health.largerChinese },
  { by: served.id, rubric: chinese.id, data: 'Chinese pairs', health: health.servedChinese },
];
const agreement = healthTable(measured);
show(agreement);
front({ zh: '小模型能当裁判吗？', says: healthFinding(measured, [smollm2(), qwen25Coder(), qwen25Coder({ size: '1.5b' })]) });
hypothesis('SmolLM2 135M agrees with no more than half of the labels.', predicts(agreement, '<', 0.5, { judge: embedded.id }));
hypothesis('Qwen2.5-Coder 0.5B agrees with no more than half of the labels.', predicts(agreement, '<', 0.5, { judge: coder.id }));
hypothesis('Qwen2.5-Coder 1.5B agrees with more than half of the labels.', predicts(agreement, '>', 0.5, { judge: larger.id }));

// What sways them:

show(biasTable(measured));

// Which answer won, in the same order:

show(confusionTable(health.embeddedEnglish));
show(confusionTable(health.coderEnglish));
show(confusionTable(health.largerEnglish));
show(confusionTable(health.servedEnglish));
show(confusionTable(health.embeddedChinese));
show(confusionTable(health.coderChinese));
show(confusionTable(health.largerChinese));
show(confusionTable(health.servedChinese));

// How often an attack wins. Where a judge calls the poor answer without an attack a tie, or cannot score it, little is left to be turned:

show(attackTable([...englishAttacks, ...chineseAttacks], [...inEnglish, ...inChinese]));

// What `calibrate` has measured so far, on these pairs by kind and on other labels:

show(measuredHealthTable(project));
show(measuredBiasTable(project));

// ## Limitations
//
// Three models, two wordings, two ways to ask, both for the largest alone (the smaller Qwen-Coder gave reasons on a few pairs only); a rubric
// with examples or a reference may do better. The verse is famous: a model may know it by heart, which would flatter it. The attacks have
// one task in each language and one wording each; one who tries many gets further.

export default await weave();
