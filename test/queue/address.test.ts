// Addresses of queues: what is accepted, and that no password is ever shown.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../harness/core/errors.js';
import { addressOf, cannotConnect, withoutSecrets } from '../../queue/address.js';

test('Redis, TLS and PostgreSQL are known by their protocol', () => {
  assert.equal(addressOf('redis://127.0.0.1:6379'), {
    kind: 'redis',
    url: 'redis://127.0.0.1:6379',
    shown: 'redis://127.0.0.1:6379',
  });
  assert.is(addressOf('rediss://u:p@h:6380/1').shown, 'rediss://h:6380/1');
  assert.is(addressOf('postgres://u:p@h/db').kind, 'postgres');
  assert.is(addressOf('redis://me@h', 'a:b@c').url, 'redis://me:a%3Ab%40c@h');
});

test('what is no address is an error that shows nothing of it', () => {
  for (const text of ['s3cret', 'http://u:s3cret@h', 's3cret://x', 'redis:s3cret'])
    assert.throws(
      () => addressOf(text),
      (error: Error) => error instanceof UserError && !error.message.replace('"s3cret://…"', '').includes('s3cret'),
      text,
    );
});

test('messages of servers lose the password, as written and as meant', () => {
  const address = addressOf('redis://me:p%40ss@h:1');
  const said = withoutSecrets('cannot AUTH me:p%40ss or p@ss at redis://me:p%40ss@h:1\nmore', address);
  assert.is(said, 'cannot AUTH me:… or … at …');
});

test('a refused password and a server that is not there are told apart', () => {
  const address = addressOf('redis://:s3cret@h:1');
  for (const message of ['WRONGPASS invalid username-password pair', 'NOAUTH Authentication required.'])
    assert.match(cannotConnect(address, new Error(message)).message, /^redis:\/\/h:1: the server refuses the name or password\./);
  const gone = cannotConnect(address, new AggregateError([Object.assign(new Error('no'), { code: 'ECONNREFUSED' })]));
  assert.equal([gone.code, gone.message.includes('no queue answers there (ECONNREFUSED)')], [3, true]);
});

test('a certificate that is not trusted, and TLS on one side alone, say what to set', () => {
  const address = addressOf('rediss://:s3cret@h:1');
  const failed = (code: string, of = address) => cannotConnect(of, Object.assign(new Error('no'), { code }));
  for (const code of ['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])
    assert.equal([failed(code).code, failed(code).message.includes('set NODE_EXTRA_CA_CERTS')], [2, true]);
  assert.match(failed('ETIMEDOUT').message, 'Try redis://, if it speaks no TLS');
  assert.match(failed('ECONNRESET', addressOf('redis://h:1')).message, 'Try rediss://, if it speaks TLS');
});

test.run();
