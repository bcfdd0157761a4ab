import assert from 'node:assert/strict'
import { Fault } from '@millrace/core'
import { limitsUnlessTold, type ModelPackage, type Rows, type RunningModel, type Runtime } from '../face.ts'
import type { Limits } from '../manifest/manifest.ts'

/** What the contract is tried with, each written for the runtime it is of. Those that a runtime cannot express are left out. */
export interface ContractSubject {
  readonly runtime: Runtime
  /** `sum` = a + b × gain, of numbers; the parameter gain is 1 unless told. */
  sum(): ModelPackage | Promise<ModelPackage>
  /** Stateful: `total` of all a so far. */
  total?(): ModelPackage | Promise<ModelPackage>
  /** Gives `root` of a, and no result where a is negative. */
  root?(): ModelPackage | Promise<ModelPackage>
  /** Throws `no such luck` of its own where a is negative, gives `same` = a otherwise. */
  failing?(): ModelPackage | Promise<ModelPackage>
  /** Never ends. */
  endless?(): ModelPackage | Promise<ModelPackage>
  /** Takes memory until it is stopped, by name of the way. */
  readonly greedy?: Readonly<Record<string, () => ModelPackage | Promise<ModelPackage>>>
  /** Gives something else than its manifest says, by name of the way. */
  readonly lying?: Readonly<Record<string, () => ModelPackage | Promise<ModelPackage>>>
  /** Ends its thread or process from within. */
  dying?(): ModelPackage | Promise<ModelPackage>
  /** Its file is no such file. */
  broken(): ModelPackage | Promise<ModelPackage>
}

export interface Sentence {
  readonly says: string
  run(): Promise<void>
}

const SOON: Limits = { ...limitsUnlessTold, timeMs: 2_000 }
/** Starting a process on a busy machine may take longer than any model should. */
const ROOMY: Limits = { ...limitsUnlessTold, timeMs: 20_000 }

/** Rows a second apart; `first` is how many have been before, since time only goes on. */
export const rowsOf = (values: Readonly<Record<string, readonly number[]>>, first = 0): Rows => {
  const length = Object.values(values)[0]?.length ?? 0
  return {
    length,
    time: Float64Array.from({ length }, (_, i) => 1.7e15 + (first + i) * 1e6),
    values: Object.fromEntries(Object.entries(values).map(([name, of]) => [name, Float64Array.from(of)])),
  }
}

