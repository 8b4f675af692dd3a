// One question with all models' answers side by side.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Answer } from './answer.js';
import type { More } from './data.js';
import { Difference } from './difference.js';
import type { LabelProps } from './label-field.js';
import type { Labels } from './labels.js';
import type { Row } from './rows.js';
import { Prompt, Text } from './text.js';
import type { Words } from './words.js';

interface Props {
  /** all rows of the question: every model, every judge */
  rows: readonly Row[];
  /** the row that was opened */
  row: Row;
  more: More;
  words: Words;
  labels: Labels;
  place: [at: number, all: number];
  label: LabelProps['label'];
  step(by: number): void;
  close(): void;
  link(): string;
}

export function Sample({ rows, row, more, words, labels, place, label, step, close, link }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [spaces, setSpaces] = useState(false);
  const [said, setSaid] = useState('');
  const [copy, setCopy] = useState('');
  // before anything is painted: a key that comes at once is the dialog's
  useLayoutEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  // another sample begins at its top
  useEffect(() => {
    dialog.current?.scrollTo(0, 0);
    setSaid('');
    setCopy('');
  }, [row]);
  const answers = useMemo(() => {
    const found = new Map<string, Row[]>();
    for (const one of rows) found.set(one.model, [...(found.get(one.model) ?? []), one]);
    return [...found.values()];
  }, [rows]);
  const same = answers.every(([one]) => JSON.stringify(one?.prompt) === JSON.stringify(row.prompt));
  const put = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(words.copied);
      setCopy('');
    } catch {
      setSaid(words.copyYourself);
      setCopy(text);
    }
  };
  const facts = Object.entries(row.fields).filter(([, value]) => value !== '' && value.length < 60);
  return (
    <dialog
      ref={dialog}
      class="panel"
      aria-labelledby="panel-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClose={close} // Chromium closes without asking where Escape comes again before any other key or click
    >
      <header>
        <h2 id="panel-title">
          {row.sample}
          {row.condition && <small> {row.condition}</small>}
          {row.trial !== '0' && row.trial !== '' && <small> #{row.trial}</small>}
        </h2>
        <p class="tools">
          <button type="button" onClick={() => step(-1)} aria-label={words.previous} aria-keyshortcuts="k">
            ← <span class="wide">{words.previous}</span>
          </button>
          <span>{words.place(...place)}</span>
          <button type="button" onClick={() => step(1)} aria-label={words.next} aria-keyshortcuts="j">
            <span class="wide">{words.next}</span> →
          </button>
          <button type="button" onClick={() => put(link())}>
            {words.link}
          </button>
          <button type="button" onClick={() => put(citationOf(row, more, link()))}>
            {words.cite}
          </button>
          <label>
            <input type="checkbox" checked={spaces} onChange={(event) => setSpaces(event.currentTarget.checked)} /> {words.spaces}
          </label>
          <button type="button" class="close" onClick={close} aria-keyshortcuts="Escape">
            ✕ {words.close}
          </button>
        </p>
        <p class="status" role="status">
          {said}
        </p>
        {copy && <textarea readOnly value={copy} rows={4} aria-label={words.copyYourself} />}
      </header>
      <p class="facts">
        {[row.dataset, ...facts.map(([name, value]) => `${name} ${value}`), ...row.tags].map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {same && <Prompt row={row} spaces={spaces} words={words} />}
      {row.target && (
        <details>
          <summary>{words.expected}</summary>
          <Text text={row.target} spaces={spaces} words={words} />
        </details>
      )}
      <div class="sides" data-count={Math.min(3, answers.length)}>
        {answers.map((grades) => (
          <Answer
            key={grades[0]?.model}
            grades={grades}
            opened={grades.some(({ line }) => line === row.line)}
            {...{ more, words, spaces, labels, label }}
            prompt={!same}
          />
        ))}
      </div>
      {answers.length > 1 && <Difference answers={answers} more={more} words={words} />}
    </dialog>
  );
}

function citationOf(row: Row, more: More, link: string): string {
  const trial = row.trial === '0' || row.trial === '' ? '' : `, trial ${row.trial}`;
  const condition = row.condition ? `, condition ${row.condition}` : '';
  const key = row.key ? `, request key ${row.key}` : '';
  return `${more.apa}. Answer of ${row.model} to ${row.sample} of ${row.dataset}${condition}${trial}${row.place ? `, ${row.place}` : ''}${key}. ${more.id}${link ? `. ${link}` : ''}`;
}
