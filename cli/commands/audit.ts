// Does a server run the weights that it claims? Its greedy answers to recorded prompts are read by the model in this process.
import { parseArgs } from 'node:util';
import { exit, UserError } from '../../harness/core/errors.js';
import { progress } from '../../harness/core/progress.js';
import { visible } from '../../harness/core/quote.js';
import { findProject } from '../../harness/project.js';
import { hubModel, hubModels } from '../../models/catalog/hub.js';
import { smollm2 } from '../../models/catalog/smollm2.js';
import { endpoint } from '../../models/endpoint/index.js';
import type { Provider } from '../../models/endpoint/providers.js';
import { servedNames } from '../../models/endpoint/served.js';
import { connect, type Where } from '../../models/endpoint/server.js';
import type { LocalModel } from '../../models/engine/local-model.js';
import { auditQuestions } from '../support/audit-questions.js';
import { auditedAnswers } from '../support/audit-reading.js';
import { auditText } from '../support/audit-text.js';
import { auditVerdict } from '../support/audit-verdict.js';

export const summary = 'does a server run the weights that it claims: audit URL --as MODEL';

const usage = `usage: npx evalbook audit URL --as MODEL [--model NAME] [--answers N] [--tokens N] [--seed TEXT] [--provider NAME] [--json]

Asks the server at URL (http://…/v1), greedily, for prompts whose answers are recorded for MODEL, and reads what it says with MODEL in this
process: how many of its tokens are MODEL's own best. Weights of MODEL must be here (\`npx evalbook models\`), and records of it in records/.
What the figures mean, how often the verdict is wrong, and what it cannot see: docs/audit.md.

  --as MODEL       smollm2, qwen, or a name of \`npx evalbook models\`
  --model NAME     the server's name for it, default the only one that it lists
  --answers N      prompts asked, default 24
  --tokens N       longest answer, default 48
  --seed TEXT      draws the prompts, default "1"
  --provider NAME  ollama, lmStudio, llamaServer, vllm, openai, groq, mistral, azure: what it accepts, where its key is; default by URL
  --quiet          no progress
  --json           the findings as JSON on standard output

Exit codes: 0 these weights or undecided, 1 not these weights, 2 usage, 3 the server or the weights are not there.
`;

const options = {
  as: { type: 'string' },
  model: { type: 'string' },
  answers: { type: 'string', default: '24' },
  tokens: { type: 'string', default: '48' },
  seed: { type: 'string', default: '1' },
  provider: { type: 'string' },
  quiet: { type: 'boolean' },
  verbose: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

export async function main(args: string[]): Promise<number> {
  const { values: flags, positionals } = parse(args);
  if (flags.help) {
    process.stdout.write(usage);
    return exit.done;
  }
  const [baseURL, ...rest] = positionals;
  if (!baseURL || rest.length > 0 || !flags.as)
    throw new UserError(`expected audit URL --as MODEL, got "${args.join(' ')}". See --help`);
  const count = whole('--answers', flags.answers);
  const maxNewTokens = whole('--tokens', flags.tokens);
  const model = modelNamed(flags.as);
  if (!(await model.isAvailable?.()))
    throw new UserError(
      `${model.id}: expected its weights here, found none. \`npx evalbook models\` says how to get them`,
      exit.incomplete,
    );
  const records = auditQuestions(findProject(process.cwd()), model, count, flags.seed);
  const where: Where = { baseURL, ...(flags.provider === undefined ? {} : { provider: flags.provider as Provider }) };
  const served = flags.model ?? (await onlyModel(where));
  const server = endpoint({ ...where, model: served, family: 'audited' });
  const bar = progress(`${served}, read by ${model.id}`, records.length, flags.quiet ?? false);
  try {
    const audited = await auditedAnswers(server, model, records, maxNewTokens, () => bar.step());
    bar.done();
    const found = { url: baseURL, served, as: model.id, digest: model.digest, ...audited, ...auditVerdict(audited.answers) };
    process.stdout.write(flags.json ? `${JSON.stringify(found)}\n` : auditText(found));
    return found.verdict === 'not these weights' ? exit.gate : exit.done;
  } finally {
    await model.close();
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]} See --help`);
  }
}

function whole(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new UserError(`expected ${flag} to be a whole number, 1 or more, got "${text}"`);
  return value;
}

function modelNamed(name: string): LocalModel {
  const embedded = smollm2();
  if (name === 'smollm2' || name === embedded.id) return embedded;
  if (name === 'qwen') return hubModel('qwen2.5-coder-0.5b-instruct');
  const names = ['smollm2', 'qwen', ...hubModels.map((model) => model.name)];
  if (!names.includes(name as (typeof names)[number]))
    throw new UserError(`expected --as to name a model, one of ${names.join(', ')}, got "${name}"`);
  return hubModel(name);
}

/** Errors: UserError (exit 2) if the server lists none or several, and as `servedNames`. */
async function onlyModel(where: Where): Promise<string> {
  const names = await servedNames(connect(where));
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  throw new UserError(
    `expected --model NAME, the server's name for the model${names.length > 0 ? `, one of ${names.slice(0, 20).map(visible).join(', ')}` : ': it lists none, as one that is still loading'}, got nothing`,
  );
}
