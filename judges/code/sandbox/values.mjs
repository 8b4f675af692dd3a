// Reads a Python object out of the interpreter's memory, without running any of the program's code: every type is compared by the address
// of its type object, so that a subclass, or an object that claims to equal everything, is recognised for what it is.

/** Deepest nesting and largest number of objects that are read. */
const deepest = 100;
const mostObjects = 200_000;
const mostBytes = 4_000_000;

export class Unreadable extends Error {}

/**
 * `wasm`: the interpreter's exports. Returns a function from an object's address to its tagged form: null, true, false, {i: digits in
 * base 16}, {f: number as text}, {s: text}, {b: hex}, {l: […]}, {t: […]}, {d: [[key, value], …]}, {e: […]} (set). Errors: Unreadable with the type's name.
 */
export function reader(wasm) {
  const address = (name) => wasm[name].value;
  const types = Object.fromEntries(
    ['Long', 'Float', 'Unicode', 'Bytes', 'List', 'Tuple', 'Dict', 'Set', 'FrozenSet'].map((name) => [
      address(`Py${name}_Type`),
      name,
    ]),
  );
  const [none, yes, no] = ['_Py_NoneStruct', '_Py_TrueStruct', '_Py_FalseStruct'].map(address);
  const word = (at) => new DataView(wasm.memory.buffer).getUint32(at, true);
  const bytes = (at, length) => Buffer.from(new Uint8Array(wasm.memory.buffer, at, length));
  const scratch = wasm.malloc(16);
  const setWord = (at, value) => new DataView(wasm.memory.buffer).setUint32(at, value, true);
  let objects = 0;
  let size = 0;

  const text = (object) => {
    const start = wasm.PyUnicode_AsUTF8AndSize(object, scratch);
    if (start === 0) {
      wasm.PyErr_Clear();
      throw new Unreadable('str with lone surrogates');
    }
    const length = word(scratch);
    size += length;
    if (size > mostBytes) throw new Unreadable('result too large');
    return bytes(start, length).toString('utf8');
  };

  const items = (count, item, depth) => Array.from({ length: count }, (_, i) => read(item(i), depth + 1));

  const readers = {
    Long(object) {
      const digits = wasm._PyLong_Format(object, 16); // base 10 has a length limit
      if (digits === 0) throw new Unreadable('int');
      return { i: text(digits) };
    },
    Float: (object) => ({ f: Object.is(wasm.PyFloat_AsDouble(object), -0) ? '-0' : String(wasm.PyFloat_AsDouble(object)) }),
    Unicode: (object) => ({ s: text(object) }),
    Bytes(object) {
      const length = wasm.PyBytes_Size(object);
      size += length;
      if (size > mostBytes) throw new Unreadable('result too large');
      return { b: bytes(wasm.PyBytes_AsString(object), length).toString('hex') };
    },
    List: (object, depth) => ({ l: items(limited(wasm.PyList_Size(object)), (i) => wasm.PyList_GetItem(object, i), depth) }),
    Tuple: (object, depth) => ({ t: items(limited(wasm.PyTuple_Size(object)), (i) => wasm.PyTuple_GetItem(object, i), depth) }),
    Dict(object, depth) {
      const pairs = [];
      setWord(scratch, 0);
      for (let position = 0; ; ) {
        setWord(scratch, position);
        if (wasm.PyDict_Next(object, scratch, scratch + 4, scratch + 8) === 0) return { d: pairs };
        const [key, value] = [word(scratch + 4), word(scratch + 8)];
        position = word(scratch);
        pairs.push([read(key, depth + 1), read(value, depth + 1)]);
      }
    },
    Set(object, depth) {
      const found = [];
      for (let position = 0; ; ) {
        setWord(scratch, position);
        if (wasm._PySet_NextEntry(object, scratch, scratch + 4, scratch + 8) === 0) return { e: found };
        const key = word(scratch + 4);
        position = word(scratch);
        found.push(read(key, depth + 1));
      }
    },
    FrozenSet: (object, depth) => readers.Set(object, depth),
  };

  function limited(count) {
    if (count > mostObjects) throw new Unreadable('result too large');
    return count;
  }

  function read(object, depth) {
    if (++objects > mostObjects) throw new Unreadable('result too large');
    if (depth > deepest) throw new Unreadable('result nested too deep');
    if (object === none) return null;
    if (object === yes) return true;
    if (object === no) return false;
    const type = types[word(object + 4)]; // ob_refcnt, ob_type
    if (!type) throw new Unreadable(`a value of type ${typeName(wasm, word(object + 4))}`);
    return readers[type](object, depth);
  }

  return (object) => {
    objects = 0;
    size = 0;
    return read(object, 0);
  };
}

/** A type's name from memory (tp_name): the program's own text, so bounded and printable only. */
export function typeName(wasm, type) {
  const view = new DataView(wasm.memory.buffer);
  const start = view.getUint32(type + 12, true); // ob_refcnt, ob_type, ob_size, tp_name
  const bytes = Buffer.from(new Uint8Array(wasm.memory.buffer, start, Math.min(80, wasm.memory.buffer.byteLength - start)));
  const end = bytes.indexOf(0);
  return bytes.toString('latin1', 0, end < 0 ? 80 : end).replace(/[^\w.]/g, '?');
}
