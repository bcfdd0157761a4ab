import { contractPackage } from '../contract/packages.ts'
import { type Attack, asSent, broken, failed, lied, slugOf, starved, stopped, TOLD } from './attack.ts'

const run = (body: string): string => `export function run(row, parameters, state) { ${body} }`
const keep = (way: string): string => `const kept = []\n${run(`for (;;) ${way}`)}`

const scripts: readonly (readonly [string, string, readonly string[]])[] = [
  ['a loop without end', run('for (;;);'), stopped],
  ['objects without end', keep('kept.push({ of: [kept.length] })'), starved],
  ['typed arrays without end', keep('kept.push(new Float64Array(1e6).fill(1))'), starved],
  ['a text without end', run("let text = 'x'; for (;;) text += text"), [...starved, ...failed]],
  [
    'a list with one far place',
    run('const list = []; for (let i = 0; ; i += 1e5) list[i] = list.fill(i)'),
    [...starved, ...failed],
  ],
  ['a loop as it is loaded', `for (;;);\n${run('return { out: 1 }')}`, stopped],
  ['a pattern without end', run("return { out: +/^(a+)+$/.test('a'.repeat(60) + 'b') }"), stopped],
  ['recursion', run('const deeper = () => deeper() + 1; return { out: deeper() }'), failed],
  ['promises without end', run('const again = () => Promise.resolve().then(again); again(); return { out: 1 }'), lied],
  ['an import of the platform', `import 'node:fs'\n${run('return { out: 1 }')}`, broken],
  ['an import as it runs', run("import('node:fs'); return { out: 1 }"), lied],
  ['a file', run("return { out: require('fs').readFileSync('/etc/passwd').length }"), failed],
  ['the network', run("return { out: fetch('http://127.0.0.1/') ? 1 : 0 }"), failed],
  ['the process', run("return { out: run.constructor('return process.pid')() }"), failed],
  ['the end of the process', run("(0, eval)('process.exit(1)'); return { out: 1 }"), failed],
  [
    'a getter on all objects',
    `Object.defineProperty(Object.prototype, 'out', { get() { for (;;); } })\n${run('return {}')}`,
    stopped,
  ],
  [
    'all functions bent',
    `Function.prototype.call = Function.prototype.apply = () => { throw 1 }\nJSON.stringify = JSON.parse = () => '7'\n${run("return { out: 'x' }")}`,
    lied,
  ],
  [
    'lists bent',
    `Object.defineProperty(Array.prototype, 0, { set() {}, get() { return 7 } })\n${run('return {}')}`,
    [...lied, ...failed, ...broken],
  ],
  ['a result that watches', run('return new Proxy({}, { get() { for (;;); } })'), stopped],
  ['a prototype as an output', run(`return JSON.parse('{ "__proto__": { "out": 1 } }')`), lied],
  ['an output of another type', run("return { out: '1' }"), lied],
  ['an output that is missing', run('return {}'), lied],
  ['a number that is none', run('return { out: NaN }'), [TOLD]],
  ['a number without end', run('return { out: Infinity }'), [TOLD]],
]

export const scriptAttacks: readonly Attack[] = scripts.map(([name, code, ends]) => ({
  kind: 'script',
  name,
  ends,
  model: () =>
    asSent(
      contractPackage(
        slugOf('script', name),
        { kind: 'script', file: 'model.js' },
        { 'model.js': code },
        { outputs: ['out'] },
      ),
    ),
}))
