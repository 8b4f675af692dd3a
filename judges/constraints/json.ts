// The kind that requires JSON and nothing else.
import type { Kind } from './kind.js';

const isJson: Kind =
  () =>
  ({ raw }) => {
    try {
      JSON.parse(raw);
      return { holds: true, why: 'JSON as it stands' };
    } catch {
      return { holds: false, why: 'not JSON as it stands' };
    }
  };

export const jsonText: Record<string, Kind> = { json: isJson };
