import { BatchBuilder, type Value, valueAt } from '@millrace/core'
import { addFlowSamples, compileFlow, FlowColumns, type FlowDocument, FlowRun } from '@millrace/flows'

export interface ToldSample {
  readonly point: string
  readonly time: number
  readonly value: Value
  readonly status: number
}

/** A flow that remembers in three ways: a filter, windows, and a script. Takes `c`, gives Low, Mean and Sum. */
export const summing: FlowDocument = {
  format: 'millrace-flow/1',
  title: { en: 'Summing', zh: '求和' },
  lateness: 0,
  nodes: [
    { id: 'c', type: 'in.point', settings: { point: { point: 'Count' }, type: 'number' } },
    { id: 'low', type: 'filter.lowpass', settings: { constant: 0.5 } },
    { id: 'mean', type: 'time.window', settings: { figure: 'mean', length: 0.2 } },
    {
      id: 'sum',
      type: 'code.script',
      settings: {
        inputs: [{ name: 'a', type: 'number' }],
        outputs: [{ name: 'out', type: 'number' }],
        code: 'export const run = ({ a }, _, state) => ({ out: (state.sum = (state.sum ?? 0) + a) })',
      },
    },
    { id: 'o-low', type: 'out.point', settings: { name: 'Low' } },
    { id: 'o-mean', type: 'out.point', settings: { name: 'Mean' } },
    { id: 'o-sum', type: 'out.point', settings: { name: 'Sum' } },
  ],
  wires: [
    { from: { node: 'c', port: 'out' }, to: { node: 'low', port: 'in' } },
    { from: { node: 'c', port: 'out' }, to: { node: 'mean', port: 'in' } },
    { from: { node: 'c', port: 'out' }, to: { node: 'sum', port: 'a' } },
    { from: { node: 'low', port: 'out' }, to: { node: 'o-low', port: 'in' } },
    { from: { node: 'mean', port: 'out' }, to: { node: 'o-mean', port: 'in' } },
    { from: { node: 'sum', port: 'out' }, to: { node: 'o-sum', port: 'in' } },
  ],
}

/** What a run that nothing interrupts gives of these samples of `Count`, in the order in which they came. */
export async function uninterrupted(samples: readonly ToldSample[]): Promise<ToldSample[]> {
  const run = new FlowRun(await compileFlow(summing))
  const builder = new BatchBuilder()
  for (const { time, value, status } of samples) builder.add(0, time, value, status)
  const batch = builder.take()
  const names: string[] = []
  for (let row = 0; row < batch.length; row++) {
    const columns = new FlowColumns('number')
    columns.add(batch, row)
    run.feed(0, columns.samples())
    run.advance(run.ready, {
      samples: ({ settings }, given) => {
        const name = String(settings['name'])
        if (!names.includes(name)) names.push(name)
        addFlowSamples(builder, { series: names.indexOf(name), type: 'number' }, given)
      },
      action: () => undefined,
    })
  }
  const given = builder.take()
  return Array.from({ length: given.length }, (_, i) => ({
    point: names[given.series[i]!]!,
    time: given.time[i]!,
    value: valueAt(given, i),
    status: given.status[i]!,
  }))
}

export const inOrder = (samples: readonly ToldSample[]): ToldSample[] =>
  samples
    .map(({ point, time, value, status }) => ({ point, time, value, status }))
    .sort((a, b) => (a.point < b.point ? -1 : a.point > b.point ? 1 : a.time - b.time))
