// Completion for shells, made from the same list as the help.
import { exit, UserError } from '../../harness/core/errors.js';
import { commandNames } from '../support/command-names.js';

export const summary = 'completion for your shell: completion bash|zsh|fish';

const usage = `usage: npx evalbook completion SHELL

Prints a script for bash, zsh or fish that completes commands, and numbers of reports:

  bash: source <(npx evalbook completion bash)
  zsh:  source <(npx evalbook completion zsh)
  fish: npx evalbook completion fish | source
`;

/** What completes the first word, and where it is `report` and the like the second: numbers of scripts in experiments/. */
const withReports = ['report', 'site', 'dev', 'answers', 'trace', 'cite', 'export'];
const numbers = "ls experiments 2>/dev/null | sed -n 's/^\\([0-9][0-9]\\)-.*\\.ts$/\\1/p'";

const scripts: Record<string, (names: readonly string[]) => string> = {
  bash: (names) => `_evalbook() {
  local at=1 words="${names.join(' ')}"
  [ "\${COMP_WORDS[0]}" = npx ] && at=2
  if [ "$COMP_CWORD" -gt "$at" ]; then
    case "\${COMP_WORDS[$at]}" in
      ${withReports.join('|')}) words=$(${numbers}) ;;
      *) COMPREPLY=($(compgen -f -- "\${COMP_WORDS[$COMP_CWORD]}")); return ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[$COMP_CWORD]}"))
}
complete -F _evalbook evalbook
`,
  zsh: (names) => `#compdef evalbook
_evalbook() {
  if (( CURRENT == 2 )); then
    compadd ${names.join(' ')}
  else
    case $words[2] in
      ${withReports.join('|')}) compadd $(${numbers}) ;;
      *) _files ;;
    esac
  fi
}
compdef _evalbook evalbook
`,
  fish: (names) => `complete -c evalbook -f -n "__fish_use_subcommand" -a "${names.join(' ')}"
complete -c evalbook -f -n "__fish_seen_subcommand_from ${withReports.join(' ')}" -a "(${numbers})"
`,
};

/** Prints the script. Errors: UserError (exit 2) for another shell. */
export async function main([shell = '', ...rest]: string[]): Promise<number> {
  if (shell === '--help') process.stdout.write(usage);
  else {
    const script = scripts[shell];
    if (!script || rest.length > 0)
      throw new UserError(`expected a shell, one of ${Object.keys(scripts).join(', ')}, got "${[shell, ...rest].join(' ')}"`);
    process.stdout.write(script(commandNames));
  }
  return exit.done;
}
