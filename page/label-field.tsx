// A reader's own verdict on an answer.
import type { Choice, Labelled } from './labels.js';
import { answerId, type Row } from './rows.js';
import type { Words } from './words.js';

export interface LabelProps {
  row: Row;
  words: Words;
  given: Labelled | undefined;
  label(row: Row, given: Labelled | null): void;
}

export function LabelField({ row, words, given, label }: LabelProps) {
  const note = given?.note ?? '';
  return (
    <fieldset class="label">
      <legend>{words.labels}</legend>
      {(['good', 'poor', 'undecided'] as Choice[]).map((choice) => (
        <label key={choice}>
          <input
            type="radio"
            name={`label ${answerId(row)}`}
            checked={given?.label === choice}
            onChange={() => label(row, { label: choice, note })}
          />{' '}
          {words[choice]}
        </label>
      ))}
      {given && (
        <>
          <label class="note">
            {words.note}{' '}
            <input
              type="text"
              value={note}
              onInput={(event) => label(row, { label: given.label, note: event.currentTarget.value })}
            />
          </label>
          <button type="button" onClick={() => label(row, null)}>
            {words.clear}
          </button>
        </>
      )}
    </fieldset>
  );
}
