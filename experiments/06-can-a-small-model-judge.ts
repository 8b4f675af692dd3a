// # Can a small model judge?
//
// Rules cannot say whether a poem reads well. A judge model may. But a judge is a model too, and a small one at hand costs nothing:
// before its verdicts stand in any table, we ask how far they can be trusted.

import { given, load, show, weave } from '../harness/index.js';
import { confusionTable, healthOf, healthTable, llm, measuredHealth, rubric } from '../judges/llm/index.js';
import { localReferee, qwen25Coder, smollm2 } from '../models/index.js';

// ## Hypothesis
//
// Far larger models than these prefer whatever they are shown first. We expect both to be no better than chance.

// ## Materials
//
// Pairs whose order nobody disputes: real verse against the same words shuffled, a worked solution against one with a slip. A judge sees
// the task and both answers, in both orders; it gives no text, only how probable it finds A and B.

const pairs = await load('judge-pairs');
const embedded = localReferee(smollm2());
const coder = localReferee(qwen25Coder());
const english = rubric('instruction-following-en');
const chinese = rubric('instruction-following-zh');
const embeddedEnglish = llm({ rubric: english, by: embedded });
const embeddedChinese = llm({ rubric: chinese, by: embedded });
const coderChinese = llm({ rubric: chinese, by: coder });

// ## Run
//
// The embedded model judges both languages, Qwen-Coder the Chinese pairs.

const inEnglish = await given({ dataset: pairs, judges: [embeddedEnglish], where: ({ lang }) => lang === 'en' });
const inChinese = await given({ dataset: pairs, judges: [embeddedChinese, coderChinese], where: ({ lang }) => lang === 'zh' });

// ## Results
//
// Verse and solutions together:

const health = {
  embeddedEnglish: healthOf(inEnglish, embeddedEnglish),
  embeddedChinese: healthOf(inChinese, embeddedChinese),
  coderChinese: healthOf(inChinese, coderChinese),
};
show(
  healthTable([
    { by: embedded.id, rubric: english.id, data: 'English pairs', health: health.embeddedEnglish },
    { by: embedded.id, rubric: chinese.id, data: 'Chinese pairs', health: health.embeddedChinese },
    { by: coder.id, rubric: chinese.id, data: 'Chinese pairs', health: health.coderChinese },
  ]),
);

// Which answer won, in the same order:

show(confusionTable(health.embeddedEnglish));
show(confusionTable(health.embeddedChinese));
show(confusionTable(health.coderChinese));

// What `calibrate` has measured so far, on these pairs by kind and on other labels:

show(healthTable(measuredHealth()));

// ## Limitations
//
// Two models, two wordings, one way to ask; a rubric with examples or a reference may do better. The verse is famous: a model may know it by
// heart, which would flatter it.

await weave(import.meta.url);
