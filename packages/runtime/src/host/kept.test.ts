import { Fault, ManualClock, Status, silentLog } from '@millrace/core'
import { beforeEach, expect, it } from 'vitest'
import { rowsOf } from '../contract/contract.ts'
import { contractPackage } from '../contract/packages.ts'
import type { RunningModel, Runtime } from '../face.ts'
import type { ModelCall } from './face.ts'
import { KeptModel } from './kept.ts'
import { Places } from './places.ts'

const clock = new ManualClock()
let started = 0
let stops = true
/** Of models that are stopped for as long as `stops` says, and of which others remember how many calls there were. */
const runtime: Runtime = {
  kind: 'wasm',
  async start({ manifest }) {
    started++
    let [calls, alive] = [0, true]
    const running: RunningModel = {
      get alive() {
        return alive
      },
      async run({ length }) {
        if (manifest.id === 'contract/broken')
          throw new Fault('model.broken', { model: manifest.id, seen: 'all of it' })
        if (stops) {
          alive = false
          throw new Fault('model.slow', { model: manifest.id, most: 1 })
        }
        calls++
        return { length, values: { same: new Float64Array(length).fill(calls) } }
      },
      save: async () => Uint8Array.of(calls),
      async restore(state) {
        calls = state[0]!
      },
      close: async () => {
        alive = false
      },
    }
    return running
  },
}
const rooms = () => new Places({ threads: 2, processes: 2, memory: 1e12 })
const kept = (stateful = false, places = rooms()) =>
  new KeptModel(contractPackage('same', { kind: 'wasm', file: 'x' }, {}, { outputs: ['same'], stateful }), {
    ...{ runtime, clock, log: silentLog, places },
  })
const { length, time, values } = rowsOf({ a: [1, 2] })
const call: ModelCall = {
  rows: { length, time, inputs: { a: { values: values['a']!, status: new Uint32Array(2) } } },
  share: 'a',
}
beforeEach(() => {
  started = 0
  stops = true
})

it('a model that is stopped is started again with the next call; stopped each time, it rests for longer and longer', async () => {
  const model = kept()
  const ask = () => model.resting(call) ?? model.answer(call)
  expect((await ask()).results).toMatchObject({ fault: { code: 'model.slow' } })
  expect(await model.resting(call)).toBeUndefined()
  const pauses: number[] = []
  for (let i = 0; i < 12; i++) {
    const { results } = await ask()
    expect(results.fault?.facts).toEqual({ model: 'contract/same', most: 1 })
    expect([...results.outputs['same']!.status]).toEqual([Status.BadTimeout, Status.BadTimeout])
    let pause = 0
    for (; model.resting(call); pause++) void clock.advance(1_000)
    pauses.push(pause)
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
  expect(started).toBe(13)
  // One success ends that.
  stops = false
  expect((await ask()).results.fault).toBeUndefined()
  stops = true
  await ask()
  expect(model.resting(call)).toBeUndefined()
})

it('while it rests nothing is started, and who asks has the fault', async () => {
  const model = kept()
  await model.answer(call)
  await model.answer(call)
  for (let i = 0; i < 5; i++) expect((await model.resting(call))?.results.fault?.code).toBe('model.slow')
  expect(started).toBe(2)
  expect(model.isUp).toBe(false)
})

it('one without a state begins anew without being started again', async () => {
  stops = false
  const model = kept(true)
  const first = await model.answer(call)
  const second = await model.answer({ ...call, state: first.state! })
  const anew = await model.answer(call)
  expect([first, second, anew].map(({ results }) => results.outputs['same']!.values[0])).toEqual([1, 2, 1])
  expect([first, second, anew].map(({ state }) => state?.[0])).toEqual([1, 2, 1])
  expect(started).toBe(1)
})

it('a state that is larger than any is refused before anything is started', async () => {
  const model = kept(true)
  const state = new Uint8Array(16 * 1024 * 1024 + 1)
  await expect(model.answer({ ...call, state })).rejects.toMatchObject({ code: 'model.state_foreign' })
  expect(started).toBe(0)
  // It says nothing of the model.
  expect(model.resting(call)).toBeUndefined()
})

it('of more than may be up the longest unused is closed, and is started again when it is asked', async () => {
  stops = false
  const places = rooms()
  const models = [0, 1, 2].map(() => kept(false, places))
  for (const model of models) {
    await model.answer(call)
    void clock.advance(10)
  }
  expect(models.map(({ isUp }) => isUp)).toEqual([false, true, true])
  await models[0]!.answer(call)
  expect(models.map(({ isUp }) => isUp)).toEqual([true, false, true])
  expect(started).toBe(4)
})

it('what nobody asks for a while is closed, and what is asked is not', async () => {
  stops = false
  const places = rooms()
  const [one, other] = [kept(false, places), kept(false, places)]
  await one.during(() => one.answer(call))
  void clock.advance(60)
  await other.during(() => other.answer(call))
  void clock.advance(60)
  places.closeIdle(100)
  await new Promise((resolve) => setImmediate(resolve))
  expect([one, other].map(({ isUp }) => isUp)).toEqual([false, true])
  await other.during(async () => {
    void clock.advance(1_000)
    places.closeIdle(100)
  })
  expect(other.isUp).toBe(true)
})
