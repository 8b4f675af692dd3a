// # The article, claim by claim
//
// An article of January 2026 compared two small models on a handful of prompts, once each, and recommended one. It makes twenty-five claims.
// Here each has a verdict, what the verdict rests on, and what would decide it.

import { claimsLedger, compare, type Finding, notebook, passRate } from 'evalbook';
import { code, json, math, poem } from 'evalbook/judges';
import { extraModels, factsOf, printed, qwen25Coder } from 'evalbook/models';

const { load, run, show, weave } = notebook(import.meta.url);

// ## Rules
//
// *Reproduced*: the evidence here bears the claim out. *Contradicted*: it speaks against it. *Not decidable*: the article gives too little to tell,
// most often one answer to one prompt. *Not testable here*: it takes a model, a machine or a document that is not here. An "about" is
// kept within a tenth. No verdict rests on a model that was not asked: what Qwen2.5-Coder or the embedded model does says nothing of the
// article's two.

const claims = await load('article-claims');
const about = (claimed: number, found: number) => Math.abs(claimed - found) <= 0.1 * found;
const finding = (verdict: Finding['verdict'], why: string): Finding => ({ verdict, why });
const book = claimsLedger(claims.samples, { qwen: 'Qwen2.5-0.5B-Instruct', tinyllama: 'TinyLlama' });
const numbers = (id: string, side: 'qwen' | 'tinyllama') => {
  const claim = claims.samples.find((one) => one.id === id) as unknown as { numbers: Record<typeof side, number | number[]> };
  return [claim.numbers[side]].flat();
};

// ## Materials: files
//
// What the published files say of themselves: bytes and licence from the pinned listings, shapes from the headers, where a file or a listing of
// its header is here.

const files = { qwen: factsOf('qwen2.5-0.5b-instruct'), tinyllama: factsOf('tinyllama-1.1b-chat-v1.0') };
const million = (count: number) => `${(count / 1e6).toFixed(0)} million`;
const mega = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
const giga = (bytes: number) => `${(bytes / 1e9).toFixed(2)} GB`;

// ## Materials: what the article prints
//
// Seven printed answers, graded by the judges of the first four reports. The article's models are asked anew only where somebody has fetched
// them: `make report MODELS=qwen25,tinyllama`.

const article = { dataset: await load('article-outputs'), format: 'printed in the article, not asked here' };
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
const models = [qwen, tiny, ...extraModels()];
const ask = { models };
const poems = await run({ ...ask, dataset: await load('spring-poem'), judges: [poem], decoding: { maxNewTokens: 256 } });
const users = await run({ ...ask, dataset: await load('user-json'), judges: [json], decoding: { maxNewTokens: 256 } });
const sorts = await run({ ...ask, dataset: await load('quicksort'), judges: [code], decoding: { maxNewTokens: 512 } });
const cages = await run({ ...ask, dataset: await load('chickens-and-rabbits'), judges: [math], decoding: { maxNewTokens: 400 } });

const graded = (rows: typeof poems, model: { id: string }) => rows.find((row) => row.model.id === model.id)?.grades[0];

// ## Results
//
// The files:

show({
  columns: ['file', 'bytes', 'licence', 'numbers in it', 'context, tokens', 'vocabulary'].map((title) => ({ title })),
  rows: [...Object.values(files), factsOf(qwen25Coder().id)].map(({ repository, revision, file, bytes, licence, header }) => [
    `${repository}, ${file}, revision ${revision.slice(0, 12)}`,
    String(bytes),
    licence,
    header ? `${million(header.parameters)}, ${million(header.withoutOutput)} of them outside the output matrix` : 'not here',
    header ? String(header.context) : 'not here',
    header ? String(header.vocabulary) : 'not here',
  ]),
});

const absent = finding('not testable here', 'the header of its file is not here');
const headerOf = (side: 'qwen' | 'tinyllama', say: (header: NonNullable<typeof files.qwen.header>) => Finding) =>
  files[side].header ? say(files[side].header) : absent;
const listing = { title: 'pinned listings', path: '../models/README.md' };

const parameters = (side: 'qwen' | 'tinyllama') =>
  headerOf(side, ({ parameters, withoutOutput }) => {
    const claimed = (numbers('C1', side)[0] ?? 0) * 1e9;
    const holds = about(claimed, parameters) || about(claimed, withoutOutput);
    return finding(holds ? 'reproduced' : 'contradicted', `${million(parameters)} in the file that is published`);
  });
