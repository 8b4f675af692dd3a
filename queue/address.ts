// The address of a queue, as given by the user, and as shown: its name and password go to the server and nowhere else.
import { exit, UserError } from '../harness/core/errors.js';

export interface Address {
  kind: 'redis' | 'postgres';
  /** with the password */
  url: string;
  /** protocol, host, port and database */
  shown: string;
}

const kinds: Record<string, Address['kind']> = {
  'redis:': 'redis',
  'rediss:': 'redis',
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
};

/**
 * Reads redis://, rediss:// (TLS), postgres:// or postgresql://. `password` takes the place of one in the address. Errors: UserError
 * (exit 2), without what was given, as a password may be in it.
 */
export function addressOf(text: string, password?: string): Address {
  const form = 'redis://HOST:6379, rediss://HOST:6380 (TLS) or postgres://USER@HOST/DATABASE';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UserError(`expected --queue to be the address of a queue, ${form}, got something else`);
  }
  const kind = kinds[url.protocol];
  if (!kind || url.hostname === '')
    throw new UserError(`expected --queue to begin with ${form}, got "${/^[a-z+]{1,20}:/.exec(url.protocol)?.[0] ?? '?'}//…"`);
  const shown = `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`;
  if (password !== undefined) url.password = encodeURIComponent(password);
  return { kind, url: url.href, shown };
}

/** A server's or library's message, without any secret of the address. */
export function withoutSecrets(message: string, { url }: Address): string {
  const { username, password } = new URL(url);
  let text = message.replaceAll(url, '…');
  const secrets = [password, decoded(password), ...(password ? [`${username}:${password}`] : [])];
  for (const secret of secrets) if (secret) text = text.replaceAll(secret, '…');
  return text.split('\n')[0]?.slice(0, 200) ?? '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Why a server cannot be used, in one line. */
export function cannotConnect(address: Address, error: unknown): UserError {
  const { code = '', message } = causeOf(error);
  const said = withoutSecrets(message, address);
  const { shown } = address;
  const wrongPassword = /WRONGPASS|NOAUTH|invalid username-password|authentication failed|no password|28P01|28000/i;
  if (wrongPassword.test(`${code} ${said}`))
    return new UserError(
      `${shown}: the server refuses the name or password. Correct them in the address, or set EVALBOOK_QUEUE_PASSWORD`,
    );
  if (code === '3D000') return new UserError(`${shown}: the server has no such database. Create it, or name another`);
  if (/CERT|UNABLE_TO_VERIFY/.test(code))
    return new UserError(
      `${shown}: its certificate is not trusted, or is another's (${code}). If it is yours, set NODE_EXTRA_CA_CERTS to the path of that certificate, as PEM, before the command, and use the name that it was made for`,
    );
  const other = { redis: 'rediss://, if it speaks TLS', rediss: 'redis://, if it speaks no TLS' }[shown.split(':')[0] as string];
  if (other && /ECONNRESET|ETIMEDOUT|ERR_SSL|EPROTO/.test(code))
    return new UserError(`${shown}: no queue answers there (${code}). Try ${other}; or start the server`, exit.incomplete);
  return new UserError(
    `${shown}: no queue answers there (${code || said || 'no reason given'}). Start the server, or correct the address`,
    exit.incomplete,
  );
}

/** Node gathers several addresses' errors in one that has no message. */
function causeOf(error: unknown): { code?: string; message: string } {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? (first as Error & { code?: string }) : { message: String(first) };
}
