// Every request that experiments may make, by its key, without asking anything: scripts are run up to their plans.
import { pathToFileURL } from 'node:url';
import { failureOf } from '../../harness/core/failure.js';
import { noOptions } from '../../harness/core/run-options.js';
import type { Planned as Asks } from '../../harness/core/session.js';
import type { Model, Request } from '../../harness/core/types.js';
import type { Project } from '../../harness/project.js';
import { requestKey } from '../../harness/records/request-key.js';
import { attending } from '../../harness/report/attended.js';
import { scriptAddress } from '../../harness/report/notebook.js';

export interface Planned {
  model: Model;
  datasets: Set<string>;
  requests: Map<string, Request>;
}

export interface Plans {
  /** by model id */
  models: Map<string, Planned>;
  /** scripts that could not be planned, a line each */
  failures: string[];
}

/** Plans the named experiments. A script that fails after its last plan, as it finds no answers, is planned. */
export async function plansOf(project: Project, names: string[]): Promise<Plans> {
  const plans: Plans = { models: new Map(), failures: [] };
  for (const name of names) {
    const script = project.at.experiment(name);
    let runs = 0;
    const planned = ({ model, dataset, requests }: Asks) => {
      runs++;
      const of = plans.models.get(model.id) ?? { model, datasets: new Set(), requests: new Map() };
      plans.models.set(model.id, of);
      of.datasets.add(dataset);
      for (const request of requests) of.requests.set(requestKey(model, request), request);
    };
    try {
      const address = scriptAddress(pathToFileURL(project.file(script)).href, { ...noOptions, quiet: true }, true);
      await attending({ planned }, () => import(address));
    } catch (error) {
      if (runs > 0) continue;
      const { where, message } = failureOf(project, script, error);
      plans.failures.push(`${where}: ${message}`);
    }
  }
  return plans;
}
