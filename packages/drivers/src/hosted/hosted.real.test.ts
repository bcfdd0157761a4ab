import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isGood, type Log, Status, silentLog, systemClock, valueAt } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Attempts } from '../kit/attempts.ts'
import { Buses } from '../kit/bus.ts'
import { type ContractSubject, driverContract } from '../kit/contract.ts'
import type { DriverFactory } from '../kit/driver.ts'
import { superviseDevice } from '../kit/supervisor.ts'
import { DriverPackages } from './packages.ts'

const template = fileURLToPath(new URL('../../template', import.meta.url))

let folder: string
let kept: string
let packages: DriverPackages
const said: string[] = []
const log: Log = { ...silentLog, warn: (_, facts) => said.push(String(facts?.['line'])) }
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'))
  kept = join(folder, 'kept')
  said.length = 0
  packages = new DriverPackages({ clock: systemClock, log })
})
afterEach(async () => {
  await packages.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A package whose driver answers each poll with what `poll` says in JavaScript. */
function makePackage(poll: string, millrace: object = {}): string {
  const place = join(folder, 'odd')
  mkdirSync(place)
  const driver = { kind: 'odd', api: 1, entry: './driver.js', ...millrace }
  writeFileSync(
    join(place, 'package.json'),
    JSON.stringify({ name: 'odd', version: '1.0.0', license: 'MIT', type: 'module', millrace: { driver } }),
  )
  writeFileSync(
    join(place, 'driver.js'),
    `import { noCounts, TagRows } from '@millrace/drivers/kit'
import { readFileSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
class Odd {
  counters = noCounts()
  constructor(folder) { this.folder = folder }
  async connect() {}
  async setTags(tags) {
    this.rows = new TagRows(tags)
    return { groups: [{ periodMs: 20, tags: tags.map(({ id }) => id) }], verdicts: tags.map(({ id }) => ({ tag: id, status: 0 })) }
  }
  async poll() {
    const columns = this.rows.columns()
    const text = await (async () => { ${poll} })().catch((failure) => 'refused: ' + (failure.code ?? failure.message))
    columns.time.fill(Date.now() * 1000)
    this.rows.value(0, String(text), columns)
    return this.rows.batch(columns)
  }
  async write() { return [] }
  healthy() { return true }
  async close() {}
}
export default {
  kind: 'odd', configSchema: { type: 'object' },
  capabilities: { push: false, browse: false, write: false, deviceTime: false },
  busOf: () => 'odd', checkAddress: () => {}, create: (_config, _sink, { folder }) => new Odd(folder),
}
`,
  )
  return place
}

/** The texts that a supervised device of the package reads, and the states of its link. */
function run(factory: DriverFactory) {
  const texts: unknown[] = []
  const states: string[] = []
  const statuses: number[] = []
  const supervisor = superviseDevice({
    name: 'odd',
    factory,
    config: {},
    tags: [{ id: 1, address: 'a', type: 'string', access: 'r', periodMs: 20 }],
    sink: {
      samples(batch) {
        for (let i = 0; i < batch.length; i++) {
          statuses.push(batch.status[i]!)
          if (isGood(batch.status[i]!)) texts.push(valueAt(batch, i))
        }
      },
      state: ({ state }) => void states.push(state),
    },
    attempts: new Attempts(systemClock),
    buses: new Buses(systemClock),
    environment: { clock: systemClock, log: silentLog, folder: join(kept, '7') },
    random: () => 0.1,
  })
  supervisor.start()
  return { supervisor, texts, states, statuses }
}

test('the template keeps the contract from within its process', async () => {
  const { default: trial } = (await import(join(template, 'trial.js'))) as { default: ContractSubject<unknown> }
  const factory = await packages.load(template, kept)
  for (const { says, run: holds } of driverContract({ ...trial, cycles: 50, ownClock: true, factory, folder: kept })) {
    await expect(holds(), says).resolves.toBeUndefined()
  }
})

describe('a package sees its own folder and the network', () => {
  test.each([
    ['reads no file of the machine', "return readFileSync('/etc/hostname', 'utf8')", 'refused: ERR_ACCESS_DENIED'],
    ['starts no process', "return execFileSync('/bin/true')", 'refused: ERR_ACCESS_DENIED'],
    ['writes nowhere else', "return writeFileSync('/tmp/odd', '')", 'refused: ERR_ACCESS_DENIED'],
    ['has no environment', 'return Object.keys(process.env).length', '0'],
    [
      'keeps what it needs in its own folder',
      "writeFileSync(this.folder, 'kept'); return readFileSync(this.folder, 'utf8')",
      'kept',
    ],
  ])('%s', async (_, poll, text) => {
    const { supervisor, texts } = run(await packages.load(makePackage(poll), kept))
    await expect.poll(() => texts[0]).toBe(text)
    await supervisor.close()
  })
})

describe('a package that fails', () => {
  test.each([
    ['ends itself', 'process.exit(3)'],
    [
      'throws where nobody catches',
      "setImmediate(() => { throw new TypeError('a slip') }); return new Promise(() => {})",
    ],
    ['is killed', "process.kill(process.pid, 'SIGKILL'); return new Promise(() => {})"],
  ])('%s: its values turn uncertain, and it is started again', async (_, end) => {
    const poll = `globalThis.count = (globalThis.count ?? 0) + 1; if (globalThis.count < 4) return globalThis.count; ${end}`
    const { supervisor, texts, states, statuses } = run(await packages.load(makePackage(poll), kept))
    await expect.poll(() => texts.filter((text) => text === '1').length, { timeout: 15_000 }).toBeGreaterThanOrEqual(2)
    expect(states).toContain('backoff')
    expect(statuses).toContain(Status.UncertainNoCommunicationLastUsableValue)
    await supervisor.close()
  })

  test('is ended when it hangs, and started again', { timeout: 60_000 }, async () => {
    const poll =
      'globalThis.count = (globalThis.count ?? 0) + 1; if (globalThis.count === 3) for (;;); return globalThis.count'
    const { supervisor, texts } = run(await packages.load(makePackage(poll), kept))
    await expect.poll(() => texts.filter((text) => text === '1').length, { timeout: 40_000 }).toBeGreaterThanOrEqual(2)
    await supervisor.close()
  })

  test('that eats memory is ended, and this process is not', { timeout: 60_000 }, async () => {
    const poll = "const all = []; for (;;) all.push('x'.repeat(1000) + Math.random())"
    const { supervisor, states } = run(await packages.load(makePackage(poll), kept))
    await expect.poll(() => states.includes('backoff'), { timeout: 50_000 }).toBe(true)
    await supervisor.close()
  })

  test('what it prints stands in the log', async () => {
    const { supervisor } = run(await packages.load(makePackage("console.log('hello'); return 1"), kept))
    await expect.poll(() => said).toContain('hello')
    await supervisor.close()
  })
})

describe('a folder that is no driver package is refused with what was expected', () => {
  test.each([
    ['no package.json', undefined, 'driver_package.unreadable'],
    ['no JSON', '{', 'driver_package.manifest_malformed'],
    [
      'no manifest',
      '{"name":"x","version":"1.0.0","license":"MIT","type":"module"}',
      'driver_package.manifest_malformed',
    ],
  ])('%s', async (_, text, code) => {
    if (text !== undefined) writeFileSync(join(folder, 'package.json'), text)
    await expect(packages.load(folder, kept)).rejects.toMatchObject({ code })
  })

  test.each([
    ['another api', { api: 2 }, '"api": 1'],
    ['a way out of its folder', { entry: '../driver.js' }, 'a path within the package'],
    ['a kind with capitals', { kind: 'Odd' }, 'small letters'],
  ])('%s', async (_, change, expected) => {
    await expect(packages.load(makePackage('return 1', change), kept)).rejects.toThrow(expected)
  })

  test('an entry that does not load says why', async () => {
    const place = makePackage('return 1')
    writeFileSync(join(place, 'driver.js'), "import 'not-there'")
    await expect(packages.load(place, kept)).rejects.toMatchObject({ code: 'driver_package.not_loaded' })
  })

  test('an entry without a driver says so', async () => {
    const place = makePackage('return 1')
    writeFileSync(join(place, 'driver.js'), 'export default 7')
    await expect(packages.load(place, kept)).rejects.toThrow('DriverFactory')
  })
})
