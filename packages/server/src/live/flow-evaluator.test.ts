import { BatchBuilder, Status } from '@millrace/core'
import { expect, it } from 'vitest'
import { FlowEvaluator } from './flow-evaluator.ts'
import { flowNewsOf } from './flow-news.ts'

const document = JSON.stringify({
  format: 'millrace-flow/1',
  title: { en: 'Sum' },
  lateness: 1,
  nodes: [
    { id: 'x', type: 'in.point', settings: { point: { point: 'x' }, type: 'number' } },
    { id: 'sum', type: 'time.window', settings: { figure: 'sum', length: 5 } },
    { id: 'y', type: 'out.point', settings: { name: 'y' } },
  ],
  wires: [
    { from: { node: 'x', port: 'out' }, to: { node: 'sum', port: 'in' } },
    { from: { node: 'sum', port: 'out' }, to: { node: 'y', port: 'in' } },
  ],
})
const definition = {
  number: 1,
  deployment: 'one',
  document,
  parameters: {},
  since: 1,
  inputs: [{ node: 'x', series: 1, type: 'number' as const }],
  outputs: [{ node: 'y', series: 2, type: 'number' as const }],
}

it('goes on by itself where nothing comes, but after a start waits for those who have to find back, and loses nothing of what they kept', async () => {
  let ms = 0
  const life = async (state?: Uint8Array) => {
    const evaluator = new FlowEvaluator({
      suspended: () => undefined,
      grace: 0,
      now: 0,
      monotonic: () => ms,
      works: () => undefined,
    })
    await evaluator.put([definition], 0)
    if (state) evaluator.load(state)
    const given: [number, number][] = []
    const told = (): [number, number][] => {
      const doubles = evaluator.take()
      for (const { samples } of doubles ? flowNewsOf(doubles) : [])
        for (let i = 0; i < samples.length; i++) given.push([samples.time[i]! / 1e6, samples.double[i]!])
      return given
    }
    return {
      feed(...seconds: number[]) {
        const batch = new BatchBuilder()
        for (const second of seconds) batch.addDouble(1, second * 1e6, 1, Status.Good)
        evaluator.feed(batch.take())
      },
      waits(seconds: number) {
        for (let i = 0; i < seconds * 10; i++) {
          ms += 100
          evaluator.tick(0)
        }
      },
      told,
      save: () => evaluator.save(),
    }
  }
  const first = await life()
  first.feed(100, 101, 102, 103)
  first.waits(0.1)
  const state = first.save()
  const second = await life(state)
  // The journal had one more than the checkpoint.
  second.feed(104)
  second.waits(40)
  expect(second.told()).toEqual([])
  second.feed(105, 106, 107)
  expect(second.told()).toEqual([[105, 5]])
  second.waits(40)
  expect(second.told().slice(0, 2)).toEqual([
    [105, 5],
    [110, 3],
  ])
})