book.rule('C1', { qwen: parameters('qwen'), tinyllama: parameters('tinyllama'), evidence: [listing] });

const halves = (side: 'qwen' | 'tinyllama') =>
  headerOf(side, ({ parameters, withoutOutput }) => {
    const sizes = [parameters, withoutOutput].map((count) => 2 * count);
    const right = numbers('C2', side).filter((claimed) => sizes.some((bytes) => about(claimed * 1e9, bytes)));
    const all = right.length === numbers('C2', side).length;
    const first = sizes[0] ?? 0;
    return finding(
      all ? 'reproduced' : 'contradicted',
      `two bytes a number make ${giga(first)}${all || right.length === 0 ? '' : `; of its figures ${right.join(', ')} GB holds`}`,
    );
  });
book.rule('C2', { qwen: halves('qwen'), tinyllama: halves('tinyllama'), evidence: [listing] });

const quantised = (side: 'qwen' | 'tinyllama') => {
  const claimed = (numbers('C3', side)[0] ?? 0) * 1e6;
  return finding(
    about(claimed, files[side].bytes) ? 'reproduced' : 'contradicted',
    `the published file has ${mega(files[side].bytes)}`,
  );
};
book.rule('C3', { qwen: quantised('qwen'), tinyllama: quantised('tinyllama'), evidence: [listing] });

const context = (side: 'qwen' | 'tinyllama') =>
  headerOf(side, ({ context }) =>
    finding(
      context === numbers('C4', side)[0] ? 'reproduced' : 'contradicted',
      `${context} tokens by its header; more was not tried`,
    ),
  );
book.rule('C4', {
  qwen: context('qwen'),
  tinyllama: context('tinyllama'),
  evidence: [listing, { title: 'long texts, other models', path: '14-long-context.md' }],
});

const free = (side: 'qwen' | 'tinyllama') => files[side].licence === 'Apache-2.0';
const licence = (side: 'qwen' | 'tinyllama', holds: boolean) =>
  finding(holds ? 'reproduced' : 'contradicted', `${files[side].licence} in its listing`);
book.rule('C9', {
  qwen: licence('qwen', free('qwen')),
  tinyllama: licence('tinyllama', !free('tinyllama')),
  evidence: [listing],
});

book.rule('C21', {
  qwen: finding(
    'contradicted',
    `the file has ${mega(files.qwen.bytes)}, not about ${numbers('C3', 'qwen')[0]}; whether it runs in ${numbers('C21', 'qwen')[0]} GB was not tried`,
  ),
  tinyllama: null,
  evidence: [listing],
});
book.rule('C23', {
  qwen: finding('not testable here', 'it takes the registry of Ollama to see what that name starts'),
  tinyllama: finding('contradicted', `its publisher’s chat model is ${files.tinyllama.file}, converted already`),
  evidence: [listing],
});
book.rule('C24', {
  qwen: null,
  tinyllama: headerOf('tinyllama', ({ parameters }) => {
    const least = 2 * parameters;
    return finding(
      least >= (numbers('C24', 'tinyllama')[0] ?? 0) * 1e9 ? 'reproduced' : 'contradicted',
      `the weights alone take ${giga(least)} in sixteen bits`,
    );
  }),
  evidence: [listing],
});

// The printed answers, one of each model to a prompt:

