// The script of a report's page: adds the answers, the figures' numbers and the check of the evidence to what is there without it.
import { render } from 'preact';
import { Answers } from './answers.js';
import { wakeFigures } from './figures.js';
import { Evidence } from './footer.js';
import { holdings } from './holdings.js';
import { keep, keptItem } from './kept.js';
import { wordsOf } from './words.js';

const languageKey = 'evalbook language';

async function start(): Promise<void> {
  const root = document.documentElement;
  root.classList.add('js');
  const [article, place, end] = ['article', 'place-answers', 'place-evidence'].map((id) => document.getElementById(id)) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ];
  const text = article.textContent ?? '';
  const language = keptItem(languageKey) ?? root.lang;
  const words = wordsOf(language);
  const button = document.getElementById('language');
  if (button) {
    button.hidden = false;
    button.textContent = words.language;
    button.addEventListener('click', () => {
      keep(languageKey, language.startsWith('zh') ? 'en' : 'zh');
      location.reload();
    });
  }
  wakeFigures(article, words.rowsLead);
  try {
    const held = await holdings(document);
    const lang = language.startsWith('zh') ? 'zh' : 'en';
    for (const one of [place, end]) one.lang = lang;
    if (held.csv) {
      place.replaceChildren();
      render(<Answers rows={held.rows} csv={held.csv} more={held.more} words={words} />, place);
    }
    end.replaceChildren();
    render(<Evidence held={held} article={text} words={words} />, end);
  } catch (error) {
    const problem = document.createElement('p');
    problem.className = 'problem';
    problem.setAttribute('role', 'alert');
    problem.textContent = (error as Error).message === 'unpack' ? words.unpack : words.damaged;
    place.replaceChildren(problem);
  }
  root.dataset.ready = String(Math.round(performance.now()));
}

await start();