/** What every runtime must do, as sentences for a test runner. */
export function runtimeContract(subject: ContractSubject): readonly Sentence[] {
  const { runtime } = subject
  const running = async (model: ModelPackage | Promise<ModelPackage>, limits = ROOMY) => {
    const one = await runtime.start(await model, limits)
    return Object.assign(one, { [Symbol.asyncDispose]: () => one.close() }) as RunningModel & AsyncDisposable
  }
  const refused = async (work: Promise<unknown>, code: string): Promise<Fault> => {
    const reason = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    assert.ok(reason instanceof Fault, `expected ${code}, saw ${String(reason)}`)
    assert.equal(reason.code, code, reason.message)
    return reason
  }
  const sentences: (Sentence | undefined)[] = [
    {
      says: 'gives a result for every row, in order, with the parameters of the call',
      async run() {
        await using model = await running(subject.sum())
        const a = Array.from({ length: 2_500 }, (_, i) => i / 4)
        const b = a.map((of) => 10 - of)
        const plain = await model.run(rowsOf({ a, b }), { gain: 1 })
        assert.equal(plain.length, a.length)
        assert.deepEqual(
          [...(plain.values['sum'] as Float64Array)],
          a.map(() => 10),
        )
        const turned = await model.run(rowsOf({ a, b }), { gain: -1 })
        assert.deepEqual(
          [...(turned.values['sum'] as Float64Array)],
          a.map((of) => 2 * of - 10),
        )
        assert.deepEqual((await model.run(rowsOf({ a: [], b: [] }), { gain: 1 })).length, 0)
      },
    },
    {
      says: 'answers calls one after the other, also those that come at once',
      async run() {
        await using model = await running(subject.sum())
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, i) => model.run(rowsOf({ a: [i], b: [1] }), { gain: 1 })),
        )
        assert.deepEqual(
          answers.map(({ values }) => values['sum']?.[0]),
          answers.map((_, i) => i + 1),
        )
      },
    },
    {
      says: 'a package whose file is none of its kind is refused, with what is wrong',
      run: async () => {
        const fault = await refused(
          running(subject.broken()).then((model) => model.close()),
          'model.broken',
        )
        assert.notEqual(fault.facts['seen'], '')
      },
    },
    {
      says: 'closing ends what is on its way, and twice is once',
      async run() {
        const model = await running(subject.sum())
        await model.close()
        await model.close()
        assert.equal(model.alive, false)
        await refused(model.run(rowsOf({ a: [1], b: [1] }), { gain: 1 }), 'model.died')
      },
    },
    subject.root && {
      says: 'a row without a result is none, and its neighbours are what they are',
      async run() {
        await using model = await running(subject.root!())
        const { values } = await model.run(rowsOf({ a: [4, -1, 9] }), {})
        assert.deepEqual([...(values['root'] as Float64Array)], [2, Number.NaN, 3])
      },
    },
    subject.total && {
      says: 'a stateful model remembers, and another takes up what it saved',
      async run() {
        await using one = await running(subject.total!())
        assert.deepEqual([...((await one.run(rowsOf({ a: [1, 2] }), {})).values['total'] as Float64Array)], [1, 3])
        const state = await one.save()
        await one.run(rowsOf({ a: [100] }, 2), {})
        await using other = await running(subject.total!())
        await other.restore(state)
        assert.deepEqual(
          [...((await other.run(rowsOf({ a: [3, 4] }, 2), {})).values['total'] as Float64Array)],
          [6, 10],
        )
        await refused(other.restore(new Uint8Array([1, 2, 3])), 'model.state_foreign')
        assert.deepEqual([...((await other.run(rowsOf({ a: [1] }, 4), {})).values['total'] as Float64Array)], [11])
      },
    },
    subject.failing && {
      says: 'what its own code throws is told in its words, and it goes on',
      async run() {
        await using model = await running(subject.failing!())
        const fault = await refused(model.run(rowsOf({ a: [-1] }), {}), 'model.failed')
        assert.match(fault.message, /no such luck/)
        assert.equal(model.alive, true)
        assert.deepEqual([...((await model.run(rowsOf({ a: [7] }), {})).values['same'] as Float64Array)], [7])
      },
    },
    subject.endless && {
      says: 'one that never ends is stopped and named, and its neighbour answers meanwhile',
      async run() {
        await using neighbour = await running(subject.sum())
        await using model = await running(subject.endless!(), SOON)
        // What is done once, with the first call, says nothing of neighbours.
        await neighbour.run(rowsOf({ a: [1], b: [1] }), { gain: 1 })
        let stopped = false
        const stop = refused(model.run(rowsOf({ a: [1] }), {}), 'model.slow').then((fault) => {
          stopped = true
          return fault
        })
        const { values } = await neighbour.run(rowsOf({ a: [1], b: [1] }), { gain: 1 })
        assert.equal(values['sum']?.[0], 2)
        assert.equal(stopped, false)
        assert.match((await stop).message, /contract\/endless/)
        assert.equal(model.alive, false)
      },
    },
    subject.dying && {
      says: 'one that ends its thread or process is named, and its neighbour answers',
      async run() {
        await using neighbour = await running(subject.sum())
        await using model = await running(subject.dying!())
        await refused(model.run(rowsOf({ a: [1] }), {}), 'model.died')
        assert.equal(model.alive, false)
        assert.equal((await neighbour.run(rowsOf({ a: [1], b: [1] }), { gain: 1 })).values['sum']?.[0], 2)
      },
    },
    ...Object.entries(subject.greedy ?? {}).map(([way, greedy]) => ({
      says: `one that takes memory without end is stopped and named: ${way}`,
      async run() {
        await using neighbour = await running(subject.sum())
        await using model = await running(greedy())
        await refused(model.run(rowsOf({ a: [1] }), {}), 'model.greedy')
        assert.equal(model.alive, false)
        assert.equal((await neighbour.run(rowsOf({ a: [1], b: [1] }), { gain: 1 })).values['sum']?.[0], 2)
      },
    })),
    ...Object.entries(subject.lying ?? {}).map(([way, lying]) => ({
      says: `one that gives something else than it said is named: ${way}`,
      async run() {
        await using model = await running(lying())
        await refused(model.run(rowsOf({ a: [1, 2] }), {}), 'model.lied')
      },
    })),
  ]
  return sentences.filter((one) => one !== undefined)
}
