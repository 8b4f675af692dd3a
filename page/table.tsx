// The rows as a table of which only the visible part is in the document.
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { Row } from './rows.js';
import { oneLine } from './visible.js';
import type { Words } from './words.js';

interface Props {
  rows: readonly Row[];
  words: Words;
  titles: Record<string, string>;
  /** index into `rows` of the row that has the keyboard */
  at: number;
  severalJudges: boolean;
  labelled(row: Row): string;
  choose(index: number): void;
  open(index: number): void;
}

export const signs = { passed: '✓', failed: '✗', unscored: '–' } as const;

const rowHeight = 52;

export function Table({ rows, words, titles, at, severalJudges, labelled, choose, open }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const list = useMemo(
    () =>
      new Virtualizer<HTMLDivElement, HTMLDivElement>({
        count: 0,
        getScrollElement: () => box.current,
        estimateSize: () => rowHeight,
        overscan: 8,
        scrollToFn: elementScroll,
        observeElementRect,
        observeElementOffset,
        onChange: () => redraw(0),
      }),
    [],
  );
  list.setOptions({ ...list.options, count: rows.length });
  useLayoutEffect(() => list._didMount(), [list]);
  useLayoutEffect(() => list._willUpdate());
  useEffect(() => {
    if (at >= 0 && at < rows.length) list.scrollToIndex(at);
  }, [at, rows, list]);
  const last = useRef(at);
  useEffect(() => {
    // the keyboard follows the row, but only where it was in the table before
    if (last.current !== at && box.current?.contains(document.activeElement))
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus({ preventScroll: true }));
    last.current = at;
  }, [at]);
  const shown = list.getVirtualItems();
  return (
    <div class="table" ref={box} role="table" aria-label={words.answers} aria-rowcount={rows.length + 1}>
      <div class="line head" role="row" aria-rowindex={1}>
        <span role="columnheader">{words.outcome}</span>
        <span role="columnheader">{words.sample}</span>
        <span role="columnheader">{words.model}</span>
        <span role="columnheader">{words.answer}</span>
        <span role="columnheader" class="number">
          {words.tokens}
        </span>
        <span role="columnheader" class="number">
          {words.margin}
        </span>
      </div>
      <div class="lines" role="rowgroup" style={{ height: `${list.getTotalSize()}px` }}>
        {shown.map(({ index, start }) => {
          const row = rows[index] as Row;
          const own = labelled(row);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are read for the whole page
            <div
              key={row.line}
              class={`line ${index === at ? 'at' : ''}`}
              role="row"
              aria-rowindex={index + 2}
              data-at={index}
              tabIndex={index === at || (at < 0 && index === 0) ? 0 : -1}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => open(index)}
              onFocus={() => choose(index)}
            >
              <span role="cell" class={`outcome ${row.outcome}`}>
                <b aria-hidden="true">{signs[row.outcome]}</b> {words[row.outcome]}
                {own && <i class="own"> · {own}</i>}
              </span>
              <span role="cell" class="sample">
                {oneLine(row.sample, 60)}
                {row.condition && <small> {oneLine(row.condition, 30)}</small>}
                {row.trial !== '0' && row.trial !== '' && <small> #{row.trial}</small>}
              </span>
              <span role="cell" class="model">
                {oneLine(titles[row.model] ?? row.model, 40)}
                {severalJudges && <small> {row.judge}</small>}
              </span>
              <span role="cell" class="text">
                <em>{oneLine(row.verdict, 40)}</em> <bdi>{oneLine(row.output, 220)}</bdi>
              </span>
              <span role="cell" class="number">
                {row.outputTokens}
              </span>
              <span role="cell" class="number">
                {Number.isNaN(row.margin) ? '' : row.margin.toFixed(3)}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
