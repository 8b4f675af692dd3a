// The area under the ROC curve.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { areaInterval } from '../../validation/area.js';

test('the interval of an area: around it, a width at 1 too, mirrored, narrower for more', () => {
  const [low, high] = areaInterval(0.8, 20, 30);
  assert.ok(low > 0.6 && low < 0.8 && high > 0.8 && high < 0.95);
  assert.is(areaInterval(1, 76, 76)[1], 1);
  assert.ok(areaInterval(1, 76, 76)[0] < 0.99 && areaInterval(1, 76, 76)[0] > 0.95);
  const mirrored = areaInterval(0.2, 30, 20).map((end) => 1 - end);
  assert.ok(Math.abs((mirrored[1] as number) - low) < 1e-9 && Math.abs((mirrored[0] as number) - high) < 1e-9);
  assert.ok(areaInterval(0.8, 200, 300)[0] > low);
});

test.run();
