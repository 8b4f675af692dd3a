import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { integer, seeded } from '../../../harness/core/random.js';
import { Cache } from '../../../models/engine/cache.js';

const shape = { layers: 2, heads: 3, dim: 2, vocabulary: 1 };
const size = shape.heads * shape.dim;

test('adding, growing, removing and copying rows matches a list of lists', () => {
  const random = seeded('cache');
  const cache = new Cache(shape);
  let model: number[][][] = []; // [row][position][layer × head × dim]
  let counter = 0;
  const grow = (row: number, count: number) => {
    cache.extend(count, row);
    const positions = Array.from({ length: count }, () => Array.from({ length: 4 * size }, () => ++counter));
    for (let layer = 0; layer < 4; layer++)
      cache.append(row, layer, Float32Array.from(positions.flatMap((p) => p.slice(layer * size, (layer + 1) * size))), 0, count);
    cache.advance(row, count);
    model[row]?.push(...positions);
  };
  const check = () => {
    assert.equal(
      cache.lengths,
      model.map((positions) => positions.length),
    );
    for (const [row, positions] of model.entries()) {
      const { buffers, length } = cache.cut(row, positions.length);
      for (const [layer, buffer] of buffers.entries())
        for (let p = 0; p < length; p++)
          for (let h = 0; h < shape.heads; h++)
            for (let d = 0; d < shape.dim; d++)
              assert.is(buffer[(h * length + p) * shape.dim + d], positions[p]?.[layer * size + h * shape.dim + d]);
    }
    if (model.length === 0) return;
    for (const tensor of cache.all()) assert.equal(tensor.dims, [model.length, shape.heads, cache.room, shape.dim]);
  };
  for (let i = 0; i < 400; i++) {
    const row = model.length > 0 ? integer(random, 0, model.length - 1) : -1;
    const move = integer(random, 0, 9);
    if (row < 0 || (move < 2 && model.length < 5)) {
      cache.add(0);
      model.push([]);
    } else if (move === 2) {
      cache.remove(row);
      model[row] = model.at(-1) as number[][];
      model = model.slice(0, -1);
    } else if (move === 3 && model.length < 5) {
      const length = integer(random, 0, model[row]?.length ?? 0);
      const segment = cache.cut(row, length);
      cache.add(length);
      cache.paste(model.length, segment);
      model.push((model[row] as number[][]).slice(0, length));
    } else grow(row, integer(random, 1, move === 4 ? 150 : 5));
    if (i % 10 === 0) check();
  }
  check();
});

test('room shrinks when a long row leaves', () => {
  const cache = new Cache(shape);
  for (const count of [1000, 10]) {
    cache.add(count);
    cache.extend(count, cache.rows - 1);
    cache.advance(cache.rows - 1, count);
  }
  assert.is(cache.room, 1024);
  cache.remove(0);
  assert.equal(cache.lengths, [10]);
  assert.is(cache.room, 64);
});

test.run();
