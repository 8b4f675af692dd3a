// The script of a page that compares two versions: which answers changed their verdict, and how their texts differ.
import { render } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Changed, DiffData } from './data.js';
import { Parts } from './difference.js';
import { unpacked } from './holdings.js';
import { outcomeOf } from './rows.js';
import { signs } from './table.js';
import { Text } from './text.js';
import { type Words, wordsOf } from './words.js';

/** Rows that are in the document at first, and that each click adds. */
const step = 100;

function List({ changed, words }: { changed: readonly Changed[]; words: Words }) {
  const [text, setText] = useState('');
  const [count, setCount] = useState(step);
  const kept = useMemo(() => {
    const lower = text.toLowerCase();
    const holds = (one: Changed) =>
      [one.sample, one.model, one.report, one.judge, one.before?.output, one.after?.output].some((part) =>
        part?.toLowerCase().includes(lower),
      );
    return lower === '' ? changed : changed.filter(holds);
  }, [changed, text]);
  return (
    <>
      <label class="search">
        {words.search} <input type="search" name="text" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <p role="status">{words.rowsOf(kept.length, changed.length)}</p>
      {kept.slice(0, count).map((one) => (
        <Turn key={JSON.stringify([one.report, one.model, one.dataset, one.judge, one.sample])} one={one} words={words} />
      ))}
      {kept.length > count && (
        <button type="button" onClick={() => setCount(count + step)}>
          + {Math.min(step, kept.length - count)}
        </button>
      )}
    </>
  );
}

function Turn({ one, words }: { one: Changed; words: Words }) {
  const [open, setOpen] = useState(false);
  const { before, after } = one;
  const side = (row: Changed['before']) => {
    if (!row) return <span>∅</span>;
    const outcome = outcomeOf(row.score);
    return (
      <b class={`outcome ${outcome}`}>
        {signs[outcome]} {row.verdict}
      </b>
    );
  };
  return (
    <details class="turn" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {one.report} · {one.sample} · {one.model} · {one.judge}: {side(before)} → {side(after)}
      </summary>
      {open && (
        <>
          <p>{before?.why}</p>
          <p>{after?.why}</p>
          {before && after ? (
            <Parts left={before.output} right={after.output} words={words} />
          ) : (
            <Text text={(after ?? before)?.output ?? ''} spaces={false} words={words} />
          )}
        </>
      )}
    </details>
  );
}

async function start(): Promise<void> {
  document.documentElement.classList.add('js');
  const words = wordsOf(document.documentElement.lang);
  const place = document.getElementById('place-answers');
  if (!place) return;
  try {
    const bytes = await unpacked(document, 'changed');
    const data = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array())) as DiffData;
    place.replaceChildren();
    render(<List changed={data.changed} words={words} />, place);
  } catch (error) {
    place.textContent = (error as Error).message === 'unpack' ? words.unpack : words.damaged;
  }
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

await start();
