// The controls above the table.
import { useMemo } from 'preact/hooks';
import { cellOf, type Filter, noFilter, sorts } from './filter.js';
import type { Row } from './rows.js';
import type { Words } from './words.js';

interface Props {
  rows: readonly Row[];
  filter: Filter;
  words: Words;
  titles: Record<string, string>;
  set(filter: Filter): void;
}

/** Most values of a field that a list offers. */
const most = 60;

/** Columns and fields with more than one value, and their values in order of appearance. */
export function choices(rows: readonly Row[]): { main: [string, string[]][]; more: [string, string[]][] } {
  const valuesOf = (name: string): string[] => [...new Set(rows.map((row) => cellOf(row, name)))];
  const offered = (names: readonly string[]) =>
    names
      .map((name): [string, string[]] => [name, valuesOf(name)])
      .filter(([, values]) => values.length > 1 && values.length <= most);
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row.fields)))].filter((name) => name !== 'lang');
  const own = new Set(['model', 'judge', 'verdict', 'finish', 'condition', 'dataset', 'trial']);
  return {
    main: offered(['model', 'judge', 'verdict', 'lang', 'condition']),
    more: offered(['finish', 'dataset', 'trial', ...fields.filter((name) => !own.has(name))]),
  };
}

export function Filters({ rows, filter, words, titles, set }: Props) {
  const { main, more } = useMemo(() => choices(rows), [rows]);
  const tags = useMemo(() => [...new Set(rows.flatMap((row) => row.tags))].sort(), [rows]);
  const change = (part: Partial<Filter>) => set({ ...filter, ...part });
  const pick = (name: string, value: string) => {
    const { [name]: _, ...rest } = filter.is;
    change({ is: value === any ? rest : { ...rest, [name]: value } });
  };
  const named = (name: string) => (name in words ? String(words[name as keyof Words]) : name);
  const select = ([name, values]: [string, string[]]) => (
    <label key={name}>
      {named(name)}
      <select name={name} value={filter.is[name] ?? any} onChange={(event) => pick(name, event.currentTarget.value)}>
        <option value={any}>{words.any}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {value === '' ? words.none : name === 'model' ? (titles[value] ?? value) : value}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()}>
      <label class="search">
        {words.search}
        <input type="search" name="text" value={filter.text} onInput={(event) => change({ text: event.currentTarget.value })} />
      </label>
      <label class="tick">
        <input
          type="checkbox"
          name="regex"
          checked={filter.regex}
          onChange={(event) => change({ regex: event.currentTarget.checked })}
        />
        {words.regex}
      </label>
      <div class="selects">
        <label>
          {words.outcome}
          <select
            name="outcome"
            value={filter.outcome}
            onChange={(event) => change({ outcome: event.currentTarget.value as Filter['outcome'] })}
          >
            <option value="">{words.any}</option>
            {(['passed', 'failed', 'unscored', 'scored'] as const).map((outcome) => (
              <option key={outcome} value={outcome}>
                {words[outcome]}
              </option>
            ))}
          </select>
        </label>
        {main.map(select)}
        {tags.length > 0 && (
          <label>
            {words.tag}
            <select name="tag" value={filter.tag} onChange={(event) => change({ tag: event.currentTarget.value })}>
              <option value="">{words.any}</option>
              {tags.map((tag) => (
                <option key={tag} value={tag}>
                  {tag}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {words.sort}
          <select name="sort" value={filter.sort} onChange={(event) => change({ sort: event.currentTarget.value })}>
            {sorts.map((sort) => (
              <option key={sort} value={sort}>
                {words.sorts[sort]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label class="tick">
        <input
          type="checkbox"
          name="differ"
          checked={filter.differ}
          onChange={(event) => change({ differ: event.currentTarget.checked })}
        />
        {words.differ}
      </label>
      {more.length > 0 && (
        <details class="more" open={more.some(([name]) => name in filter.is)}>
          <summary>{words.more}</summary>
          <div class="selects">{more.map(select)}</div>
        </details>
      )}
      {filter.lines && <p class="counted">{words.counted}</p>}
      {JSON.stringify(filter) !== JSON.stringify(noFilter) && (
        <button type="button" name="reset" onClick={() => set(noFilter)}>
          {words.reset}
        </button>
      )}
    </form>
  );
}

/** No value of a column: an empty one is a value. */
const any = '\u0000any';
