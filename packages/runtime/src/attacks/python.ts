import { contractPackage } from '../contract/packages.ts'
import { type Bait, pythonAttempts } from '../python/attempts.ts'
import { type Attack, asSent, broken, died, failed, lied, slugOf, starved, stopped, TOLD } from './attack.ts'

const imports = 'import ctypes, os, resource, signal, socket, subprocess, sys, threading, time'
const run = (...lines: readonly string[]): string =>
  [imports, 'kept = []', 'def run(row, parameters, state):', ...lines.map((line) => `    ${line}`), ''].join('\n')

const programs: readonly (readonly [string, string, readonly string[]])[] = [
  ['a loop without end', run('while True: pass'), stopped],
  ['processes without end', run('while True: os.fork()'), failed],
  ['objects without end', run('while True: kept.append([len(kept)])'), starved],
  ['a crash', run('ctypes.string_at(0)'), died],
  ['arrays without end', run('while True: kept.append(bytearray(1 << 20))'), starved],
  ['a text without end', run('text = "x"', 'while True: text += text'), starved],
  ['a loop as it is loaded', `while True: kept = [1]\n${run('return {"out": 1}')}`, [...broken, ...stopped, ...died]],
  ['a loop in compiled code', run('return {"out": sum(range(10 ** 15))}'), stopped],
  ['sleep', run('time.sleep(1e6)'), stopped],
  ['threads without end', run('while True: threading.Thread(target=time.sleep, args=(9,)).start()'), failed],
  ['recursion', run('return run(row, parameters, state)'), [...failed, ...died]],
  ['its own end', run('os._exit(0)'), died],
  ['its own end by a signal', run('os.kill(os.getpid(), signal.SIGABRT)'), died],
  [
    'answers that nobody asked for',
    run('os.write(3, b"\\xff" * 64)', 'os.write(4, b"\\xff" * 64)', 'os.write(5, b"\\xff" * 64)'),
    [...died, ...failed],
  ],
  ['words without end', run('while True: print("and again")'), stopped],
  [
    'the tracing of its parent',
    run(`return {"out": float("nan") if ctypes.CDLL(None).ptrace(0x4206, ${process.pid}, None, None) else 1}`),
    [TOLD],
  ],
  ['the environment', run('return {"out": os.environ["HOME"] and 1}'), failed],
  ['an output of another type', run('return {"out": "x"}'), lied],
  ['another output', run('return {"out": 1, "other": 1}'), lied],
  ['columns of another length', 'def run_columns(columns, parameters):\n    return {"out": [1.0, 2.0, 3.0]}\n', lied],
  ['a number that is none', run('return {"out": float("nan")}'), [TOLD]],
  ['a number without end', run('return {"out": 1e999}'), [TOLD]],
]

const attack = (name: string, code: string, ends: readonly string[]): Attack => ({
  kind: 'python',
  name,
  ends,
  model: () =>
    asSent(
      contractPackage(
        slugOf('python', name),
        { kind: 'python', file: 'model.py' },
        { 'model.py': code },
        { outputs: ['out'] },
      ),
    ),
})

/** A good number comes only where one of the attempts got what it reached for. */
export const pythonAttacks = (bait: Bait): readonly Attack[] => [
  ...programs.map(([name, code, ends]) => attack(name, code, ends)),
  ...Object.entries(pythonAttempts(bait)).map(([name, code]) => attack(name, run(code, 'return {"out": 1}'), failed)),
]
