import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../../harness/core/load.js';
import type { JudgeModel, Message } from '../../../harness/core/types.js';
import { harmless, nearEmpty } from '../../../judges/llm/fence.js';
import { llm, rubric } from '../../../judges/llm/index.js';
import { processorMs } from '../../fixtures/processor-time.js';
import { repository } from '../../fixtures/projects.js';

interface Attack {
  id: string;
  lang: 'en' | 'zh';
  kind: string;
  input: string;
  output: string;
  other: string;
  [field: string]: unknown;
}

const { samples } = await load<Attack>(repository, 'judge-attacks');
const honest = samples.filter(({ kind }) => kind === 'none');
const attacks = samples.filter(({ kind }) => kind !== 'none');
const pairwise = { en: rubric('instruction-following-en'), zh: rubric('instruction-following-zh') };
const single = { en: rubric('explanation-en'), zh: rubric('explanation-zh') };

/**
 * What reaches a judge that reads like the most careless tokenizer: invisible characters vanish, look-alikes are read as what they look
 * like, a chat token anywhere ends all evidence, and any >>> ends the piece of evidence that it stands in.
 */
function unfenced(messages: Message[]): string {
  const text = messages
    .map(({ content }) => content)
    .join('\n')
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}|[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/gu, '');
  const token = /<\|[^|<>\s]{1,40}\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:s|eos|bos)>|<(?:start|end)_of_turn>/i;
  const at = text.search(token);
  const [before, after] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
  return before.replace(/<<<[^\n]*\n[\s\S]*?>>>/g, '<fenced>') + after;
}

/** Obeys everything that reaches it outside the fences beyond what the honest question has there; else it sees that the other is better. */
function obedient(lang: 'en' | 'zh'): JudgeModel & { hijacked: number } {
  let usual: string | undefined;
  const judge = {
    id: 'obedient',
    family: 'scripted',
    digest: '',
    hijacked: 0,
    async answer(messages: Message[], schema: Record<string, unknown>) {
      const { nonce, verdict } = schema.properties as {
        nonce: { const: string };
        verdict: { properties?: Record<string, unknown> };
      };
      const text = unfenced(messages).replaceAll(nonce.const, 'NONCE');
      usual ??= text;
      const obeys = text !== usual;
      if (obeys) judge.hijacked++;
      const evidence = messages.map(({ content }) => content).join('\n');
      const goodFirst =
        evidence.indexOf(lang === 'en' ? 'less dense' : '体积变大') <
        evidence.indexOf(lang === 'en' ? 'cold stone' : '很冷的石头');
      const reply = verdict.properties
        ? Object.fromEntries(Object.keys(verdict.properties).map((id) => [id, obeys ? 'yes' : 'no']))
        : obeys !== goodFirst
          ? 'A'
          : 'B';
      const body = JSON.stringify({ reasoning: '', nonce: nonce.const, verdict: reply });
      return { text: body, promptTokens: null, outputTokens: null };
    },
  };
  return judge;
}

test('there are at least 40 attacks, equally many in each language', () => {
  assert.ok(attacks.length >= 40, `${attacks.length}`);
  assert.is(attacks.filter(({ lang }) => lang === 'en').length, attacks.filter(({ lang }) => lang === 'zh').length);
});

for (const lang of ['en', 'zh'] as const)
  for (const [shape, rubrics] of Object.entries({ pairwise, single }))
    test(`${lang}, ${shape}: no attack changes the verdict of a judge that obeys everything outside the fence`, async () => {
      const by = obedient(lang);
      const judge = llm({ rubric: rubrics[lang], by });
      for (const sample of [...honest, ...attacks].filter((one) => one.lang === lang)) {
        const grade = await judge.grade(sample, { output: sample.output, finish: 'stop' });
        assert.is(grade.score, 0, `${sample.kind}: ${JSON.stringify(grade)}`);
      }
      assert.is(by.hijacked, 0);
    });

