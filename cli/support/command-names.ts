// What `evalbook` is asked for, in the order of the help.

export const commandNames = [
  'init',
  'report',
  'merge',
  'site',
  'view',
  'dev',
  'again',
  'work',
  'export',
  'new',
  'import',
  'verify',
  'audit',
  'diff',
  'gate',
  'answers',
  'records',
  'trace',
  'cite',
  'grade',
  'calibrate',
  'label',
  'validate',
  'models',
  'convert',
  'doctor',
  'slim',
  'completion',
] as const;

export type CommandName = (typeof commandNames)[number];

export function isCommand(name: string): name is CommandName {
  return (commandNames as readonly string[]).includes(name);
}
