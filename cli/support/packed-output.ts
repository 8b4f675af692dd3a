// A stream that is written with backpressure, packed or not, whose reader may go at any time.
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';

export interface Out {
  /** whether the reader has gone */
  closed(): boolean;
  write(text: string): Promise<void>;
  /** writes what is left; ends the stream only where it is ours */
  end(): Promise<void>;
}

/** `gzip`: packs what is written; `ours`: the stream is ended with it. */
export function packed(output: Writable, gzip: boolean, ours: boolean): Out {
  if (!gzip) {
    const out = writer(output);
    return {
      ...out,
      async end() {
        out.release();
        if (ours) await ended(output);
      },
    };
  }
  const zip = createGzip();
  zip.pipe(output, { end: ours });
  const [out, under] = [writer(zip), writer(output)];
  return {
    closed: () => out.closed() || under.closed(),
    write: out.write,
    async end() {
      const done = ours ? once(output, 'finish') : once(zip, 'end');
      if (!under.closed()) {
        zip.end();
        await done;
      }
      under.release();
    },
  };
}

async function ended(output: Writable): Promise<void> {
  const done = once(output, 'finish');
  output.end();
  await done;
}

/** Writes with backpressure; once the reader has gone (`| head`), it writes nothing more and reports that. */
function writer(output: Writable) {
  let closed = false;
  let failure: Error | null = null;
  const fail = (error: NodeJS.ErrnoException) => {
    closed = true;
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') failure = error;
  };
  const close = () => {
    closed = true;
  };
  output.on('error', fail);
  output.on('close', close);
  return {
    closed: () => closed,
    async write(text: string): Promise<void> {
      if (failure) throw failure;
      if (closed || output.write(text)) return;
      // wait for `close` too: if the reader leaves while we wait, `drain` never comes
      const stop = new AbortController();
      await Promise.race(
        ['drain', 'close', 'error'].map((event) => once(output, event, { signal: stop.signal }).catch(() => {})),
      );
      stop.abort();
    },
    release(): void {
      if (failure) throw failure;
      output.off('close', close);
    },
  };
}
