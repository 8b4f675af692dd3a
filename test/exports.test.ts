// What the package gives away, frozen: a name that goes or comes breaks or binds those who have installed it.
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Values first, types after the bar; both in order. */
const frozen: Record<string, string> = {
  'harness/index.ts': `
    FieldError UserError answeredByAll aspect claimsLedger compare costOfDoubling costTable detailOf doublingFinding doublingTable doublingsBetween fewShot figure machineLine majorityOdds meanOf meanScore moreRunsTable notebook passAtKTable passRate
    passRates predicts quote rankAgreement requestKey sideBySide singleRunFinding singleRunOdds singleRunTable speedFinding speedTable tagsAsFields together
    verdictCounts worstAndTypical |
    AspectOptions CompareOptions Comparison Condition Content CostOptions Dataset Decoding DetailOf Difference DistributionOptions Estimate Estimates Evidence Existing FewShotOptions Figure
    FigureOptions Finding Front Generation Grade Grouping Headline Judge JudgeModel JudgeModelAnswer Language Match Mean Means Message Model Notebook Outcome Picture
    Plan Predictable Prediction Price Project RankAgreement RankAgreementOptions Rate Rates Request Row Sample Says SingleRun SpeedRecord Table TimedModel Where Woven`,
  'judges/index.ts': `
    attackTable biasTable code codeAspects confusionTable constraints constraintsAspects healthFinding healthOf healthTable json jsonAspects llm math
    measuredBiasTable measuredHealthTable panel perplexityOf poem poemWith rubric
    rubricIds |
    Labelled LlmOptions Perplexity Rubric`,
  'models/index.ts': `
    azure configuredJudgeModel endpoint extraModels factsOf gguf groq judgeModel llamaServer lmStudio localJudgeModel localModel mistral ollama openai printed qwen25 qwen25Coder smollm2 tinyLlama vllm |
    Arithmetic EndpointOptions Facts GgufOptions HubOptions JudgeModelOptions LocalModel LocalOptions PresetOptions PrintedOptions Trace`,
};

/** The exported names of an index file, which consists of `export { … } from '…'` alone. */
function exportsOf(file: string): string {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
  const names = source.statements.flatMap((statement) => {
    assert.ok(ts.isExportDeclaration(statement) && statement.exportClause, `${file}: expected only lists of exports`);
    if (!ts.isNamedExports(statement.exportClause)) return [];
    return statement.exportClause.elements.map(({ name, isTypeOnly }) => ({
      name: name.text,
      isType: isTypeOnly || statement.isTypeOnly,
    }));
  });
  const of = (isType: boolean) =>
    names
      .filter((one) => one.isType === isType)
      .map(({ name }) => name)
      .sort();
  return [...of(false), '|', ...of(true)].join(' ');
}

for (const [file, names] of Object.entries(frozen))
  test(`${file} exports what it did`, () => {
    assert.is(exportsOf(file), names.trim().split(/\s+/).join(' '));
  });

test('every value is there when the package is imported by its name', async () => {
  const entries = { 'harness/index.ts': 'evalbook', 'judges/index.ts': 'evalbook/judges', 'models/index.ts': 'evalbook/models' };
  for (const [file, name] of Object.entries(entries))
    assert.is(
      Object.keys(await import(name))
        .sort()
        .join(' '),
      frozen[file]?.split('|')[0]?.trim().split(/\s+/).join(' '),
    );
});

test.run();
