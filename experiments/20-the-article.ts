// # The article, claim by claim
//
// An article of 21 January 2026, “Qwen2.5-0.5B与TinyLlama对比:同级参数谁更强?部署评测”, compared two small models on a handful of prompts, once
// each, and recommended one. Each of its claims has a verdict here, what the verdict rests on, and what would decide it.

import { claimsLedger, type Evidence, type Finding, notebook, passRate, together } from 'evalbook';
import { code, json, math, poem } from 'evalbook/judges';
import { extraModels, factsOf, printed } from 'evalbook/models';

const { project, load, run, front, show, weave } = notebook(import.meta.url);

const claims = await load('article-claims');
const asked = extraModels();
const titles = { qwen: 'Qwen2.5-0.5B-Instruct', tinyllama: 'TinyLlama' };
const book = claimsLedger(project, claims, titles, { asked: asked.map(({ id }) => id) });
front({ zh: '那篇文章，逐条核对', says: book.says });
show(book.counts());

// ## Rules
//
// *Reproduced* and *contradicted* rest on evidence about exactly the thing claimed: the file that the named model's publisher offers, or the answer
// that is printed (and then speak of that answer alone). *Not testable here*: the article says what it means, and what would decide it is not here,
// be it a model's answers, a machine or a document. *Not decidable*: the article does not say exactly what it means, most often which TinyLlama: it
// compares “TinyLlama-0.5B”, by its own words one of several variants that a community made, and gives neither publisher nor file, so facts about
// the 1.1 B model confirm and refute nothing of it. A claim of several parts is contradicted if one part is, reproduced if all are, and otherwise
// open. An "about" is kept within a tenth. What other models answer, Qwen2.5-Coder or the embedded one, is no evidence.

type Side = 'qwen' | 'tinyllama';
const about = (claimed: number, found: number) => Math.abs(claimed - found) <= 0.1 * found;
const numbers = (id: string, side: Side): number[] => {
  const claim = claims.samples.find((one) => one.id === id) as unknown as { numbers: Record<Side, number | number[]> };
  return [claim.numbers[side]].flat();
};
const words = { title: 'its words', path: claims.path, of: 'the article' };
const open = (verdict: Finding['verdict'], why: string, ...evidence: Evidence[]): Finding => ({
  verdict,
  why,
  evidence: [...evidence, words],
});
const decided = (holds: boolean, why: string, ...evidence: Evidence[]): Finding => ({
  verdict: holds ? 'reproduced' : 'contradicted',
  why,
  evidence,
});

// ## Materials: what is published
//
// Bytes and licences from pinned listings, shapes from the publishers' own config.json, each known by its hash.

const qwenFacts = factsOf('qwen2.5-0.5b-instruct');
const tinyFacts = factsOf('tinyllama-1.1b-chat-v1.0');
const listing = ({ name }: typeof qwenFacts): Evidence => ({
  title: `listing of ${name}`,
  path: `models/catalog/${name}/source.json`,
  of: name,
});
const shape = ({ name }: typeof qwenFacts): Evidence => ({
  title: `shape of ${name}`,
  path: `models/catalog/${name}/config.json`,
  of: name,
});
const million = (count: number) => `${(count / 1e6).toFixed(0)} million`;
const mega = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
const giga = (bytes: number) => `${(bytes / 1e9).toFixed(2)} GB`;
const halves = ({ parameters }: typeof qwenFacts) => 2 * parameters;

// ## Materials: what the article prints
//
// Seven printed answers, word for word, graded by the judges of the first four reports; line breaks and indentation of the two programs are ours, as
// the copy at hand has them on one line. Two models can be fetched and asked, `make report MODELS=qwen25,tinyllama`; the second is the 1.1 B model.

