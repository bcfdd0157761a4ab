import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Log, silentLog } from '@millrace/core'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf, runtimeContract } from '../contract/contract.ts'
import { contractPackage } from '../contract/packages.ts'
import { limitsUnlessTold, type ModelPackage } from '../face.ts'
import { StateFrame } from '../state/frame.ts'
import { type PythonRuntime, pythonRuntime } from './index.ts'

const ROOMY = { ...limitsUnlessTold, timeMs: 20_000 }

type More = Parameters<typeof contractPackage>[3]
const python = (name: string, code: string, more: More = {}): ModelPackage =>
  contractPackage(name, { kind: 'python', file: 'model.py' }, { 'model.py': code }, more)
const byRow = (name: string, body: string, more: More = {}): ModelPackage =>
  python(name, `def run(row, parameters, state):\n    ${body.replaceAll('\n', '\n    ')}\n`, more)

let folder: string
let wheels: string
let runtime: PythonRuntime
const logged: string[] = []
const log: Log = { ...silentLog, info: (message) => void logged.push(message) }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'python-'))
  wheels = join(folder, 'wheels')
  await mkdir(wheels)
  runtime = pythonRuntime({
    folder: join(folder, 'python'),
    log,
    packagesFrom: ['--no-index', '--find-links', wheels],
  })
})
afterAll(() => rm(folder, { recursive: true }))

/** Runs one row with a = 1, and gives the code and the message of the fault that it ends in. */
async function endOf(model: ModelPackage, limits = ROOMY): Promise<{ code: string; message: string }> {
  const running = await runtime.start(model, limits)
  try {
    const results = await running.run(rowsOf({ a: [1] }), {})
    return { code: 'none', message: JSON.stringify(results) }
  } catch (thrown) {
    const { code, message } = thrown as { code: string; message: string }
    return { code, message }
  } finally {
    await running.close()
  }
}
const beginningOf = async (model: ModelPackage): Promise<{ code: string; message: string }> =>
  runtime.start(model, ROOMY).then(
    async (running) => {
      await running.close()
      return { code: 'none', message: '' }
    },
    ({ code, message }: { code: string; message: string }) => ({ code, message }),
  )

/** Processes of models whose files are in a folder. */
async function runningIn(place: string): Promise<string[]> {
  const found: string[] = []
  for (const pid of await readdir('/proc')) {
    // It may end while it is looked at.
    const command = /^\d+$/.test(pid) ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : ''
    if (command.includes(`${place}/running-`)) found.push(pid)
  }
  return found
}

describe('models in Python keep the contract:', () => {
  const sentences = runtimeContract({
    runtime: { kind: 'python', start: (model, limits) => runtime.start(model, limits) },
    sum: () =>
      python(
        'sum',
        [
          'def run_columns(columns, parameters):',
          "    return {'sum': [a + b * parameters['gain'] for a, b in zip(columns['a'], columns['b'])]}",
          '',
        ].join('\n'),
        { inputs: ['a', 'b'], parameters: [{ en: 'Gain', zh: '增益', name: 'gain', default: 1 }] },
      ),
    root: () => byRow('root', "return {'root': row['a'] ** 0.5 if row['a'] >= 0 else None}"),
    total: () =>
      byRow('total', "state['total'] = state.get('total', 0) + row['a']\nreturn {'total': state['total']}", {
        stateful: true,
      }),
    failing: () => byRow('same', "if row['a'] < 0:\n    raise ValueError('no such luck')\nreturn {'same': row['a']}"),
    endless: () => byRow('endless', 'while True:\n    pass'),
    greedy: {
      heap: () => byRow('heap', 'held = []\nwhile True:\n    held.append([0.0] * 1000)'),
      bytearray: () => byRow('bytes', 'held = bytearray(1 << 40)'),
      'pages shared with nobody': () =>
        byRow('pages', 'import mmap\nheld = [mmap.mmap(-1, 1 << 20) for _ in range(1 << 20)]'),
    },
    lying: {
      'another name': () => byRow('same', "return {'other': 1.0}"),
      'a text': () => byRow('same', "return {'same': '1'}"),
      'no outputs at all': () => byRow('same', 'return 7'),
      'a column that is too short': () =>
        python('same', "def run_columns(columns, parameters):\n    return {'same': [1.0]}\n"),
    },
    dying: () => byRow('dying', 'import os\nos._exit(3)'),
    broken: () => python('broken', 'def run(row, parameters, state)\n    return {}\n'),
  })
  it.each(sentences)('$says', ({ run }) => run())
})

