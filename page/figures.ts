// Figures that answer: their marks tell value, interval and n, and lead to the rows.

/** Marks that the builder found the numbers of carry `data-says`; those with `data-to` are links to rows. */
export function wakeFigures(article: HTMLElement, lead: (text: string) => string): void {
  const told = document.createElement('output');
  told.className = 'told';
  told.hidden = true;
  document.body.append(told);
  const say = (mark: Element) => {
    const box = mark.getBoundingClientRect();
    told.textContent = mark.getAttribute('data-says');
    told.hidden = false;
    const { width, height } = told.getBoundingClientRect();
    const left = Math.max(8, Math.min(innerWidth - width - 8, box.left + box.width / 2 - width / 2));
    const above = box.top - height - 8;
    told.style.left = `${left + scrollX}px`;
    told.style.top = `${(above > 0 ? above : box.bottom + 8) + scrollY}px`;
  };
  const hush = () => {
    told.hidden = true;
  };
  for (const mark of article.querySelectorAll<SVGElement>('[data-says]')) {
    const says = mark.getAttribute('data-says') ?? '';
    const to = mark.getAttribute('data-to');
    mark.setAttribute('tabindex', '0');
    mark.setAttribute('aria-label', to ? lead(says) : says);
    mark.setAttribute('role', to ? 'link' : 'img');
    mark.removeAttribute('aria-roledescription');
    for (const on of ['mouseenter', 'focus']) mark.addEventListener(on, () => say(mark));
    for (const off of ['mouseleave', 'blur']) mark.addEventListener(off, hush);
    if (!to) continue;
    const go = () => {
      hush();
      location.hash = to;
    };
    mark.addEventListener('click', go);
    mark.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Enter') go();
    });
  }
}
