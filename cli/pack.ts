// `make pack`: builds the packages for distribution, in dist/ or the given folder: the tool as JavaScript with types and its
// data, and the weights of the embedded model. The layout is that of the repository, so that relative paths between files stay
// valid.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scriptArguments } from '../harness/core/options.js';
import { bundle } from './site/bundle.js';

const repository = fileURLToPath(new URL('..', import.meta.url));
const dist = resolve(scriptArguments()[0] ?? join(repository, 'dist'));
const stage = join(dist, 'evalbook');
const weights = 'models/smollm2-135m-instruct';
const rooms = ['harness', 'judges', 'models', 'queue', 'cli'];

interface Manifest {
  exports: Record<string, string>;
  dependencies: Record<string, string>;
  [field: string]: unknown;
}

rmSync(stage, { recursive: true, force: true });
const compiler = join(repository, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', stage], {
  cwd: repository,
  stdio: 'inherit',
});
// compiled, because a command imports it; removed, because its corpora are not shipped
rmSync(join(stage, 'validation'), { recursive: true });
for (const file of [...rooms.flatMap(assets), 'LICENSE', 'README.md', 'reports/judge-validation.csv']) {
  mkdirSync(dirname(join(stage, file)), { recursive: true });
  cpSync(join(repository, file), join(stage, file));
}
// pages are bundled here, so that a notebook needs neither their sources nor what they import
mkdirSync(join(stage, 'page'), { recursive: true });
writeFileSync(join(stage, 'page/built.json'), JSON.stringify(await bundle()));
writeFileSync(join(stage, 'package.json'), `${JSON.stringify(published(), null, 2)}\n`);
for (const folder of [stage, join(repository, weights)]) pack(folder);

/** Every file of a folder that is not TypeScript; the weights are a separate package. */
function assets(room: string): string[] {
  return readdirSync(join(repository, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length))
    .filter((file) => !file.startsWith(`${weights}/`))
    .sort();
}

/**
 * Our package.json as published. The stubs of onnxruntime-web and sharp are for this repository only: transformers.js brings the real ones.
 */
function published(): object {
  const { name, version, description, license, type, engines, exports, dependencies, ...rest } = JSON.parse(
    readFileSync(join(repository, 'package.json'), 'utf8'),
  ) as Manifest;
  const { 'onnxruntime-web': _, sharp: __, ...needed } = dependencies;
  const entries = Object.entries(exports).map(([path, source]) => {
    const stem = source.replace(/\.ts$/, '');
    return [path, { types: `${stem}.d.ts`, default: `${stem}.js` }];
  });
  return {
    name,
    version,
    description,
    license,
    type,
    engines,
    bin: { evalbook: 'cli/bin.mjs' },
    exports: { ...Object.fromEntries(entries), './package.json': './package.json' },
    dependencies: needed,
    // of a queue: installed by those who use one
    peerDependencies: rest.peerDependencies,
    peerDependenciesMeta: rest.peerDependenciesMeta,
  };
}

/** Writes dist/NAME-VERSION.tgz and prints its size. */
function pack(folder: string): void {
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', dist];
  const name = execFileSync('npm', args, { cwd: folder, encoding: 'utf8' }).trim();
  process.stdout.write(`${join(dist, name)}  ${(statSync(join(dist, name)).size / 1e6).toFixed(1)} MB\n`);
}
