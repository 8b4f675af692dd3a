// The part of the page below the report: all answers, to be filtered, read and labelled.
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { More } from './data.js';
import { download } from './download.js';
import { chosen, type Filter, format, noFilter, type Open, parse } from './filter.js';
import { Filters } from './filters.js';
import { keep, keptItem } from './kept.js';
import { Labelling } from './labelling.js';
import { type Labels, storeKey } from './labels.js';
import { answerId, questionOf, type Row } from './rows.js';
import { Sample } from './sample.js';
import { Table } from './table.js';
import type { Words } from './words.js';

interface Props {
  rows: readonly Row[];
  csv: Uint8Array;
  more: More;
  words: Words;
}

interface Found {
  rows: Row[];
  problem: string;
}

export function Answers({ rows, csv, more, words }: Props) {
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [opened, setOpened] = useState<Row | null>(null);
  const [at, setAt] = useState(-1);
  const [problem, setProblem] = useState('');
  const [help, setHelp] = useState(false);
  const [labels, setLabels] = useState<Labels>(() => JSON.parse(keptItem(storeKey(more.id)) ?? '{}') as Labels);
  const [kept, setKept] = useState(true);
  const section = useRef<HTMLElement>(null);
  /** the link in the article that the reader came by */
  const from = useRef<HTMLElement | null>(null);
  const found = useMemo((): Found => {
    try {
      return { rows: chosen(rows, filter), problem: '' };
    } catch (error) {
      return { rows: [], problem: words.badRegex((error as Error).message.replace(/^Invalid regular expression: /, '')) };
    }
  }, [rows, filter, words]);
  const show = (hash: string) => {
    const { filter: given, open, wanted } = parse(hash);
    if (!wanted) return;
    setFilter(given);
    const row = open ? rowOf(rows, open, given) : null;
    setProblem(open && !row ? words.gone(open.sample) : '');
    setOpened(row);
    setAt(row ? chosenIndex(rows, given, row) : -1);
    if (!row) section.current?.scrollIntoView();
  };
  // once, when the page opens; layout effects here, as no key, click or address may be lost between a painting and what listens to it
  useLayoutEffect(() => {
    show(location.hash.slice(1));
    const changed = () => show(location.hash.slice(1));
    const clicked = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[href^="#answers"]') : null;
      if (link) from.current = link;
      // the same address twice is no change of it
      if (link?.getAttribute('href') === location.hash) changed();
    };
    addEventListener('hashchange', changed);
    document.addEventListener('click', clicked);
    return () => {
      removeEventListener('hashchange', changed);
      document.removeEventListener('click', clicked);
    };
  }, []);
  const write = (next: Filter, row: Row | null) => history.replaceState(null, '', `#${format(next, row && openOf(rows, row))}`);
  const choose = (next: Filter) => {
    setFilter(next);
    setAt(-1);
    setProblem('');
    write(next, null);
  };
  const open = (index: number) => {
    const row = found.rows[index];
    if (!row) return;
    setAt(index);
    setOpened(row);
    write(filter, row);
  };
  const close = () => {
    setOpened(null);
    write(filter, null);
    requestAnimationFrame(() => section.current?.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus());
  };
  const step = (by: number) => {
    const to = Math.max(0, Math.min(found.rows.length - 1, at + by));
    if (opened) open(to);
    else {
      setAt(to);
      if (!section.current?.querySelector('.table')?.contains(document.activeElement)) focusRow(section.current, to);
    }
  };
  const back = () => {
    setHelp(false);
    const same = [...document.querySelectorAll<HTMLElement>('#article a.n')].find(
      (link) => link.getAttribute('href') === location.hash,
    );
    const link = from.current ?? same;
    if (!link) return;
    link.focus();
    link.scrollIntoView({ block: 'center' });
    from.current = null;
  };
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element && event.target.matches('input:not([type=checkbox], [type=radio]), select, textarea');
      if (event.key === 'Escape' && typing && event.target instanceof HTMLElement && !opened) event.target.blur();
      if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
      const inTable = section.current?.querySelector('.table')?.contains(document.activeElement) ?? false;
      const keys: Record<string, () => void> = {
        j: () => step(1),
        k: () => step(-1),
        f: () => !opened && section.current?.querySelector<HTMLElement>('[name=text]')?.focus(),
        '?': () => setHelp(!help),
        Escape: () => (opened ? close() : back()),
        ...(inTable && !opened
          ? {
              Enter: () => open(at),
              ' ': () => open(at),
              ArrowDown: () => step(1),
              ArrowUp: () => step(-1),
              Home: () => setAt(0),
              End: () => setAt(found.rows.length - 1),
            }
          : {}),
      };
      const does = keys[event.key];
      if (!does || (event.key === 'Escape' && opened)) return; // the dialog closes by itself, and says so
      event.preventDefault();
      does();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
  const take = (next: Labels) => {
    setLabels(next);
    setKept(keep(storeKey(more.id), JSON.stringify(next)));
  };
  const severalJudges = new Set(rows.map(({ judge }) => judge)).size > 1;
  return (
    <section id="answers" ref={section} aria-labelledby="answers-title">
      <h2 id="answers-title">{words.answers}</h2>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Filters {...{ rows, filter, words, titles: more.titles, set: choose }} />
      <p class="count">
        <span role="status">{found.problem || words.rowsOf(found.rows.length, rows.length)}</span>{' '}
        <button type="button" class="plain" onClick={() => setHelp(!help)} aria-expanded={help}>
          {words.help} <kbd>?</kbd>
        </button>{' '}
        <button type="button" class="plain" onClick={() => download(`${more.name}.csv`, csv)}>
          {words.csv}
        </button>
      </p>
      {help && (
        <dl class="keys">
          {words.keys.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      )}
      {found.rows.length === 0 && !found.problem && <p>{words.nothing}</p>}
      {found.rows.length > 0 && (
        <Table
          {...{ rows: found.rows, words, titles: more.titles, at, severalJudges, open, choose: setAt }}
          labelled={(row) => {
            const given = labels[answerId(row)];
            return given ? words[given.label] : '';
          }}
        />
      )}
      <Labelling {...{ rows, chosen: found.rows, labels, name: more.name, report: more.id, kept, words, take }} />
      {opened && (
        <Sample
          {...{ row: opened, more, words, labels, step, close }}
          rows={rows.filter((row) => questionOf(row) === questionOf(opened))}
          place={[at + 1, found.rows.length]}
          label={(row, given) => {
            const { [answerId(row)]: _, ...rest } = labels;
            take(given ? { ...rest, [answerId(row)]: given } : rest);
          }}
          link={() => `${location.href.split('#')[0]}#${format(noFilter, openOf(rows, opened))}`}
        />
      )}
    </section>
  );
}

function focusRow(section: HTMLElement | null, index: number): void {
  requestAnimationFrame(() => section?.querySelector<HTMLElement>(`[data-at="${index}"]`)?.focus());
}

/** A permalink's names of a row's question: the dataset only where another has a sample of this name. */
function openOf(rows: readonly Row[], { sample, dataset, condition, trial }: Row): Open {
  const several = rows.some((row) => row.sample === sample && row.dataset !== dataset);
  return { sample, dataset: several ? dataset : '', condition, trial };
}

function rowOf(rows: readonly Row[], { sample, dataset, condition, trial }: Open, { is }: Filter): Row | null {
  const fits = rows.filter(
    (row) =>
      row.sample === sample &&
      (!dataset || row.dataset === dataset) &&
      (!condition || row.condition === condition) &&
      (!trial || row.trial === trial),
  );
  return fits.find((row) => (!is.model || row.model === is.model) && (!is.judge || row.judge === is.judge)) ?? fits[0] ?? null;
}

function chosenIndex(rows: readonly Row[], filter: Filter, row: Row): number {
  try {
    return chosen(rows, filter).findIndex(({ line }) => line === row.line);
  } catch {
    return -1;
  }
}
