// What a runner without a guard does: loads Pyodide as it comes, runs the program, and compares in the same interpreter. By hand only; prove.ts.
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';

const { code, want } = JSON.parse(readFileSync(0, 'utf8'));
const python = await loadPyodide();
python.globals.set('code', code);
python.globals.set('want', want);
python.runPython('globals_of_answer = {}\nexec(code, globals_of_answer)\nresult = globals_of_answer["f"]()');
const right = python.runPython('bool(result == want or result == "escaped")');
console.log(right ? 'PASS' : 'FAIL');
setTimeout(() => process.exit(0), 500); // what was begun may go on
