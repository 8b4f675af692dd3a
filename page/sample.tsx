// One question with all models' answers side by side.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { mountAskAgain } from './ask/mount.js';
import { compare, longest } from './compare.js';
import type { More } from './data.js';
import { askCode } from './holdings.js';
import type { Choice, Labelled, Labels } from './labels.js';
import { answerId, type Row } from './rows.js';
import { signs } from './table.js';
import { pieces } from './visible.js';
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
  label(row: Row, given: Labelled | null): void;
  step(by: number): void;
  close(): void;
  link(): string;
}

/** Characters of a text that are shown at once. */
const most = 20_000;

export function Text({ text, spaces, words }: { text: string; spaces: boolean; words: Words }) {
  const [whole, setWhole] = useState(false);
  // another text starts short
  useEffect(() => setWhole(false), [text]);
  const shown = whole || text.length <= most ? text : text.slice(0, most);
  const parts = useMemo(() => pieces(shown, spaces), [shown, spaces]);
  return (
    <div class="said">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to reach it */}
      <pre dir="auto" tabIndex={0}>
        {parts.map(({ text, mark }, i) =>
          mark ? (
            <span key={i} class="mark">
              {text}
            </span>
          ) : (
            text
          ),
        )}
        {text === '' && <span class="mark">∅</span>}
      </pre>
      {shown.length < text.length && (
        <button type="button" onClick={() => setWhole(true)}>
          {words.wholeText(String(text.length))}
        </button>
      )}
    </div>
  );
}

export function Sample({ rows, row, more, words, labels, place, label, step, close, link }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [spaces, setSpaces] = useState(false);
  const [said, setSaid] = useState('');
  const [copy, setCopy] = useState('');
  useEffect(() => {
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

function Prompt({ row, spaces, words }: { row: Row; spaces: boolean; words: Words }) {
  return (
    <section class="prompt">
      <h3>{words.prompt}</h3>
      {row.prompt.map(({ role, content }, i) => (
        <div key={i}>
          {row.prompt.length > 1 && <h4>{role}</h4>}
          <Text text={content} spaces={spaces} words={words} />
        </div>
      ))}
    </section>
  );
}

interface AnswerProps extends Pick<Props, 'more' | 'words' | 'labels' | 'label'> {
  grades: readonly Row[];
  opened: boolean;
  spaces: boolean;
  prompt: boolean;
}

function Answer({ grades, opened, more, words, spaces, labels, label, prompt }: AnswerProps) {
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
      <Label row={row} words={words} given={labels[answerId(row)]} label={label} />
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

function Label({ row, words, given, label }: { row: Row; words: Words; given: Labelled | undefined; label: Props['label'] }) {
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

function Difference({ answers, more, words }: { answers: Row[][]; more: More; words: Words }) {
  const [on, setOn] = useState(false);
  const [sides, setSides] = useState([0, 1]);
  const [left, right] = sides.map((side) => answers[Math.min(side, answers.length - 1)]?.[0]) as [Row, Row];
  const choose = (place: number) => (
    <select
      aria-label={`${words.model} ${place + 1}`}
      value={sides[place]}
      onChange={(event) => setSides(sides.map((side, i) => (i === place ? Number(event.currentTarget.value) : side)))}
    >
      {answers.map(([one], i) => (
        <option key={one?.model} value={i}>
          {more.titles[one?.model ?? ''] ?? one?.model}
        </option>
      ))}
    </select>
  );
  return (
    <details class="difference" onToggle={(event) => setOn(event.currentTarget.open)}>
      <summary>{words.compare}</summary>
      <p>
        {choose(0)} {words.compareWith} {choose(1)}
      </p>
      {on && <Parts left={left.output} right={right.output} words={words} />}
    </details>
  );
}

/** The difference of two texts. */
export function Parts({ left, right, words }: { left: string; right: string; words: Words }) {
  const parts = useMemo(() => compare(left, right), [left, right]);
  const cut = Math.max(left.length, right.length) > longest;
  if (!parts) return <p>{words.tooLong}</p>;
  return (
    <>
      <p class="legend">
        <del>{words.removed}</del> <ins>{words.added}</ins>
        {cut ? ` ${words.cutTexts}` : parts.every(({ side }) => side === 'both') && ` ${words.equalTexts}`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to reach it */}
      <pre dir="auto" tabIndex={0} class="diff">
        {parts.map(({ text, side }, i) => {
          const content = pieces(text, false).map(({ text, mark }, k) =>
            mark ? (
              <span key={k} class="mark">
                {text}
              </span>
            ) : (
              text
            ),
          );
          if (side === 'both') return <span key={i}>{content}</span>;
          return side === 'left' ? <del key={i}>{content}</del> : <ins key={i}>{content}</ins>;
        })}
      </pre>
    </>
  );
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

function citationOf(row: Row, more: More, link: string): string {
  const trial = row.trial === '0' || row.trial === '' ? '' : `, trial ${row.trial}`;
  const condition = row.condition ? `, condition ${row.condition}` : '';
  const key = row.key ? `, request key ${row.key}` : '';
  return `${more.apa}. Answer of ${row.model} to ${row.sample} of ${row.dataset}${condition}${trial}${row.place ? `, ${row.place}` : ''}${key}. ${more.id}${link ? `. ${link}` : ''}`;
}
