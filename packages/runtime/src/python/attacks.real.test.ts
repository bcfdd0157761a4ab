import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Log, silentLog } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contractPackage } from '../contract/packages.ts'
import { limitsUnlessTold, type ModelPackage, type RunningModel } from '../face.ts'
import { pythonAttempts } from './attempts.ts'
import { type Isolation, startCell, type Way, waysOf } from './cell.ts'
import { findInterpreter, type Interpreter } from './interpreter.ts'
import { ClosedPython } from './python.ts'

const SECRET = 'quicksilver'
const ROOMY = { ...limitsUnlessTold, timeMs: 20_000 }
const isRoot = process.getuid?.() === 0
/** A Python that everybody may run, where there is one. */
const PUBLIC = '/usr/bin/python3'

/** Runs what it is told, and tells what came of it. */
const attacker = (): ModelPackage => {
  const code = [
    'import ctypes, os, resource, signal, socket, stat, subprocess, threading',
    'def open_files():',
    '    seen = []',
    '    for fd in range(1024):',
    '        try:',
    '            mode = os.fstat(fd).st_mode',
    '        except OSError:',
    '            continue',
    '        seen.append("pipe" if stat.S_ISFIFO(mode) else "socket" if stat.S_ISSOCK(mode) else oct(mode))',
    '    return seen',
    'def run(row, parameters, state):',
    '    try:',
    '        return {"seen": "done " + repr(eval(row["code"], globals(), {}))}',
    '    except Exception as thrown:',
    '        return {"seen": type(thrown).__name__ + " " + str(thrown)}',
    '',
  ].join('\n')
  const model = contractPackage('attacker', { kind: 'python', file: 'model.py' }, { 'model.py': code })
  const words = { en: 'x', zh: 'x' }
  return {
    ...model,
    manifest: {
      ...model.manifest,
      inputs: [{ ...words, name: 'code', type: 'text' }],
      outputs: [{ ...words, name: 'seen', type: 'text' }],
    },
  }
}

let folder: string
let secret: string
let port: number
const servers: Server[] = []
let connections = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'python-attacks-'))
  await chmod(folder, 0o755)
  secret = join(folder, 'secret')
  await writeFile(secret, SECRET)
  process.env['MILLRACE_TEST_SECRET'] = SECRET
  for (const at of [
    { port: 0, host: '127.0.0.1' },
    { path: `\0millrace-${process.pid}` },
    { path: join(folder, 'door') },
  ]) {
    const server = createServer((socket) => {
      connections++
      socket.destroy()
    })
    await new Promise<void>((resolve) => server.listen(at, resolve))
    servers.push(server)
  }
  port = (servers[0]!.address() as AddressInfo).port
  await chmod(join(folder, 'door'), 0o777)
})
afterAll(async () => {
  delete process.env['MILLRACE_TEST_SECRET']
  for (const server of servers) await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})

const attacks = () =>
  pythonAttempts({ folder, secret, door: join(folder, 'door'), port, nameless: `millrace-${process.pid}` })
/** What namespaces alone leave to the filters and limits that are set beside them: they harm nobody else. */
const harmless = new Set([
  'a time when it is not asked',
  'a file in memory',
  'a fork',
  'a thread',
  'a program',
  'more memory',
  'more processes',
])
const failures = new RegExp(
  '^(BlockingIOError|RuntimeError|PermissionError|ProcessLookupError|FileNotFoundError|NotADirectoryError|ValueError|' +
    'ConnectionRefusedError|gaierror|itimer_error|OSError) ',
)

/** What each attack ended in. */
async function endsOf(running: RunningModel, of: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const code = Object.values(of)
  const time = Float64Array.from(code, (_, i) => i)
  const { values } = await running.run({ length: code.length, time, values: { code } }, {})
  return Object.fromEntries(Object.keys(of).map((name, i) => [name, String(values['seen']?.[i])]))
}
const allFail = (of: object): object =>
  Object.fromEntries(Object.keys(of).map((name) => [name, expect.stringMatching(failures)]))

async function seenBy(running: RunningModel, code: string): Promise<string> {
  return (await endsOf(running, { code }))['code'] ?? ''
}

/** No right, no environment, no descriptor that is not ours: whatever the way. */
async function holdsNothing(running: RunningModel): Promise<void> {
  expect(await seenBy(running, 'sorted(os.environ)')).toBe(
    "done ['LANG', 'MKL_NUM_THREADS', 'OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'PATH']",
  )
  // Standard input is empty; questions, answers and twice what it prints.
  expect(await seenBy(running, 'open_files()')).toBe("done ['pipe', 'socket', 'socket', 'socket', 'socket']")
  // prctl: 39 reads whether new privileges are barred; ptrace 0x4206 seizes.
  expect(await seenBy(running, 'ctypes.CDLL(None).prctl(39, 0, 0, 0, 0)')).toBe('done 1')
  expect(await seenBy(running, 'ctypes.CDLL(None).mount(b"x", b"/", b"tmpfs", 0, None)')).toBe('done -1')
  expect(await seenBy(running, `ctypes.CDLL(None).ptrace(0x4206, ${process.pid}, None, None)`)).toBe('done -1')
}

