// Why nothing came from a server: four mistakes that look alike to a client (a refused connection, an unknown host, a certificate
// that is not trusted, http where https is spoken or the other way round) get four messages.
import { connect as open } from 'node:tls';
import OpenAI from 'openai';
import { exit, UserError } from '../../harness/core/errors.js';
import { reason } from './said.js';

const codes = {
  certificate: [
    ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_UNTRUSTED'],
  ],
  otherCertificate: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_REVOKED'],
  notTls: ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST', 'EPROTO'],
  unknown: ['ENOTFOUND'],
  unknownNow: ['EAI_AGAIN'],
  refused: ['ECONNREFUSED'],
  silent: ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
};

const again = 'then run the same command again';

/** The error for a server that cannot be reached, exit 2 where only a change of the address or the machine helps, else 3. `hint`: how it is started. */
export async function unreachable(error: unknown, baseURL: string, hint = ''): Promise<UserError> {
  const url = new URL(baseURL);
  const found = codesIn(error);
  const is = (kind: keyof typeof codes) => codes[kind].some((code) => found.has(code));
  const code = [...found][0] ?? '';
  const wrong = (text: string) => new UserError(`no answer from ${baseURL}: ${text}`);
  const away = (text: string) => new UserError(`no answer from ${baseURL}: ${text}`, exit.incomplete);
  if (is('certificate'))
    return wrong(
      `its certificate is not trusted (${code}), as one that was signed by its owner. If it is yours, set NODE_EXTRA_CA_CERTS to the path of that certificate, as PEM, before the command`,
    );
  if (is('otherCertificate'))
    return wrong(
      `its certificate does not hold (${code}): ${reason(deepest(error))}. Renew it, or use the name that it was made for`,
    );
  if (is('notTls')) return wrong(httpWanted(baseURL));
  if (is('unknown')) return wrong(`unknown host "${url.hostname}" (${code}). Correct the address in baseURL or OPENAI_BASE_URL`);
  if (is('unknownNow')) return away(`the name "${url.hostname}" cannot be looked up now (${code}). Check the network, ${again}`);
  if (is('refused'))
    return away(
      `connection refused, nothing listens on port ${url.port || (url.protocol === 'https:' ? 443 : 80)}. Start the server${hint ? ` (${hint})` : ''}, ${again}`,
    );
  if (chain(error).some(({ message }) => message === 'bad port'))
    // undici's words
    return wrong(
      `port ${url.port} is one that Node's fetch never asks, as browsers do not. Start the server on another, e.g. 8080`,
    );
  if (is('silent')) return away(`nothing at this address replies (${code}). Check address, network and firewall, ${again}`);
  // llama-server waits for the end of a line that TLS never sends
  if (error instanceof OpenAI.APIConnectionTimeoutError && url.protocol === 'https:' && (await speaksHttp(url)))
    return wrong(httpWanted(baseURL));
  if (url.protocol === 'http:' && (await speaksTls(url))) return new UserError(httpsWanted(baseURL));
  return away(`the connection broke (${reason(error)}). Look at the server's log, start it again, ${again}`);
}

/** Whether a failed request came to a server: not where nothing listens, as while it starts again. */
export function isReached(error: unknown): boolean {
  const found = codesIn(error);
  return !(['refused', 'unknown', 'unknownNow', 'silent'] as const).some((kind) => codes[kind].some((code) => found.has(code)));
}

/** Whether a 400 is a server's way to say that it speaks https on this port. */
export function wantsHttps(said: string): boolean {
  return /HTTP request (was sent )?to (an )?HTTPS (server|port)/i.test(said);
}

/** The message for http where https is spoken. */
export function httpsWanted(baseURL: string): string {
  return `no answer from ${baseURL}: http was asked for, and the server speaks https: try https://${rest(baseURL)}`;
}

function httpWanted(baseURL: string): string {
  return `https was asked for, and the server speaks http: try http://${rest(baseURL)}`;
}

function rest(baseURL: string): string {
  return baseURL.replace(/^https?:\/\//, '');
}

/** The codes of an error and of all its causes, the innermost first. */
function codesIn(error: unknown): Set<string> {
  return new Set(
    chain(error)
      .flatMap((one) => ('code' in one && typeof one.code === 'string' ? [one.code] : []))
      .reverse(),
  );
}

function deepest(error: unknown): unknown {
  return chain(error).at(-1) ?? error;
}

function chain(error: unknown): Error[] {
  const all: Error[] = [];
  for (let one = error; one instanceof Error && all.length < 10; one = one.cause) {
    all.push(one);
    if (one instanceof AggregateError) all.push(...one.errors.filter((inner) => inner instanceof Error));
  }
  return all;
}

/** Whether anything is answered to http; a server of https says 400, or nothing. No key is sent. */
async function speaksHttp({ host, pathname }: URL): Promise<boolean> {
  try {
    const { status } = await fetch(`http://${host}${pathname}/models`, { signal: AbortSignal.timeout(3000), redirect: 'manual' });
    return status !== 400;
  } catch {
    return false;
  }
}

function speaksTls({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    // only whether there is a handshake is of interest: nothing is sent
    const socket = open({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 80),
      rejectUnauthorized: false,
      timeout: 2000,
    });
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('secureConnect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
