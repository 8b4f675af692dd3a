// The kind that requires JSON and nothing else.
import type { Kind } from './kind.js';

const isJson: Kind = (fields) => {
  const inFence = fields.flag('fence');
  return ({ raw, text }) => {
    if (parses(raw)) return { holds: true, why: 'JSON as it stands' };
    const within = inFence ? fenced(text) : null;
    if (within !== null) return { holds: parses(within), why: `${parses(within) ? '' : 'no '}JSON in a code block` };
    return { holds: false, why: 'not JSON as it stands' };
  };
};

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What stands in the one code block that the whole text is, else null. */
function fenced(text: string): string | null {
  const [open = ''] = /^```[ \t]*(?:json)?(?=\s)/i.exec(text) ?? [];
  return open !== '' && text.endsWith('```') && text.length >= open.length + 3 ? text.slice(open.length, -3) : null;
}

export const jsonText: Record<string, Kind> = { json: isJson };
