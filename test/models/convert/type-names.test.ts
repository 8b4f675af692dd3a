// The names of tensor types are those of @huggingface/gguf, where it knows the number.
import { GGMLQuantizationType } from '@huggingface/gguf';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { typeName } from '../../../models/convert/gguf/type-names.js';

test('every type that the library names has the same name here', () => {
  const known = Object.entries(GGMLQuantizationType).filter(([, number]) => typeof number === 'number');
  assert.ok(known.length > 20);
  for (const [name, number] of known) assert.is(typeName(Number(number)), name);
  assert.is(typeName(99), 'ggml type 99');
});

test.run();
