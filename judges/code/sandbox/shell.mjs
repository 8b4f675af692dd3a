// Runs inside the realm, as text, before Pyodide: what a JavaScript shell offers, as far as Pyodide looks for it, and nothing that reaches
// out. The host fills `files` with bytes and reads `state` and `printed`; only bytes, strings and numbers cross over.
globalThis.files = Object.create(null);
globalThis.state = { ready: false, error: '' };
globalThis.printed = { text: '', most: 65_536 };

globalThis.TextEncoder = class {
  encode(text = '') {
    const out = [];
    for (const sign of String(text)) {
      let code = sign.codePointAt(0);
      if (code >= 0xd800 && code < 0xe000) code = 0xfffd;
      if (code < 0x80) out.push(code);
      else if (code < 0x800) out.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000) out.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      else out.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
    return new Uint8Array(out);
  }
  encodeInto(text, into) {
    const bytes = this.encode(text).subarray(0, into.length);
    into.set(bytes);
    return { read: text.length, written: bytes.length };
  }
};

globalThis.TextDecoder = class {
  constructor(label = 'utf-8') {
    this.label = String(label).toLowerCase();
  }
  decode(view = new Uint8Array(0)) {
    const bytes = view instanceof Uint8Array ? view : new Uint8Array(view.buffer ?? view, view.byteOffset ?? 0, view.byteLength);
    const parts = [];
    let units = [];
    const push = (code) => {
      if (code > 0xffff) units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 1023));
      else units.push(code);
      if (units.length > 8000) {
        parts.push(String.fromCharCode.apply(null, units));
        units = [];
      }
    };
    if (this.label === 'utf-16le') for (let i = 0; i + 1 < bytes.length; i += 2) push(bytes[i] | (bytes[i + 1] << 8));
    else if (this.label === 'latin1' || this.label === 'iso-8859-1') for (const byte of bytes) push(byte);
    else {
      let i = 0;
      const next = () => ((bytes[i] & 0xc0) === 0x80 ? bytes[i++] & 63 : -1);
      while (i < bytes.length) {
        const lead = bytes[i++];
        const more = lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1;
        if (more < 0 || (lead >= 0x80 && lead < 0xc2)) {
          push(0xfffd);
          continue;
        }
        let code = more === 0 ? lead : lead & (0x3f >> more);
        for (let k = 0; k < more && code >= 0; k++) {
          const low = next();
          code = low < 0 ? -1 : (code << 6) | low;
        }
        push(code < 0 || code > 0x10ffff ? 0xfffd : code);
      }
    }
    if (units.length > 0) parts.push(String.fromCharCode.apply(null, units));
    return parts.join('');
  }
};

{
  let clockMs = 0;
  globalThis.performance = { now: () => ++clockMs, timeOrigin: 0 }; // so that sleeping takes steps, not time
  let state = 1; // a run repeats; random bytes are no secret here
  globalThis.crypto = {
    getRandomValues(view) {
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      for (let i = 0; i < bytes.length; i++) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        bytes[i] = state >>> 16;
      }
      return view;
    },
  };
}

const refuse = (name) => () => {
  throw new Error(`${name} is not here`);
};
globalThis.console = { log() {}, warn() {}, error() {}, info() {}, debug() {} };
globalThis.setTimeout = () => 0;
globalThis.clearTimeout = () => {};
globalThis.readbuffer = (name) => {
  const bytes = files[String(name).split('/').pop()];
  if (!bytes) throw new Error(`no file ${name}`);
  return bytes.buffer;
};
globalThis.read = (name) => new TextDecoder().decode(new Uint8Array(readbuffer(name)));
globalThis.load = refuse('load');
globalThis.noImport = refuse('import');

/** Where Python prints: the beginning is kept, the rest forgotten. */
globalThis.sink = {
  isatty: false,
  write(bytes) {
    const room = printed.most - printed.text.length;
    if (room > 0) printed.text += new TextDecoder().decode(bytes.subarray(0, room));
    return bytes.length;
  },
};