const outputs = await load('article-outputs');
const article = { dataset: outputs, format: 'printed in the article, not asked here' };
const qwen = printed({
  ...article,
  id: 'article-qwen2.5-0.5b-instruct',
  family: 'qwen',
  where: ({ model }) => model === 'qwen2.5-0.5b-instruct',
});
const tiny = printed({
  ...article,
  id: 'article-tinyllama',
  family: 'llama',
  where: ({ model }) => model === 'tinyllama',
});
const ask = { models: [qwen, tiny, ...asked] };
const poems = await run({ ...ask, dataset: await load('spring-poem'), judges: [poem], decoding: { maxNewTokens: 256 } });
const users = await run({ ...ask, dataset: await load('user-json'), judges: [json], decoding: { maxNewTokens: 256 } });
const sorts = await run({ ...ask, dataset: await load('quicksort'), judges: [code], decoding: { maxNewTokens: 512 } });
const cages = await run({ ...ask, dataset: await load('chickens-and-rabbits'), judges: [math], decoding: { maxNewTokens: 400 } });

const graded = (rows: typeof poems, model: { id: string }) => rows.find((row) => row.model.id === model.id)?.grades[0];
const answer = (id: string): Evidence => ({ title: `printed answer ${id}`, path: outputs.path, of: id });

// ## Results
//
// What is published:

show({
  columns: ['file', 'bytes', 'licence', 'shape from', 'parameters', 'context, tokens'].map((title) => ({ title })),
  rows: [qwenFacts, tinyFacts].map(({ repository, revision, file, bytes, licence, config, parameters, context }) => [
    `${repository}, ${file}, revision ${revision.slice(0, 12)}`,
    String(bytes),
    licence,
    config ? `${config.repository}, revision ${config.revision.slice(0, 12)}` : 'the header of the file',
    million(parameters),
    String(context),
  ]),
  inputs: [qwenFacts, tinyFacts].flatMap((facts) => [listing(facts).path, shape(facts).path]),
});

const unidentified = (why = 'whose “TinyLlama-0.5B” it is, and which file, is not said') => open('not decidable', why);

const [claimedParameters = 0] = numbers('C1', 'qwen');
book.rule('C1', {
  qwen: decided(
    about(claimedParameters * 1e9, qwenFacts.parameters) && qwenFacts.dense,
    `${million(qwenFacts.parameters)}, ${qwenFacts.dense ? 'no' : 'with'} experts`,
    shape(qwenFacts),
  ),
  tinyllama: unidentified(),
});

const [claimedHalves = 0] = numbers('C2', 'qwen');
book.rule('C2', {
  qwen: decided(
    about(claimedHalves * 1e9, halves(qwenFacts)),
    `two bytes a parameter make ${giga(halves(qwenFacts))}`,
    shape(qwenFacts),
  ),
  tinyllama: open(
    'not decidable',
    `two sizes are given, and no file; the 1.1 B model takes ${giga(halves(tinyFacts))}, which says nothing of the variant`,
    shape(tinyFacts),
  ),
});

const [claimedBytes = 0] = numbers('C3', 'qwen');
book.rule('C3', {
  qwen: decided(
    about(claimedBytes * 1e6, qwenFacts.bytes),
    `the Q4_K_M file that its publisher offers has ${mega(qwenFacts.bytes)}`,
    listing(qwenFacts),
  ),
  tinyllama: unidentified(),
});

const [claimedContext] = numbers('C4', 'qwen');
book.rule('C4', {
  qwen: together(
    decided(
      qwenFacts.context === claimedContext,
      `its configuration gives a context of ${qwenFacts.context} tokens`,
      shape(qwenFacts),
    ),
    open('not testable here', 'how much it can generate was not tried'),
  ),
  tinyllama: unidentified(),
  see: [{ title: 'long texts', path: 'reports/14-long-context.md' }],
});

book.rule('C9', {
  qwen: decided(
    qwenFacts.licence === 'Apache-2.0',
    `${qwenFacts.licence} in the listing of its publisher’s files, which permits commercial use`,
    listing(qwenFacts),
  ),
  tinyllama: unidentified('which versions “most” counts is not said, and one licence says nothing of most'),
});

