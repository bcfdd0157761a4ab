import { getPriority } from 'node:os'
import { afterEach, expect, it } from 'vitest'
import { rowsOf } from '../contract/contract.ts'
import { contractPackage } from '../contract/packages.ts'
import { limitsUnlessTold, type RunningModel } from '../face.ts'
import type { Limits } from '../manifest/manifest.ts'
import { startInThread } from './thread.ts'

const ROOMY: Limits = { ...limitsUnlessTold, timeMs: 60_000 }

const answered = new Int32Array(new SharedArrayBuffer(4))
let running: RunningModel | undefined
afterEach(() => running?.close())

const start = async (limits = ROOMY): Promise<RunningModel> => {
  const model = contractPackage('unruly', { kind: 'wasm', file: 'none' }, { none: 'none' }, { outputs: ['same'] })
  const kind = { module: new URL('./unruly-thread', import.meta.url), data: answered }
  running = await startInThread(kind, { ...model, file: 'none' }, limits)
  return running
}
/** The model of unruly-thread.ts answers where it is asked for nothing else. */
const run = (model: RunningModel, what = 'answer') => model.run(rowsOf({ a: [1, 2, 3] }), { [what]: 1 })

it('one that fills the heap of its thread is stopped', async () => {
  const model = await start()
  await expect(run(model, 'heap')).rejects.toMatchObject({ code: 'model.greedy' })
  expect(model.alive).toBe(false)
})

it('one that ends its thread has died, with the code of its end; what waits and what comes after is told so', async () => {
  const model = await start()
  const [first, waiting] = await Promise.allSettled([run(model, 'exit'), run(model)])
  expect(first).toMatchObject({ reason: { code: 'model.died', facts: { seen: 'its thread ended with code 3' } } })
  expect(waiting).toMatchObject({ reason: { code: 'model.died' } })
  await expect(model.save()).rejects.toMatchObject({ code: 'model.died' })
})

it('one that fails where nobody waits for it has died, in its words', async () => {
  const model = await start()
  await expect(run(model, 'throwLater')).rejects.toMatchObject({
    code: 'model.died',
    facts: { seen: 'no such luck' },
  })
})

it('an answer that came in time is taken by a process that looks late', async () => {
  const model = await start({ ...ROOMY, timeMs: 1_000 })
  answered[0] = 0
  // From here on it is for timers to come next, and then for messages.
  await new Promise((resolve) => setImmediate(resolve))
  const answer = run(model)
  // The question goes out, then this process is busy until the answer is there and its time is over: nothing is heard between.
  await new Promise<void>((resolve) => process.nextTick(resolve))
  const begun = performance.now()
  Atomics.wait(answered, 0, 0)
  while (performance.now() - begun < 1_100) Atomics.wait(answered, 0, 1, 100)
  expect((await answer).length).toBe(3)
})

it.runIf(process.platform === 'linux')(
  'a thread comes after the platform, and one whose call takes long after all others',
  async () => {
    const before = getPriority()
    const model = await start()
    expect((await run(model, 'behind')).values['same']).toEqual(Float64Array.of(Math.min(19, before + 2), 19))
    // This thread is none of them.
    expect(getPriority()).toBe(before)
  },
)

it('the environment of its thread is empty', async () => {
  expect((await run(await start(), 'environment')).values['same']).toEqual(['{}'])
})

it('of a column that is part of a larger one no more than the part goes to the thread', async () => {
  const model = await start()
  const a = new Float64Array(1_000).subarray(10, 13)
  const { values } = await model.run({ length: 3, time: new Float64Array(3), values: { a } }, {})
  expect(values['bytes']).toEqual(Float64Array.of(24))
})
