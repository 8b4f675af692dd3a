// A figure on a Markdown page: the browser chooses the drawing for its theme, and readers who cannot see it get the numbers.
import type { Figure } from './figure.js';

/**
 * Markdown for a figure whose two drawings are at these addresses. Nothing in the alternative text can break the attribute or the
 * page.
 */
export function pictureMarkdown(figure: Pick<Figure, 'alt'>, { light, dark }: { light: string; dark: string }): string {
  const source = `<source media="(prefers-color-scheme: dark)" srcset="${attribute(dark)}">`;
  return `<picture>${source}<img src="${attribute(light)}" alt="${attribute(figure.alt)}"></picture>`;
}

function attribute(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[&<>"'`$|\\]/g, (character) => `&#${character.codePointAt(0)};`);
}