book.rule('C21', {
  qwen: open(
    'not testable here',
    `it was not run within such a limit; the publisher’s Q4_K_M file has ${mega(qwenFacts.bytes)}, but the article says “Q4” here, not which`,
    listing(qwenFacts),
  ),
  tinyllama: null,
});

book.rule('C23', {
  qwen: open('not testable here', 'the registry of Ollama is not here'),
  tinyllama: open(
    'not testable here',
    `the list of models that TinyLlama publishes is not here; that ${tinyFacts.repository.split('/')[0]} offers one converted says nothing of that list`,
    listing(tinyFacts),
  ),
});

const [claimedMemory = 0] = numbers('C24', 'tinyllama');
book.rule('C24', {
  qwen: null,
  tinyllama: decided(
    halves(tinyFacts) >= claimedMemory * 1e9,
    `the 1.1 B model that the article’s code loads takes ${giga(halves(tinyFacts))} for its weights alone, in sixteen bits`,
    shape(tinyFacts),
  ),
});

// The printed answers, one to a prompt:

show({
  columns: ['answer', 'printed as the answer of', 'verdict', 'why'].map((title) => ({ title })),
  rows: [
    { title: 'poem', rows: poems },
    { title: 'JSON', rows: users },
    { title: 'quicksort', rows: sorts },
    { title: 'cage', rows: cages },
  ].flatMap(({ title, rows }) =>
    [qwen, tiny].flatMap((model) => {
      const grade = graded(rows, model);
      return grade ? [[title, model.id, grade.verdict, grade.why]] : [];
    }),
  ),
});

const read = (rows: typeof poems, model: { id: string }, id: string, wanted: number) =>
  decided(
    graded(rows, model)?.score === wanted,
    `the one answer that is printed is graded “${graded(rows, model)?.verdict}”`,
    answer(id),
  );
book.rule('C17', { qwen: read(users, qwen, 'qwen-json', 1), tinyllama: read(users, tiny, 'tinyllama-json', 0) });

const runs = (model: { id: string }, id: string, example: boolean, comments: number | null) => {
  const { score, why, details } = graded(sorts, model) ?? {};
  const { count } = (details?.comments ?? { count: 0 }) as { count: number };
  return decided(
    score === 1 && details?.example === example && (comments === null || count === comments),
    `the one program that is printed passes ${why}; comments: ${count}; example call: ${details?.example ? 'yes' : 'no'}`,
    answer(id),
  );
};
book.rule('C18', {
  qwen: together(runs(qwen, 'qwen-code', true, null), open('not decidable', '“clear” has no measure')),
  tinyllama: runs(tiny, 'tinyllama-code', false, 0),
});

// The cage once more, each step that is printed computed anew by the judge's exact arithmetic:

interface Step {
  printed: string;
  means: string;
}
const steps = (id: string) => (outputs.samples.find((sample) => sample.id === id)?.steps ?? []) as Step[];
const cage = cages.find((row) => row.model.id === qwen.id)?.sample;
const holds = async ({ means }: Step): Promise<boolean> => {
  if (!cage) return false;
  const { details } = await math.grade(cage, { output: means, finish: 'stop' });
  const arithmetic = details?.arithmetic as { checked: number; wrong: number } | undefined;
  return arithmetic?.checked === 1 && arithmetic.wrong === 0;
};
const computed = await Promise.all(
  ['qwen-math', 'tinyllama-math'].map(async (id) => ({
    id,
    steps: await Promise.all(steps(id).map(async (step) => ({ ...step, holds: await holds(step) }))),
  })),
);
show({
  columns: ['answer', 'printed', 'computed anew', 'holds'].map((title) => ({ title })),
  rows: computed.flatMap(({ id, steps }) =>
    steps.map(({ printed, means, holds }) => [id, printed, `\`${means}\``, holds ? 'yes' : 'no']),
  ),
});

