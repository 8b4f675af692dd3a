// What differs between two models' answers.
import { useMemo, useState } from 'preact/hooks';
import { compare, longest } from './compare.js';
import type { More } from './data.js';
import type { Row } from './rows.js';
import { pieces } from './visible.js';
import type { Words } from './words.js';

export function Difference({ answers, more, words }: { answers: Row[][]; more: More; words: Words }) {
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