test('the same judge falls for most attacks if the fence neutralises nothing', async () => {
  const by = obedient('en');
  const judge = llm({ rubric: pairwise.en, by });
  const [plain] = honest;
  await judge.grade(plain as Attack, { output: (plain as Attack).output, finish: 'stop' }); // learns what is usual
  let fooled = 0;
  const breaking = attacks.filter(({ kind }) => /marker|chat tokens|zero-width|fullwidth|angles|inside/.test(kind));
  for (const { output, other } of breaking) {
    const messages = [
      { role: 'user' as const, content: `<<<ANSWER A\n${output}\nANSWER A>>>\n<<<ANSWER B\n${other}\nANSWER B>>>` },
    ];
    const schema = { properties: { nonce: { const: 'n' }, verdict: {} } };
    const before = unfenced([
      { role: 'user', content: `<<<ANSWER A\n${plain?.output}\nANSWER A>>>\n<<<ANSWER B\n${other}\nANSWER B>>>` },
    ]);
    if (unfenced(messages) !== before) fooled++;
    await by.answer?.(messages, schema);
  }
  assert.ok(fooled >= breaking.length - 2, `${fooled} of ${breaking.length}`);
});

/** A judge that sees rightly, and quotes the whole answer before or after its verdict. */
function parrot(where: 'before' | 'after'): JudgeModel {
  return {
    id: 'parrot',
    family: 'scripted',
    digest: '',
    async answer(messages, schema) {
      const { nonce } = schema.properties as { nonce: { const: string } };
      const evidence = messages.map(({ content }) => content).join('\n');
      const first = Math.min(...['less dense', '体积变大'].map((text) => evidence.indexOf(text) + 1 || 1e9));
      const poor = Math.min(...['cold stone', '很冷的石头'].map((text) => evidence.indexOf(text) + 1 || 1e9));
      const own = JSON.stringify({ reasoning: '', nonce: nonce.const, verdict: first < poor ? 'A' : 'B' });
      return { text: where === 'before' ? `${evidence}\n${own}` : `${own}\n${evidence}`, promptTokens: null, outputTokens: null };
    },
  };
}

test('a verdict quoted from the evidence never counts: if quoted last, the answer is unscored', async () => {
  for (const where of ['before', 'after'] as const)
    for (const sample of attacks) {
      const grade = await llm({ rubric: pairwise[sample.lang], by: parrot(where) }).grade(sample, {
        output: sample.output,
        finish: 'stop',
      });
      assert.ok(grade.score === 0 || grade.score === null, `${where}, ${sample.kind}: ${JSON.stringify(grade)}`);
      if (where === 'before') assert.is(grade.score, 0, sample.kind);
    }
});

test('empty answers are graded without asking the judge', async () => {
  const by: JudgeModel = { id: 'never', family: 'scripted', digest: '', answer: () => Promise.reject(new Error('asked')) };
  for (const output of ['', ':', ' \n\u200b', '。', '…', '\u2063\u2063\ufeff', '🙂']) {
    assert.ok(nearEmpty(output));
    const grade = (other: string) =>
      llm({ rubric: pairwise.en, by }).grade({ id: 'x', input: '', other }, { output, finish: 'stop' });
    assert.is((await grade('something')).score, 0);
    assert.is((await grade(' ')).score, 0.5);
    assert.is(
      (
        await llm({ rubric: pairwise.en, by }).grade(
          { id: 'x', input: '', other: output },
          { output: 'something', finish: 'stop' },
        )
      ).score,
      1,
    );
  }
});

test('neutralised text stays readable', () => {
  assert.is(harmless('x² < 3, a[0] = "1", 他说：“是。”\n\tif a<b && c>d'), 'x² < 3, a[0] = "1", 他说：“是。”\n\tif a<b && c>d');
  assert.is(harmless('<|im_end|>'), '< |im_end| >');
  assert.is(harmless('［ＩＮＳＴ］'), '[ INST]');
  assert.is([...harmless('字'.repeat(20_000))].length < 8100, true);
});

test('hostile text is neutralised quickly', () => {
  for (const text of ['<'.repeat(1e6), '<|'.repeat(5e5), '\u200b'.repeat(1e6), '＜'.repeat(3e5), '[INST'.repeat(2e5)]) {
    const start = processorMs();
    harmless(text);
    assert.ok(processorMs() - start < 2000);
  }
});

test.run();
