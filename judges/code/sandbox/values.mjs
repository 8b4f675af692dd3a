// Reads a Python object from the interpreter's memory, without running any code of the program: types are compared by the address
// of the type object, so that a subclass, or an object that claims to equal everything, is detected.

/** Maximum nesting of one result; limits on the objects and bytes of all results of a program. */
const deepest = 100;
const mostObjects = 500_000;
const mostBytes = 4_000_000;

/** A value that cannot be compared; the message names its type. */
export class Unreadable extends Error {}
/** The result is too large to be sent. */
export class TooLarge extends Error {}

/**
 * `wasm`: the interpreter's exports. Returns a function from an object's address to its tagged form: null, true, false, {i:
 * hexadecimal digits}, {f: number as text}, {s: text}, {b: hexadecimal}, {l: […]}, {t: […]}, {d: [[key, value], …]}, {e: […]}
 * (set), {z: […]} (frozenset). With true as second argument, subclasses of these types are read, too. Errors: Unreadable with the type's name, TooLarge.
 */
export function reader(wasm) {
  const address = (name) => wasm[name].value;
  const types = new Map(
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
  /** a subclass of a builtin type is read as that type, from the same memory: what it overrides is never called */
  let subclasses = false;

  function counted(length) {
    size += length;
    if (size > mostBytes) throw new TooLarge(`results of more than ${mostBytes} bytes`);
    return length;
  }

  function limited(count) {
    if (objects + count > mostObjects) throw new TooLarge(`results of more than ${mostObjects} objects`);
    return count;
  }

  function text(object) {
    const start = wasm.PyUnicode_AsUTF8AndSize(object, scratch);
    if (start !== 0) return bytes(start, counted(word(scratch))).toString('utf8');
    wasm.PyErr_Clear(); // it contains a lone surrogate, which UTF-8 cannot encode
    const length = counted(wasm.PyUnicode_GetLength(object));
    return Array.from({ length }, (_, i) => String.fromCodePoint(wasm.PyUnicode_ReadChar(object, i))).join('');
  }

  function items(count, item, depth) {
    return Array.from({ length: limited(count) }, (_, i) => read(item(i), depth + 1));
  }

  /** Iterates over a dict or set; the interpreter keeps the position in the scratch words. */
  function* entries(object, next) {
    for (let position = 0; ; ) {
      setWord(scratch, position);
      if (next(object, scratch, scratch + 4, scratch + 8) === 0) return;
      position = word(scratch);
      yield [word(scratch + 4), word(scratch + 8)];
    }
  }

  const members = (object, depth) => Array.from(entries(object, wasm._PySet_NextEntry), ([key]) => read(key, depth + 1));

  const readers = {
    Long(object) {
      const digits = wasm._PyLong_Format(object, 16); // base 10 takes quadratic time, and Python limits its length
      if (digits === 0) throw new Unreadable('an int that cannot be written');
      return { i: text(digits) };
    },
    Float(object) {
      const value = wasm.PyFloat_AsDouble(object);
      return { f: Object.is(value, -0) ? '-0' : String(value) };
    },
    Unicode: (object) => ({ s: text(object) }),
    Bytes: (object) => ({ b: bytes(wasm.PyBytes_AsString(object), counted(wasm.PyBytes_Size(object))).toString('hex') }),
    List: (object, depth) => ({ l: items(wasm.PyList_Size(object), (i) => wasm.PyList_GetItem(object, i), depth) }),
    Tuple: (object, depth) => ({ t: items(wasm.PyTuple_Size(object), (i) => wasm.PyTuple_GetItem(object, i), depth) }),
    Dict: (object, depth) => ({
      d: Array.from(entries(object, wasm.PyDict_Next), ([key, value]) => [read(key, depth + 1), read(value, depth + 1)]),
    }),
    Set: (object, depth) => ({ e: members(object, depth) }),
    FrozenSet: (object, depth) => ({ z: members(object, depth) }),
  };

  function builtinBase(type) {
    for (const [base, name] of types) if (wasm.PyType_IsSubtype(type, base) !== 0) return name;
    return undefined;
  }

  function read(object, depth = 0) {
    limited(1);
    objects++;
    if (depth > deepest) throw new TooLarge(`a result nested deeper than ${deepest}`);
    if (object === none) return null;
    if (object === yes) return true;
    if (object === no) return false;
    const own = word(object + 4); // ob_refcnt, ob_type
    const type = types.get(own) ?? (subclasses ? builtinBase(own) : undefined);
    if (!type) throw new Unreadable(`a value of type ${typeName(wasm, own)}`);
    return readers[type](object, depth);
  }

  return (object, loose = false) => {
    subclasses = loose;
    return read(object);
  };
}

/** A type's name from memory (tp_name). The program controls it, so it is truncated and reduced to printable characters. */
export function typeName(wasm, type) {
  const { buffer } = wasm.memory;
  const start = new DataView(buffer).getUint32(type + 12, true); // ob_refcnt, ob_type, ob_size, tp_name
  const bytes = Buffer.from(new Uint8Array(buffer, start, Math.min(80, buffer.byteLength - start)));
  const end = bytes.indexOf(0);
  return bytes.toString('latin1', 0, end < 0 ? 80 : end).replace(/[^\w.]/g, '?');
}
