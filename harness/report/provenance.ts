// Describes a report's provenance in a standard format: an in-toto statement.
import type { Project } from '../project.js';
import { citationId } from './cite.js';
import type { ReportEntry } from './manifest.js';

/**
 * An in-toto Statement v1 whose predicate has the shape of SLSA provenance v1 (slsa.dev/spec/v1.0/provenance): subjects are the
 * report's files, resolved dependencies are its inputs. It claims no SLSA level, and is not signed.
 */
export function inToto(project: Project, name: string, entry: ReportEntry): object {
  const file = ({ path, sha256 }: { path: string; sha256: string }) => ({ name: path, digest: { sha256 } });
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: entry.outputs.map(file),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'urn:evalbook:replay:1',
        externalParameters: { command: project.commands.report(name) },
        internalParameters: { judges: entry.judges },
        resolvedDependencies: [
          ...entry.inputs.map(file),
          ...(entry.code ?? []).map(({ name, sha256 }) => ({ name: `code ${name}`, digest: { sha256 } })),
          ...entry.models
            .filter(({ digest }) => digest)
            .map(({ id, digest }) => ({ name: `model ${id}`, digest: { sha256: digest } })),
        ],
      },
      runDetails: { builder: { id: 'evalbook' }, metadata: { invocationId: citationId(name, entry) } },
    },
  };
}
