// Whether this page is what its evidence id covers, told at its end.
import { useEffect, useState } from 'preact/hooks';
import { type Checked, check, hasher } from './evidence.js';
import type { Holdings } from './holdings.js';
import type { Words } from './words.js';

export function Evidence({ held, article, words }: { held: Holdings; article: string; words: Words }) {
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    check({ ...held, article }, hasher(globalThis.crypto?.subtle)).then(setChecked);
  }, [held, article]);
  if (!checked) return <p>{words.checking}</p>;
  const { id, markdownHash } = checked;
  const found = (['grounds', 'rows', 'markdown', 'text'] as const).flatMap((name) => {
    const ok = checked[name];
    return ok === null ? [] : [{ name, ok }];
  });
  const all = found.every(({ ok }) => ok);
  return (
    <section class="evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">{words.evidence}</h2>
      <p role="status" class={all ? 'good' : 'problem'}>
        {all ? (checked.rows === null ? words.okProse : words.okAll) : words.bad}
      </p>
      <details>
        <summary>
          <code>sha256:{id.slice(0, 16)}…</code>
        </summary>
        <ul>
          {found.map(({ name, ok }) => (
            <li key={name} class={ok ? 'good' : 'problem'}>
              {ok ? '✓' : '✗'} {words.checks[name](ok)}
            </li>
          ))}
        </ul>
        <p>{words.covers}</p>
        <p>
          <code>sha256:{id}</code>
          <br />
          Markdown <code>sha256:{markdownHash}</code>
        </p>
      </details>
    </section>
  );
}
