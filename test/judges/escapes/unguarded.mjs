// What the battery is tried on to see that its attempts can succeed: Python in a plain process of Node, as it is often run. The program, the wanted
// result and the comparison share one interpreter, and PASS on standard output is believed.
import { writeFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';

let text = '';
for await (const piece of process.stdin) text += piece;
const { source, want } = JSON.parse(text);
const py = await loadPyodide({ stdout: (line) => process.stdout.write(`${line}\n`), stderr: () => {} });
writeFileSync(2, 'started\n');
py.globals.set('SOURCE', source);
py.globals.set('WANT', want);
py.runPython(`
def compare(got, want):
    return got == want

exec(SOURCE, globals())
got = answer(2)
print(got)
print("PASS" if compare(got, WANT) else "FAIL")
`);
setTimeout(() => process.exit(0), 1000); // what was begun may go on for a while
