// Space between the parts of JSON: none, one space, or one new line with spaces or tabs. Without a limit a model could go on with it
// for ever.

const [space, tab, line] = [0x20, 0x09, 0x0a];
const most = { spaces: 32, tabs: 8 } as const;

/** State 0: nothing yet; 1: one space; from 2 on a new line and spaces; from `tabs` on a new line and tabs. */
const tabs = 2 + most.spaces + 1;

/** The state after a byte; null if the byte is none of this. */
export function blank(state: number, byte: number): number | null {
  if (state === 0) return byte === space ? 1 : byte === line ? 2 : null;
  if (byte === space && state >= 2 && state < 2 + most.spaces) return state + 1;
  if (byte === tab && state === 2) return tabs;
  if (byte === tab && state >= tabs && state < tabs + most.tabs - 1) return state + 1;
  return null;
}
