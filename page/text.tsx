// A text as it is: long ones cut until asked for, white space and strange characters visible on request.
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Row } from './rows.js';
import { pieces } from './visible.js';
import type { Words } from './words.js';

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

export function Prompt({ row, spaces, words }: { row: Row; spaces: boolean; words: Words }) {
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