async function runtimeOf(ways: readonly Way[], interpreter?: string): Promise<ClosedPython> {
  const place = await mkdtemp(join(folder, 'own-'))
  await chmod(place, 0o755)
  return new ClosedPython({ folder: place, log, ...(interpreter && { interpreter }) }, ways)
}

/** In a cell whose program is not ours and sets nothing up. */
async function endsInBareCell(
  way: Way,
  interpreter: Interpreter,
  of: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const place = await mkdtemp(join(folder, 'bare-'))
  for (const each of ['cell', 'cell/model']) await mkdir(join(place, each))
  const program = [
    'import json, os, resource, signal, socket, subprocess, threading',
    `attacks = json.loads(${JSON.stringify(JSON.stringify(of))})`,
    'ends = {}',
    'for name, code in attacks.items():',
    '    try:',
    '        ends[name] = "done " + repr(eval(code))',
    '    except Exception as thrown:',
    '        ends[name] = type(thrown).__name__ + " " + str(thrown)',
    'print(json.dumps(ends))',
    '',
  ].join('\n')
  await writeFile(join(place, 'cell/host.py'), program)
  for (const each of ['.', 'cell', 'cell/model']) await chmod(join(place, each), 0o755)
  const child = await startCell(way, { interpreter, folder: place })
  let said = ''
  child.stdout?.on('data', (piece: Buffer) => {
    said += piece.toString()
  })
  await once(child, 'close')
  return JSON.parse(said) as Record<string, string>
}

const warned: string[] = []
const log: Log = { ...silentLog, warn: (message) => void warned.push(message) }

/** The way of a platform that does not run as root, tried also where the tests do. */
const asSomebody = ({ isolation, command }: Way): Way => ({
  isolation,
  command: (parts) => ['setpriv', '--reuid', '65533', '--regid', '65533', '--clear-groups', ...command(parts)],
})

const users: Readonly<Record<string, { readonly ways: () => readonly Way[]; readonly interpreter?: string }>> = {
  'as this user': { ways: () => waysOf(isRoot) },
  ...(isRoot && { 'as a plain user': { ways: () => waysOf(false).map(asSomebody), interpreter: PUBLIC } }),
}

describe.each(Object.entries(users))('a hostile model, %s', (_, { ways, interpreter }) => {
  let runtime: ClosedPython
  let isolation: Isolation
  beforeAll(async () => {
    runtime = await runtimeOf(ways(), interpreter)
    isolation = await runtime.isolation()
  })

  const keeps = async (by: ClosedPython): Promise<void> => {
    const running = await by.start(attacker(), ROOMY)
    await holdsNothing(running)
    expect(await endsOf(running, attacks())).toEqual(allFail(attacks()))
    expect(running.alive).toBe(true)
    await running.close()
    expect(connections).toBe(0)
    expect(await readFile(secret, 'utf8')).toBe(SECRET)
  }

  it('reaches nothing where the system allows namespaces', async ({ skip }) => {
    if (isolation !== 'namespaces') skip('this system allows no namespaces')
    await keeps(runtime)
  })

  it('reaches nothing where it does not, which is said', async () => {
    warned.length = 0
    const filtered = await runtimeOf(
      ways().filter((way) => way.isolation === 'filters'),
      isRoot ? PUBLIC : interpreter,
    )
    expect(await filtered.isolation()).toBe('filters')
    expect(warned).toEqual([expect.stringContaining('without namespaces')])
    await keeps(filtered)
  })

  it('reaches nothing in namespaces alone, were filters and limits passed over', async ({ skip }) => {
    if (isolation !== 'namespaces') skip('this system allows no namespaces')
    const of = Object.fromEntries(Object.entries(attacks()).filter(([name]) => !harmless.has(name)))
    const found = await findInterpreter(interpreter ?? 'python3', 'attacker')
    expect(await endsInBareCell(ways()[0] as Way, found, of)).toEqual(allFail(of))
    expect(connections).toBe(0)
  })
})

it('a platform whose system allows neither runs no model, and says why', async () => {
  const runtime = await runtimeOf([
    { isolation: 'namespaces', command: () => ['/no/such/program'] },
    { isolation: 'filters', command: () => ['/bin/sh', '-c', 'echo not here >&2; exit 1'] },
  ])
  await expect(runtime.isolation()).rejects.toThrow(
    expect.objectContaining({ code: 'model.unsupported', message: expect.stringMatching(/ENOENT.*not here/) }),
  )
})
