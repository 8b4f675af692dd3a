// Takes out of node_modules what no Node on this machine loads: half of what is installed.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { exit, UserError } from '../../harness/core/errors.js';

export const summary = 'remove from node_modules what this machine never loads: slim [--maps]';

const usage = `usage: npx evalbook slim [--maps] [--json]

Removes the binaries of onnxruntime-node for other systems, the builds of transformers.js, bullmq and luxon for others than Node, sources of
transformers.js and openai, and the compiler's messages in other languages. All come with every install; no Node on this machine loads them.
Another \`npm ci\` brings them back; \`npm ls\` stays clean.

  --maps   source maps of all packages too
  --json   what was removed, as JSON
`;

/** Deletes the files, and prints how much it was. */
export async function main(args: string[]): Promise<number> {
  const { maps, json, help } = parse(args);
  if (help) {
    process.stdout.write(usage);
    return exit.done;
  }
  const paths = [...otherBinaries(), ...otherBuilds(), ...unused(), ...otherLanguages(), ...(maps ? sourceMaps() : [])];
  const bytes = paths.reduce((sum, path) => sum + sizeOf(path), 0);
  for (const path of paths) rmSync(path, { recursive: true, force: true });
  const names = paths.map((path) => relative(process.cwd(), path)).filter((path) => !path.endsWith('.map'));
  if (json) process.stdout.write(`${JSON.stringify({ bytes, removed: names, maps: paths.length - names.length })}\n`);
  else process.stdout.write(`${(bytes / 1e6).toFixed(0)} MB removed from node_modules, ${paths.length} files and folders\n`);
  return exit.done;
}

function parse(args: string[]) {
  const options = { maps: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('. ')[0]}. \`slim --help\` lists the flags`);
  }
}

const require = createRequire(import.meta.url);

/** Folder of an installed package. */
function packageFolder(name: string): string {
  for (const folder of require.resolve.paths(name) ?? [])
    if (existsSync(join(folder, name, 'package.json'))) return join(folder, name);
  throw new UserError(`expected the package ${name} to be installed, it is not. \`npm install\` brings it`, exit.incomplete);
}

/** bin/napi-vN/SYSTEM/PROCESSOR of onnxruntime-node, but for this system's and processor's. */
function otherBinaries(): string[] {
  const bin = join(packageFolder('onnxruntime-node'), 'bin');
  return folders(bin).flatMap((version) =>
    folders(version).flatMap((system) => {
      if (!system.endsWith(`/${process.platform}`)) return [system];
      const own = join(system, process.arch);
      return existsSync(own) ? folders(system).filter((processor) => processor !== own) : [];
    }),
  );
}

/** Builds in dist/ of transformers.js beside the one that package.json gives to Node. */
function otherBuilds(): string[] {
  const folder = packageFolder('@huggingface/transformers');
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    exports: { node?: { import?: { default?: string } } };
  };
  const used = exports.node?.import?.default;
  if (!used || !existsSync(join(folder, used))) return []; // another layout: leave all
  return readdirSync(join(folder, 'dist'))
    .map((file) => join(folder, 'dist', file))
    .filter((file) => file !== join(folder, used) && /\.(js|mjs|cjs)$/.test(file));
}

/** Sources and builds for others that packages ship beside what Node loads of them; declarations stay. */
const beside: Record<string, string[]> = {
  '@huggingface/transformers': ['src'],
  bullmq: ['dist/esm'], // without `exports`: Node takes dist/cjs
  luxon: ['src', 'build/amd', 'build/cjs-browser', 'build/es6', 'build/global'],
  openai: ['src'],
  'vega-lite': ['src'],
  zod: ['src'],
};

function unused(): string[] {
  return Object.entries(beside).flatMap(([name, parts]) => {
    const folder = join(dirname(packageFolder('onnxruntime-node')), name);
    return parts.flatMap((part) => filesIn(join(folder, part))).filter((file) => !/\.d\.[cm]?ts$/.test(file));
  });
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Messages of the compiler in other languages than English, which --locale alone loads; none where there is no compiler. */
function otherLanguages(): string[] {
  const found = (require.resolve.paths('typescript') ?? [])
    .map((folder) => join(folder, 'typescript/lib'))
    .find((one) => existsSync(one));
  return found === undefined
    ? []
    : folders(found).filter((folder) => existsSync(join(folder, 'diagnosticMessages.generated.json')));
}

function sourceMaps(): string[] {
  const root = dirname(packageFolder('onnxruntime-node'));
  return filesIn(root).filter((file) => file.endsWith('.map'));
}

function folders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}

/** Bytes of a file, or of all files in a folder. */
function sizeOf(path: string): number {
  const { size } = statSync(path);
  if (!statSync(path).isDirectory()) return size;
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