show({
  columns: ['answer', 'model', 'verdict', 'why'].map((title) => ({ title })),
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

const one = 'the one answer that is printed';
const passes = (rows: typeof poems, model: { id: string }, wanted = 1) =>
  finding(
    graded(rows, model)?.score === wanted ? 'reproduced' : 'contradicted',
    `${one} is graded “${graded(rows, model)?.verdict}”`,
  );

const rhyme = graded(poems, qwen)?.details?.rhyme;
book.rule('C15', {
  qwen: finding(
    rhyme === 'yes' && graded(poems, qwen)?.score === 1 ? 'reproduced' : 'contradicted',
    `${one} is graded “${graded(poems, qwen)?.verdict}”, rhyme: ${rhyme}`,
  ),
  tinyllama: finding('not decidable', 'its poem is not printed'),
  evidence: [{ title: 'poems', path: '01-spring-poem.md' }],
});
book.rule('C17', {
  qwen: passes(users, qwen),
  tinyllama: passes(users, tiny, 0),
  evidence: [{ title: 'JSON', path: '02-user-json.md' }],
});
const sorted = (model: { id: string }, example: boolean, comments: (count: number) => boolean) => {
  const { details } = graded(sorts, model) ?? {};
  const { count } = (details?.comments ?? { count: 0 }) as { count: number };
  const holds = details?.failure === null && details.example === example && comments(count);
  return finding(
    holds ? 'reproduced' : 'contradicted',
    `${one} sorts when it is run; comments: ${count}; example call: ${details?.example ? 'yes' : 'no'}`,
  );
};
book.rule('C18', {
  qwen: sorted(qwen, true, () => true),
  tinyllama: sorted(tiny, false, (count) => count === 0),
  evidence: [{ title: 'quicksort', path: '03-quicksort.md' }],
});
book.rule('C19', {
  qwen: passes(cages, qwen),
  tinyllama: passes(cages, tiny),
  evidence: [{ title: 'cages', path: '04-chickens-and-rabbits.md' }],
});

// Claims about how often, where the article has one answer. They can be decided by asking both models, and are where that was done:

const asked = extraModels();
const both = ['qwen2.5-0.5b-instruct', 'tinyllama-1.1b-chat-v1.0'] as const;
const decided = (rows: typeof poems, judge: typeof poem): { qwen: Finding; tinyllama: Finding } => {
  if (!both.every((id) => asked.some((model) => model.id === id))) {
    const open = finding('not decidable', 'one printed answer; the models were not asked here');
    return { qwen: open, tinyllama: open };
  }
  const own = rows.filter(({ model }) => both.some((id) => id === model.id));
  show(passRate(own, { judge, by: ['model'] }).table());
  const contrasts = compare(own, { judge, a: both[0], b: both[1] });
  show(contrasts.sentence());
  const { low = 0, high = 0, n = 0 } = contrasts.contrasts[0] ?? {};
  const verdict = low > 0 ? 'reproduced' : high < 0 ? 'contradicted' : 'not decidable';
  const found = finding(verdict, `difference between ${(100 * low).toFixed(0)} and ${(100 * high).toFixed(0)} points, n = ${n}`);
  return { qwen: found, tinyllama: found };
};
book.rule('C7', { ...decided(users, json), evidence: [{ title: 'objects, other models', path: '08-json-objects.md' }] });
book.rule('C8', { ...decided(cages, math), evidence: [{ title: 'word problems, other models', path: '07-word-problems.md' }] });

const unread = finding('not decidable', 'no text with or without errors is printed to compare');
book.rule('C16', {
  qwen: unread,
  tinyllama: unread,
  evidence: [{ title: 'can a small model judge?', path: '06-can-a-small-model-judge.md' }],
});
const oneLanguage = finding('not decidable', 'the article shows Chinese prompts alone');
book.rule('C6', {
  qwen: oneLanguage,
  tinyllama: oneLanguage,
  evidence: [{ title: 'ten languages, other models', path: '13-languages.md' }],
});
const fewPrompts = finding('not decidable', 'one run of a handful of prompts');
book.rule('C25', {
  qwen: fewPrompts,
  tinyllama: fewPrompts,
  evidence: [{ title: 'what one prompt, run once, says', path: '12-one-prompt-one-run.md' }],
});

// Speed and memory belong to a machine that we do not have, and to models that were not asked:

const machine = { title: 'this machine, other models', path: '../bench/README.md' };
const elsewhere = finding('not testable here', 'neither its models nor its machine are here');
for (const id of ['C11', 'C12', 'C13', 'C14']) book.rule(id, { qwen: elsewhere, tinyllama: elsewhere, evidence: [machine] });
book.rule('C20', { qwen: elsewhere, tinyllama: null, evidence: [machine] });

// Documents that are not here, or that no weights can tell:

const training = finding('not decidable', 'weights do not show how they were trained');
book.rule('C5', { qwen: training, tinyllama: training, evidence: [] });
const tools = finding('not testable here', 'it takes the listings of those projects');
book.rule('C10', { qwen: tools, tinyllama: tools, evidence: [] });
book.rule('C22', { qwen: finding('not testable here', 'it takes the leaderboard, or its judge'), tinyllama: null, evidence: [] });

// All claims:

show(book.counts());
show(book.table());

// ## Limitations
//
// A printed answer that passes reproduces what the article says of that answer, not of the model. The claims are restated in English, and what
// would decide each is our view. A file's header is what its publisher wrote into it.

export default await weave();