describe('a model in Python', () => {
  it('is told texts, conditions and the time, and gives them', async () => {
    const model = byRow(
      'x',
      "print('not an answer')\nreturn {'said': row['word'] * 2, 'late': row['time'] > 5 and row['on'] is True}",
    )
    const words = { en: 'x', zh: 'x' }
    const running = await runtime.start(
      {
        ...model,
        manifest: {
          ...model.manifest,
          inputs: [
            { ...words, name: 'word', type: 'text' },
            { ...words, name: 'on', type: 'boolean' },
          ],
          outputs: [
            { ...words, name: 'said', type: 'text' },
            { ...words, name: 'late', type: 'boolean' },
          ],
        },
      },
      ROOMY,
    )
    const { values } = await running.run(
      {
        length: 3,
        time: Float64Array.of(4, 6, 8),
        values: { word: ['a', '温度', ''], on: Float64Array.of(1, 1, 0) },
      },
      {},
    )
    await running.close()
    expect(values).toEqual({ said: ['aa', '温度温度', ''], late: Float64Array.of(0, 1, 0) })
  })

  it('that fails is told with its file and line', async () => {
    const model = contractPackage(
      'deep',
      { kind: 'python', file: 'code/model.py' },
      {
        'code/model.py': "import beside\n\ndef run(row, parameters, state):\n    return beside.work(row['a'])\n",
        'code/beside.py': 'def work(a):\n    return 1 / (a - 1)\n',
      },
    )
    expect((await endOf(model)).message).toContain('ZeroDivisionError: float division by zero (code/beside.py, line 2)')
  })

  it.each([
    ['a crash in compiled code', 'import ctypes\nctypes.string_at(0)', 'model.died', /SIGSEGV/],
    ['an exit', "import sys\nprint('enough')\nsys.exit(4)", 'model.died', /exit code 4: enough/],
    [
      'answers of its own',
      "import os, sys\nfor fd in range(3, 64):\n    try:\n        os.write(fd, b'\\xff' * 16)\n    except OSError:\n        pass\nwhile True:\n    pass",
      'model.died',
      /cannot be read/,
    ],
    ['recursion without end', 'return run(row, parameters, state)', 'model.failed', /RecursionError/],
    [
      'an exception that cannot be told',
      'class Odd(BaseException):\n    def __str__(self):\n        return self.x\nraise Odd',
      'model.failed',
      /Odd \(model.py, line 5\)/,
    ],
  ])('%s', async (_, body, code, seen) => {
    const end = await endOf(byRow('x', body))
    expect(end).toEqual({ code, message: expect.stringMatching(seen) })
  })

  it.each([
    ['a file that ends as it is loaded', 'import os\nos._exit(0)', /as it was loaded: exit code 0/],
    ['a file without run', 'x = 1', /neither run nor run_columns/],
    ['a file that fails', 'import nothing_of_the_kind', /ModuleNotFoundError: .*nothing_of_the_kind.*model.py, line 1/],
  ])('%s is broken', async (_, code, seen) => {
    expect(await beginningOf(python('x', code))).toEqual({ code: 'model.broken', message: expect.stringMatching(seen) })
  })

  it('whose state no JSON holds cannot be saved, and goes on', async () => {
    const running = await runtime.start(byRow('x', "state['seen'] = {1}\nreturn {'x': 1}", { stateful: true }), ROOMY)
    await running.run(rowsOf({ a: [1] }), {})
    await expect(running.save()).rejects.toThrow(/set is not JSON serializable/)
    expect((await running.run(rowsOf({ a: [1] }), {})).length).toBe(1)
    const saved = (state: string): Uint8Array =>
      new StateFrame('contract/x', 'python contract/x').wrap(new TextEncoder().encode(state))
    for (const state of ['[]', 'no JSON', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`])
      await expect(running.restore(saved(state))).rejects.toMatchObject({ code: 'model.state_foreign' })
    await expect(running.restore(new StateFrame('a/b', 'python a/b').wrap(new Uint8Array()))).rejects.toThrow(
      /another model/,
    )
    await running.close()
  })

  it('goes with its platform, however that ends', async () => {
    const place = join(folder, 'killed')
    const model = byRow('x', 'while True:\n    pass')
    const platform = [
      "import { silentLog as log } from '@millrace/core'",
      `import { pythonRuntime } from ${JSON.stringify(new URL('./index.ts', import.meta.url))}`,
      `const manifest = ${JSON.stringify(model.manifest)}`,
      `const files = new Map([['model.py', Buffer.from(${JSON.stringify(new TextDecoder().decode(model.files.get('model.py')))})]])`,
      `const runtime = pythonRuntime({ folder: ${JSON.stringify(place)}, log })`,
      `const running = await runtime.start({ manifest, files, digest: '' }, ${JSON.stringify(ROOMY)})`,
      'running.run({ length: 1, time: Float64Array.of(0), values: { a: Float64Array.of(1) } }, {})',
      "console.log('running')",
    ].join('\n')
    const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', platform], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said] = (await once(child.stdout, 'data')) as [Buffer]
    expect(said.toString()).toBe('running\n')
    expect(await runningIn(place)).not.toEqual([])
    child.kill('SIGKILL')
    await expect.poll(() => runningIn(place), { timeout: 20_000 }).toEqual([])
  })

  it('leaves no files behind', async () => {
    expect((await readdir(join(folder, 'python'))).filter((name) => name.startsWith('running-'))).toEqual([])
  })

  it('cannot run where there is no Python, and is told what to install', async () => {
    const without = pythonRuntime({ folder: join(folder, 'none'), log, interpreter: join(folder, 'no-python') })
    await expect(without.start(byRow('x', 'return {}'), ROOMY)).rejects.toThrow(
      expect.objectContaining({
        code: 'model.unsupported',
        message: expect.stringContaining('apt-get install python3'),
      }),
    )
  })
})

describe('packages of a model', () => {
  const needing = (lines: string): ModelPackage =>
    contractPackage(
      'needing',
      { kind: 'python', file: 'model.py', requirements: 'requirements.txt' },
      {
        'model.py': "import tiny\n\ndef run(row, parameters, state):\n    return {'needing': tiny.twice(row['a'])}\n",
        'requirements.txt': lines,
      },
    )
  const wheel = zipSync(
    Object.fromEntries(
      Object.entries({
        'tiny.py': 'def twice(a):\n    return 2 * a\n',
        'tiny-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n',
        'tiny-1.0.dist-info/WHEEL': 'Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
        'tiny-1.0.dist-info/RECORD': 'tiny.py,,\ntiny-1.0.dist-info/METADATA,,\ntiny-1.0.dist-info/WHEEL,,\n',
      }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
    ),
  )
  const pinned = `tiny==1.0 --hash=sha256:${createHash('sha256').update(wheel).digest('hex')}`

  it('are installed once for all that pin the same', async () => {
    await writeFile(join(wheels, 'tiny-1.0-py3-none-any.whl'), wheel)
    const ends = await Promise.all([endOf(needing(pinned)), endOf(needing(`# the same\n${pinned}\n`))])
    for (const end of ends) expect(end).toEqual({ code: 'none', message: expect.stringContaining('"0":2') })
    expect(logged.filter((message) => message.endsWith('are being installed'))).toHaveLength(1)
    expect(await endOf(needing(pinned))).toMatchObject({ code: 'none' })
    expect(logged.filter((message) => message.endsWith('are being installed'))).toHaveLength(1)
  })

  it('that are not what was pinned make it broken; those that are nowhere, impossible here', async () => {
    const none = `--hash=sha256:${'0'.repeat(64)}`
    expect(
      await Promise.all([`tiny==1.0 ${none}`, `nowhere==1.0 ${none}`].map((lines) => beginningOf(needing(lines)))),
    ).toEqual([
      { code: 'model.broken', message: expect.stringMatching(/DO NOT MATCH THE HASHES/i) },
      { code: 'model.unsupported', message: expect.stringMatching(/nowhere==1\.0/) },
    ])
    expect(await readdir(join(folder, 'python/packages'))).toHaveLength(1)
  })
})
