import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf, runtimeContract } from '../contract/contract.ts'
import { limitsUnlessTold, type Rows } from '../face.ts'
import { fmuRuntime } from './index.ts'
import { modes, subjectFmu, subjectPackage } from './subject/subject.ts'

/** Of x86_64 and glibc, as subject.so is. */
const here = process.platform === 'linux' && process.arch === 'x64'
const roomy = { ...limitsUnlessTold, timeMs: 20_000 }
const soon = { ...limitsUnlessTold, timeMs: 500 }
let folder: string
let before: string | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-fmu-test-'))
  before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
})
afterAll(async () => {
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  const left = await readdir(folder)
  await rm(folder, { recursive: true })
  expect(left, 'folders that were left').toEqual([])
})

const running = async (...[model, limits = roomy]: [Parameters<typeof fmuRuntime.start>[0], typeof roomy?]) => {
  const one = await fmuRuntime.start(model, limits)
  return Object.assign(one, { [Symbol.asyncDispose]: () => one.close() })
}

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const thrown: unknown = await work.then(
    () => 'nothing',
    (reason: unknown) => reason,
  )
  return thrown instanceof Fault ? `${thrown.code}: ${thrown.facts['seen'] ?? ''}` : String(thrown)
}

/** Rows at seconds after a moment. */
const rowsAt = (seconds: readonly number[], values: Readonly<Record<string, readonly number[]>> = {}): Rows => ({
  length: seconds.length,
  time: Float64Array.from(seconds, (at) => 1.7e15 + at * 1e6),
  values: rowsOf(values).values,
})

