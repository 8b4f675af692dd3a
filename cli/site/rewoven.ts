// The page of a report as its script gives it now, woven from the recorded answers in a process of its own.
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Project } from '../../harness/project.js';
import { type Manifest, type ReportEntry, readManifest } from '../../harness/report/manifest.js';
import type { Rewoven } from './dev-worker.js';
import { documentOf } from './document.js';
import { escaped } from './escape.js';
import { Lines } from './more.js';
import { drawingIn, reportPage, type Site, type Sources, sourcesOf } from './report-page.js';

/** Keeps one process, in which everything but the script is loaded and warm, so that a change costs the script's own time alone. */
export class Weaver {
  private worker: ChildProcess;

  constructor(private readonly project: Project) {
    this.worker = this.started();
  }

  /** Forgets what is loaded, as something that the script imports has changed; a page in work is begun anew. */
  renew(): void {
    this.worker.kill();
    this.worker = this.started();
  }

  /** Runs the script (path from the project's folder) on what is recorded. One at a time. */
  weave(script: string): Promise<Rewoven> {
    const { worker } = this;
    return new Promise((resolve) => {
      let said = '';
      const hear = (data: Buffer) => {
        said += data;
      };
      const done = (woven: Rewoven) => {
        worker.stderr?.off('data', hear);
        worker.off('message', done).off('exit', ended);
        resolve(woven);
      };
      const ended = () => {
        if (worker !== this.worker) return resolve(this.weave(script)); // renewed meanwhile
        this.worker = this.started();
        done({ files: {}, problem: said.trim() || 'The script ended before its page was woven.' });
      };
      worker.stderr?.on('data', hear);
      worker.on('message', done).once('exit', ended);
      worker.send(script);
    });
  }

  close(): void {
    this.worker.kill();
  }

  private started(): ChildProcess {
    const source = fileURLToPath(new URL('./dev-worker.ts', import.meta.url));
    const worker = existsSync(source) ? source : source.replace(/\.ts$/, '.js');
    const child = fork(worker, [], {
      cwd: this.project.folder,
      execArgv: ['--import', import.meta.resolve('tsx')],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.on('error', () => undefined);
    return child;
  }
}

/** HTML of what was woven, which reloads itself when told to. Errors: Error if the script wove no report of this name. */
export function rewovenPage(site: Site, name: string, { files }: Rewoven): string {
  const { project } = site;
  const { at } = project;
  const manifest = JSON.parse(files[at.manifest] ?? '{}') as Partial<Manifest>;
  const entry = manifest.reports?.[name];
  const markdown = files[at.report(name, 'md')];
  if (!entry || markdown === undefined) throw new Error(`expected the report ${name}, the script wove another`);
  const csv = files[at.report(name, 'csv')];
  return livePage(site, name, entry, {
    markdown: Buffer.from(markdown),
    csv: csv === undefined ? null : Buffer.from(csv),
    drawing: (address: string) => files[`${project.reports}/${address}`] ?? drawingIn(project, address),
  });
}

/** The page as the report's files have it, until the first that is woven; without a report, what is wrong alone. */
export function earlierPage(site: Site, name: string, problem: string): string {
  const entry = readManifest(site.project).reports[name];
  if (entry) return livePage(site, name, entry, sourcesOf(site.project, name, entry));
  return documentOf({
    lang: 'en',
    title: name,
    description: name,
    css: site.bundle.css,
    script: site.bundle.live,
    allows,
    body: `<main><article id="article"><h1>${escaped(name)}</h1><pre>${escaped(problem)}</pre></article></main>`,
    site: site.project.title,
  });
}

/** What a page needs to be told of changes. */
const allows = { 'connect-src': "'self'" };

function livePage(site: Site, name: string, entry: ReportEntry, sources: Sources): string {
  const { bundle, project } = site;
  const own = { ...site, lines: new Lines(project), bundle: { ...bundle, report: `${bundle.live}\n${bundle.report}` } };
  return reportPage(own, name, entry, sources, allows).html;
}