const reckoned = (model: { id: string }, id: string) => {
  const own = computed.find((one) => one.id === id)?.steps ?? [];
  const right = own.filter(({ holds }) => holds).length;
  const grade = graded(cages, model);
  return decided(
    grade?.score === 1 && own.length > 0 && right === own.length,
    `the one answer that is printed is graded “${grade?.verdict}”; ${right} of the ${own.length} printed steps hold`,
    answer(id),
  );
};
book.rule('C19', { qwen: reckoned(qwen, 'qwen-math'), tinyllama: reckoned(tiny, 'tinyllama-math') });

// Claims about how well or how often: one printed answer does not decide them, whether it passes or not.

const { rhyme } = graded(poems, qwen)?.details ?? {};
book.rule('C15', {
  qwen: open(
    'not testable here',
    `many poems were not asked of it here; the one that is printed is graded “${graded(poems, qwen)?.verdict}”, rhyme: ${rhyme}`,
    answer('qwen-poem'),
  ),
  tinyllama: unidentified('whose variant it is, is not said, and no poem of it is printed'),
  see: [{ title: 'poems', path: 'reports/10-poems.md' }],
});
book.rule('C16', {
  qwen: open('not testable here', 'no texts of it were read here', answer('qwen-poem')),
  tinyllama: unidentified('whose variant it is, is not said, and no error of word order is printed'),
  see: [{ title: 'can a small model judge?', path: 'reports/06-can-a-small-model-judge.md' }],
});
book.rule('C6', {
  qwen: open('not testable here', 'it was not asked in those languages here; all prompts of the article are Chinese'),
  tinyllama: unidentified(),
  see: [{ title: 'ten languages', path: 'reports/13-languages.md' }],
});
book.rule('C7', {
  qwen: open('not testable here', 'many prompts were not asked of it here; one printed answer does not show what is stable'),
  tinyllama: unidentified(),
  see: [{ title: 'objects', path: 'reports/08-json-objects.md' }],
});
book.rule('C8', {
  qwen: open('not testable here', 'word problems were not asked of it and its peers here'),
  tinyllama: unidentified(),
  see: [{ title: 'word problems', path: 'reports/07-word-problems.md' }],
});
book.rule('C25', {
  qwen: unidentified('whose variant it is to be preferred to is not said'),
  tinyllama: unidentified(),
  see: [{ title: 'what one prompt, run once, says', path: 'reports/12-one-prompt-one-run.md' }],
});

if (asked.length > 0) {
  show('Rates of the models that were asked here, on which no verdict rests:');
  for (const { rows, judge } of [
    { rows: poems, judge: poem },
    { rows: users, judge: json },
    { rows: sorts, judge: code },
    { rows: cages, judge: math },
  ]) {
    const own = rows.filter(({ model }) => asked.some(({ id }) => id === model.id));
    show(passRate(own, { judge, by: ['model'] }).table());
  }
}

// Speed and memory belong to a machine, and documents to those who keep them. Such claims stay open here.

const machine = open('not testable here', 'the machine is not here, and the model was not measured');
for (const id of ['C11', 'C12', 'C13', 'C14'])
  book.rule(id, { qwen: machine, tinyllama: unidentified(), see: [{ title: 'another machine', path: 'bench/README.md' }] });
book.rule('C20', { qwen: machine, tinyllama: null, see: [{ title: 'another machine', path: 'bench/README.md' }] });
book.rule('C5', {
  qwen: open('not testable here', 'its publisher’s report is not here, and weights do not show how they were trained'),
  tinyllama: unidentified(),
});
book.rule('C10', { qwen: open('not testable here', 'the listings of those projects are not here'), tinyllama: unidentified() });
book.rule('C22', { qwen: open('not testable here', 'neither the leaderboard nor its judge is here'), tinyllama: null });

// What the article says of Qwen2.5-0.5B-Instruct:

show(book.table('qwen'));

// What it says of TinyLlama:

show(book.table('tinyllama'));

// ## Limitations
//
// A printed answer that is graded as the article says confirms what it says of that answer, not of the model, and rests on the article having
// printed it as it came. What a file holds is what its publisher says in it; that the article ran that file is not known. The claims are restated
// in English, and what would decide each is our view.

export default await weave();