describe.runIf(here)('the FMU runtime', () => {
  describe('contract', () => {
    const same = { inputs: ['a'], outputs: ['same'] }
    const sentences = runtimeContract({
      runtime: fmuRuntime,
      sum: () => subjectPackage('sum', { inputs: ['a', 'b'], parameters: ['gain'] }),
      total: () => subjectPackage('total', { stateful: true }),
      root: () => subjectPackage('root'),
      failing: () => subjectPackage('failing', { ...same, mode: modes.failing }),
      endless: () => subjectPackage('endless', { ...same, mode: modes.endless }),
      greedy: {
        'blocks of memory': () => subjectPackage('greedy', { ...same, mode: modes.greedy }),
        'processes of its own': () => subjectPackage('parting', { ...same, mode: modes.parting }),
      },
      dying: () => subjectPackage('dying', { ...same, mode: modes.crashing }),
      broken: () => subjectPackage('broken', { fmu: new TextEncoder().encode('no archive') }),
    })
    it.each(sentences)('$says', ({ run }) => run())
  })

  it.each([2, 3] as const)('speaks FMI %i: sums, decays and counts by the times of its rows', async (version) => {
    const fmu = subjectFmu({ version })
    const outputs = ['sum', 'x', 'steps', 'twice', 'shut']
    const inputs = ['a', 'b', 'count', 'open']
    await using model = await running(
      subjectPackage('x', { inputs, outputs, parameters: ['k', 'gain'], step: 0.1, stateful: true, fmu }),
    )
    const rows = rowsAt([0, 0.5, 0.5, 2, 2.01], {
      a: [1, 2, 3, 4, 5],
      b: [1, 1, 1, 1, 1],
      count: [7, 8, 9, 1e9, -1],
      open: [0, 1, 0, 1, 1],
    })
    const { values } = await model.run(rows, { k: 0.5, gain: 10 })
    expect([...values['sum']!]).toEqual([11, 12, 13, 14, 15])
    expect([...values['steps']!]).toEqual([0, 5, 5, 20, 21])
    expect([...values['twice']!]).toEqual([14, 16, 18, 2e9, -2])
    expect([...values['shut']!]).toEqual([1, 0, 1, 0, 0])
    for (const [i, at] of [0, 0.5, 0.5, 2, 2.01].entries()) {
      expect(values['x']![i]).toBeCloseTo(Math.exp(-0.5 * at), 12)
    }
    // The next call goes on from there.
    const next = await model.run(rowsAt([3], { a: [0], b: [0], count: [0], open: [0] }), { k: 0.5, gain: 10 })
    expect(next.values['x']![0]).toBeCloseTo(Math.exp(-1.5), 12)
  })

  it('takes conditions, single precision and whole numbers as what they are, and rounds none in silence', async () => {
    const inputs = ['half', 'long', 'count', 'open']
    await using one = await running(subjectPackage('types', { inputs, outputs: ['halved', 'longer', 'shut'] }))
    const rows = (count: number): Rows =>
      rowsOf({ half: [3, 0.5], long: [41, 2 ** 40], count: [1, count], open: [1, 0] })
    const { values } = await one.run(rows(5), {})
    expect(values).toEqual({
      halved: Float64Array.of(1.5, 0.25),
      longer: Float64Array.of(42, 2 ** 40 + 1),
      shut: Float64Array.of(0, 1),
    })
    expect(await refusal(one.run(rows(1.5), {}))).toBe('model.failed: 1.5 is no Int32')
    expect(await refusal(one.run(rows(2 ** 31), {}))).toBe('model.failed: 2147483648 is no Int32')
    expect(await refusal(one.run(rowsOf({ half: [1] }), {}))).toMatch(/^model.failed: .*long/)
    expect((await one.run(rows(6), {})).length).toBe(2)
  })

  it('begins anew where time goes back, leaves too long a gap, or parameters change', async () => {
    const outputs = ['total', 'steps']
    await using model = await running(subjectPackage('total', { outputs, parameters: ['gain'], stateful: true }))
    const total = async (at: number, gain = 1): Promise<number[]> => {
      const { values } = await model.run(rowsAt([at], { a: [1] }), { gain })
      return [values['total']![0], values['steps']![0]] as number[]
    }
    expect(await total(0)).toEqual([1, 0])
    expect(await total(3)).toEqual([4, 3])
    expect(await total(2)).toEqual([1, 0])
    expect(await total(10_002)).toEqual([10_001, 10_000])
    expect(await total(20_003)).toEqual([1, 0])
    expect(await total(20_004)).toEqual([2, 1])
    expect(await total(20_005, 2)).toEqual([1, 0])
  })

  it('steps an FMU of one step size in whole steps, up to each row', async () => {
    const fmu = subjectFmu({
      flags: 'canGetAndSetFMUState="true" canSerializeFMUState="true" canBeInstantiatedOnlyOncePerProcess="true"',
    })
    const outputs = ['steps', 'x']
    await using model = await running(subjectPackage('x', { outputs, step: 0.2, stateful: true, fmu }))
    const { values } = await model.run(rowsAt([0, 0.1, 0.3, 0.4, 1, 0.5], { a: [0, 0, 0, 0, 0, 0] }), {})
    // The last row is earlier: the instance is reset.
    expect([...values['steps']!]).toEqual([0, 0, 1, 2, 5, 0])
    expect(values['x']![4]).toBeCloseTo(Math.exp(-1), 12)
    expect(values['x']![5]).toBe(1)
  })

  it('resets one that can be instantiated only once, also after it failed', async () => {
    const fmu = subjectFmu({ flags: 'canBeInstantiatedOnlyOncePerProcess="true"' })
    const outputs = ['same', 'steps']
    await using model = await running(subjectPackage('same', { outputs, mode: modes.failing, fmu }))
    expect([...(await model.run(rowsOf({ a: [1, 2] }), {})).values['steps']!]).toEqual([1, 2])
    expect(await refusal(model.run(rowsOf({ a: [-1] }), {}))).toMatch(/^model.failed: .*no such luck/)
    expect([...(await model.run(rowsOf({ a: [3] }), {})).values['steps']!]).toEqual([1])
  })

  it('takes up its state with its time, and none that is damaged or of another', async () => {
    const make = (step: number) =>
      subjectPackage('x', { outputs: ['x'], step, stateful: true, fmu: subjectFmu({ version: 2 }) })
    await using one = await running(make(0.5))
    expect(await one.save()).toEqual(new Uint8Array())
    await one.run(rowsAt([0, 1], { a: [0, 0] }), {})
    const state = await one.save()
    await using other = await running(make(0.5))
    await other.restore(state)
    expect((await other.run(rowsAt([2], { a: [0] }), {})).values['x']![0]).toBeCloseTo(Math.exp(-2), 12)
    const damaged = state.with(state.length - 1, 99)
    expect(await refusal(other.restore(damaged))).toBe('model.state_foreign: damaged bytes')
    await using foreign = await running(make(1))
    expect(await refusal(foreign.restore(state))).toBe('model.state_foreign: that of another model, or of other code')
    await foreign.restore(new Uint8Array())
    expect((await foreign.run(rowsAt([5], { a: [0] }), {})).values['x']![0]).toBe(1)
  })

  it('tells how an FMU died or why it failed, in its words', async () => {
    const seen = async (name: keyof typeof modes, version: 2 | 3 = 3): Promise<string> => {
      const options = { outputs: ['same'], mode: modes[name], fmu: subjectFmu({ version }) }
      await using model = await running(subjectPackage(name, options))
      return await refusal(model.run(rowsOf({ a: [-1] }), {}))
    }
    const told = [
      seen('crashing', 2),
      seen('aborting'),
      seen('leaving'),
      seen('grave'),
      seen('stubborn', 2),
      seen('hoarding'),
    ]
    expect(await Promise.all(told)).toEqual([
      'model.died: signal SIGSEGV',
      'model.died: signal SIGABRT',
      'model.died: exit code 3',
      'model.died: fmi3DoStep answered Fatal; logStatusError: nothing is left: a is -1',
      'model.failed: fmi2DoStep answered Discard; logStatusError: this step cannot be made: a is -1 (7 of 12.3%, 3000000000)',
      'model.failed: fmi3DoStep answered Error; logStatusError: no memory: a is -1',
    ])
  })

  it('keeps files, the network and a flood of processes from it, as far as it says so', async () => {
    const outputs = ['found', 'reached']
    await using model = await running(subjectPackage('found', { outputs, mode: modes.forking }), soon)
    const { closed } = model
    await using reader = await running(subjectPackage('found', { outputs }))
    const { values } = await reader.run(rowsOf({ a: [1] }), {})
    // Its own resource it finds always.
    expect(values['found']![0]).toBe(closed.files ? 1 : 7)
    if (closed.network) expect(values['reached']![0]).toBe(0)
    if (!closed.processes) return
    expect(await refusal(model.run(rowsOf({ a: [1] }), {}))).toMatch(/^model.(slow|greedy)/)
    expect((await reader.run(rowsOf({ a: [1] }), {})).length).toBe(1)
  })

  it('does not start what does not fit, and says why', async () => {
    const flags = 'canHandleVariableCommunicationStepSize="true"'
    const start = (...[options]: [Parameters<typeof subjectPackage>[1]]) =>
      refusal(fmuRuntime.start(subjectPackage('same', options), roomy))
    expect(await start({ fmu: subjectFmu({ token: '{another}' }) })).toBe(
      'model.broken: fmi3InstantiateCoSimulation gave no instance; logStatusError: another token was expected',
    )
    expect(await start({ fmu: subjectFmu({ token: '{another}', version: 2 }) })).toBe(
      'model.broken: fmi2Instantiate gave no instance; logStatusError: another guid was expected',
    )
    expect(await start({ stateful: true, fmu: subjectFmu({ flags }) })).toMatch(/^model.broken: stateful, and the FMU/)
    const structure = '<ContinuousStateDerivative valueReference="10"/>'
    expect(await start({ fmu: subjectFmu({ structure }) })).toMatch(/^model.broken: not said to be stateful/)
    expect(await start({ inputs: ['gain', 'none'] })).toBe(
      'model.broken: input gain: "gain" is of causality parameter; input none: no variable "none" in the FMU',
    )
    expect(await start({ step: 0 })).toBe('model.broken: a communication step of 0 s')
    const library = { 'binaries/x86_64-linux/subject.so': new TextEncoder().encode('text') }
    expect(await start({ fmu: subjectFmu({ files: library }) })).toMatch(/^model.broken: .*shared library/)
  })
})
