// How much of a text is new: what tells a reader's fluent verse from verse that goes round, far better than likelihood does.

/** Characters or words in a window: about as many as a short poem has. */
const window = 50;

/**
 * Share of different units (Chinese characters, English words), 0 to 1, averaged over all windows of 50, so that length does not count: the moving-average
 * type-token ratio (Covington and McFall 2010, Journal of Quantitative Linguistics 17, 94–100, doi:10.1080/09296171003643098).
 * Shorter texts are one window. null without units.
 */
export function varietyOf(units: readonly string[]): number | null {
  if (units.length === 0) return null;
  const size = Math.min(window, units.length);
  const counts = new Map<string, number>();
  let sum = 0;
  for (const [i, unit] of units.entries()) {
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
    const gone = units[i - size];
    if (gone !== undefined) {
      const left = (counts.get(gone) ?? 0) - 1;
      if (left === 0) counts.delete(gone);
      else counts.set(gone, left);
    }
    if (i >= size - 1) sum += counts.size;
  }
  return sum / ((units.length - size + 1) * size);
}
