// A server for one reader on this machine: bound to 127.0.0.1, with a token in its address, and nothing that writes.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exit, UserError } from '../../harness/core/errors.js';

export interface Serving {
  /** with its token, ending in a slash */
  address: string;
  /** tells every open page something; `name`: of the event */
  tell(name: string, data: string): void;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  xml: 'application/xml',
  txt: 'text/plain; charset=utf-8',
};

/**
 * Serves what `find` gives for a file name ('' for the list of reports); null: there is none. `port` 0: any that is free. `greet`: what a page that
 * begins to listen is told, an event and its data. Errors: UserError
 * (exit 3) if the port is taken.
 */
export async function serve(
  find: (name: string) => Promise<string | Buffer | null>,
  port: number,
  greet: () => [name: string, data: string] | null = () => null,
): Promise<Serving> {
  const token = randomBytes(16).toString('hex');
  const listeners = new Set<ServerResponse>();
  const server = createServer(async (request, response) => {
    const answer = (status: number, text: string | Buffer, type = 'text/plain; charset=utf-8') => {
      response.writeHead(status, {
        'content-type': type,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'x-frame-options': 'DENY',
      });
      response.end(request.method === 'HEAD' ? undefined : text);
    };
    const { port: own } = server.address() as AddressInfo;
    // a name that another site gave this machine does not reach the pages
    if (![`127.0.0.1:${own}`, `localhost:${own}`].includes(request.headers.host ?? ''))
      return answer(403, 'Expected the address that the command printed.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'Nothing can be written here.\n');
    const [, given = '', name = ''] = /^\/([^/?]*)(?:\/([^?]*))?/.exec(request.url ?? '') ?? [];
    const [a, b] = [Buffer.from(given.padEnd(32).slice(0, 32)), Buffer.from(token)];
    if (given.length !== 32 || !timingSafeEqual(a, b))
      return answer(403, 'Expected the address that the command printed, with its token.\n');
    if (name === 'events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': open\n\n');
      const greeting = greet();
      if (greeting) response.write(eventOf(...greeting));
      listeners.add(response);
      request.once('close', () => listeners.delete(response));
      return undefined;
    }
    try {
      const found = await find(name);
      if (found === null) return answer(404, 'There is no such page. The list of reports has all.\n');
      return answer(
        200,
        found,
        types[name.split('.').at(-1) ?? ''] ?? (name.includes('.') ? 'application/octet-stream' : types.html),
      );
    } catch (error) {
      return answer(500, `${(error as Error).message}\n`);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new UserError(`--port ${port}: cannot listen there (${error.code}). Take another, or none`, exit.incomplete)),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${token}/`,
    tell(name, data) {
      for (const listener of listeners) listener.write(eventOf(name, data));
    },
    close() {
      for (const listener of listeners) listener.end();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** An event as a browser's EventSource reads it. */
function eventOf(name: string, data: string): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `event: ${name}\n${lines.join('')}\n`;
}
