// The reader's labels: kept in the browser where it allows that, saved as files, compared with another rater's.
import { useState } from 'preact/hooks';
import { download } from './download.js';
import { agreement, answersFile, exported, type Imported, imported, type Labels } from './labels.js';
import type { Row } from './rows.js';
import type { Words } from './words.js';

interface Props {
  rows: readonly Row[];
  chosen: readonly Row[];
  labels: Labels;
  name: string;
  /** the report's citation id */
  report: string;
  kept: boolean;
  words: Words;
  take(labels: Labels): void;
}

export function Labelling({ rows, chosen, labels, name, report, kept, words, take }: Props) {
  const [rater, setRater] = useState('');
  const [other, setOther] = useState<Imported | null>(null);
  const count = Object.keys(labels).length;
  const load = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (file) setOther(imported(await file.text(), rows, report));
    input.value = '';
  };
  return (
    <details class="labelling">
      <summary>
        {words.labelling}
        {count > 0 && ` (${count})`}
      </summary>
      <p>{words.labelIntro}</p>
      {!kept && <p class="problem">{words.notKept}</p>}
      <p class="tools">
        <label>
          {words.rater}{' '}
          <input type="text" value={rater} maxLength={40} onInput={(event) => setRater(event.currentTarget.value)} />
        </label>
        <button
          type="button"
          disabled={count === 0}
          onClick={() => download(`${name}.labels.jsonl`, exported(rows, labels, rater, report))}
        >
          {words.saveLabels(count)}
        </button>
        <button type="button" onClick={() => download(`${name}.answers.jsonl`, answersFile(chosen))}>
          {words.saveAnswers}
        </button>
        <label class="file">
          {words.loadLabels} <input type="file" accept=".jsonl" onChange={(event) => load(event.currentTarget)} />
        </label>
      </p>
      <p>
        <code>{words.labelUse}</code>
      </p>
      <div role="status">{other && <Outcome {...{ other, labels, words, take }} />}</div>
    </details>
  );
}

function Outcome({ other, labels, words, take }: { other: Imported } & Pick<Props, 'labels' | 'words' | 'take'>) {
  if ('problem' in other)
    return (
      <p class="problem">{other.problem === 'another report' ? words.otherReport(other.what) : words.noLabels(other.what)}</p>
    );
  const { both, alike, kappa } = agreement(labels, other.labels);
  return (
    <p>
      {words.loaded(Object.keys(other.labels).length, other.rater)}{' '}
      {both > 0 && words.agree(both, alike, Number.isNaN(kappa) ? '–' : kappa.toFixed(2))}{' '}
      <button type="button" onClick={() => take({ ...labels, ...other.labels })}>
        {words.take}
      </button>
    </p>
  );
}
