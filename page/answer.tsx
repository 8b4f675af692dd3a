// One model's answer: its text, its grades, where it is recorded, asking again and the reader's label.
import { useEffect, useRef } from 'preact/hooks';
import { mountAskAgain } from './ask/mount.js';
import type { More } from './data.js';
import { askCode } from './holdings.js';
import { LabelField, type LabelProps } from './label-field.js';
import type { Labels } from './labels.js';
import { answerId, type Row } from './rows.js';
import { signs } from './table.js';
import { Prompt, Text } from './text.js';
import type { Words } from './words.js';

interface AnswerProps {
  more: More;
  words: Words;
  labels: Labels;
  label: LabelProps['label'];
  grades: readonly Row[];
  opened: boolean;
  spaces: boolean;
  prompt: boolean;
}

export function Answer({ grades, opened, more, words, spaces, labels, label, prompt }: AnswerProps) {
  const [row] = grades as [Row];
  return (
    <article class={opened ? 'opened' : ''}>
      <h3>{more.titles[row.model] ?? row.model}</h3>
      {prompt && <Prompt row={row} spaces={spaces} words={words} />}
      <Text text={row.output} spaces={spaces} words={words} />
      <p class="facts">
        {row.outputTokens && (
          <span>
            {row.outputTokens} {words.tokens}
          </span>
        )}
        {!Number.isNaN(row.margin) && (
          <span>
            {words.margin} {row.margin}
          </span>
        )}
        {row.finish === 'length' && <span>{words.cutOff}</span>}
      </p>
      <ul class="grades">
        {grades.map((grade) => (
          <li key={grade.line}>
            <b class={`outcome ${grade.outcome}`}>
              {signs[grade.outcome]} {words[grade.outcome]}
            </b>{' '}
            {grade.judge}: {grade.verdict}. {grade.why}
            {grade.lenient !== '' && grade.lenient !== String(grade.score ?? '') && ` (${words.lenient(grade.lenient)})`}
            {grade.details && (
              <details>
                <summary>{words.details}</summary>
                <Text text={indented(grade.details)} spaces={false} words={words} />
              </details>
            )}
          </li>
        ))}
      </ul>
      <p class="record">
        {row.place ? `${words.recorded} ${row.place}` : words.notRecorded}
        {row.key && (
          <>
            <br />
            {words.key} <code>{row.key}</code>
          </>
        )}
      </p>
      {more.ask && row.digest === more.ask.digest && row.decoding && (
        <AskAgain row={row} model={more.ask} decoding={row.decoding} words={words} />
      )}
      <LabelField row={row} words={words} given={labels[answerId(row)]} label={label} />
    </article>
  );
}

interface AskAgainProps {
  row: Row;
  model: NonNullable<More['ask']>;
  decoding: NonNullable<Row['decoding']>;
  words: Words;
}

/** Has the model write this answer again, in the reader's browser. */
function AskAgain({ row, model, decoding, words }: AskAgainProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let away: (() => void) | null = null;
    let gone = false;
    void askCode(document).then((code) => {
      if (gone || !code || !place.current) return;
      const { key, digest, prompt: messages, trial, output, finish, outputTokens, margin } = row;
      const asked = {
        ...{ key, model: digest, messages, decoding, trial: Number(trial), output, finish },
        outputTokens: outputTokens === '' ? null : Number(outputTokens),
        ...(Number.isNaN(margin) ? {} : { minMargin: margin }),
      };
      away = mountAskAgain(place.current, { row: asked, model, code, language: words.locale });
    });
    return () => {
      gone = true;
      away?.();
    };
  }, [row, model, decoding, words]);
  return <div class="ask" ref={place} />;
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
