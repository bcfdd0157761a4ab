import { Fault, isBad, MICROS_PER_MS } from '@millrace/core'
import { compileFlow, type FlowDocument, type FlowProgram, FlowRun, type FlowSamples, type Told } from '@millrace/flows'
import './faults.ts'
import { BEGIN_MS, type FlowFigures, LIMIT, valueAt } from './plan.ts'

const node = (id: string, type: string, settings: Record<string, unknown> = {}): FlowDocument['nodes'][number] => ({
  id,
  type,
  settings,
})
const wire = (from: string, to: string): FlowDocument['wires'][number] => {
  const end = (text: string) => ({ node: text.split('.')[0] as string, port: text.split('.')[1] as string })
  return { from: end(from), to: end(to) }
}

const document: FlowDocument = {
  format: 'millrace-flow/1',
  title: { en: 'Ten nodes' },
  lateness: 0,
  nodes: [
    node('pressure', 'in.point', { type: 'number' }),
    node('flow', 'in.point', { type: 'number' }),
    node('sound', 'filter.range', { low: 0, high: 16 }),
    node('smooth', 'filter.lowpass', { constant: 5 }),
    node('usable', 'filter.range', { low: 1, high: 1_000 }),
    node('join', 'combine.join', { tolerance: 0.5 }),
    node('ratio', 'math.expression', { formula: 'a / b * 100' }),
    node('mean', 'time.window', { figure: 'mean', length: 10 }),
    node('high', 'math.compare', { is: 'above', limit: LIMIT }),
    node('lasting', 'time.on-delay', { delay: 2 }),
    node('point', 'out.point', { name: 'ratio' }),
    node('alarm', 'out.alarm', { name: 'high' }),
  ],
  wires: [
    wire('pressure.out', 'sound.in'),
    wire('sound.out', 'smooth.in'),
    wire('flow.out', 'usable.in'),
    wire('smooth.out', 'join.a'),
    wire('usable.out', 'join.b'),
    wire('join.a_out', 'ratio.a'),
    wire('join.b_out', 'ratio.b'),
    wire('ratio.out', 'mean.in'),
    wire('mean.out', 'point.in'),
    wire('ratio.out', 'high.in'),
    wire('high.out', 'lasting.in'),
    wire('lasting.out', 'alarm.in'),
  ],
}

class Figures implements Told, FlowFigures {
  windows = 0
  sum = 0
  alarms = 0
  standing = 0
  bad = 0

  samples: Told['samples'] = ({ kind }, { length, value, status }) => {
    for (let i = 0; i < length; i++) {
      const isUsable = !isBad(status[i]!)
      if (kind === 'out.alarm') {
        this.alarms++
        if (!isUsable) this.bad++
        else if (value[i] === 1) this.standing++
      } else {
        this.windows++
        if (isUsable) this.sum += value[i]!
      }
    }
  }

  action: Told['action'] = () => {
    throw new Fault('flows_bench.results_differ', { ours: 'an action', theirs: 'none' })
  }
}

const GROUP = 2_000

/** As many instants, in groups as they come from a journal; making the values is part of the time on both sides. */
function work(run: FlowRun, from: number, until: number, told: Told): void {
  const time = new Float64Array(GROUP)
  const status = new Uint32Array(GROUP)
  const values = [new Float64Array(GROUP), new Float64Array(GROUP)]
  for (let at = from; at < until; at += GROUP) {
    const length = Math.min(GROUP, until - at)
    for (let i = 0; i < length; i++) {
      time[i] = (BEGIN_MS + (at + i) * 1_000) * MICROS_PER_MS
      for (let input = 0; input < 2; input++) values[input]![i] = valueAt(at + i, input)
    }
    for (let input = 0; input < 2; input++) {
      const samples: FlowSamples = { length, time, value: values[input]!, status }
      run.feed(input, samples)
    }
    run.advance(run.ready, told)
  }
}

export const openOwn = (): Promise<FlowProgram> => compileFlow(document)

/** What comes out of the first instants. */
export function figuresOf(program: FlowProgram, instants: number): FlowFigures {
  const figures = new Figures()
  work(new FlowRun(program), 0, instants, figures)
  const { windows, sum, alarms, standing, bad } = figures
  return { windows, sum, alarms, standing, bad }
}

/** Values a second of one core: of its CPU time, garbage collection included. */
export function rateOf(program: FlowProgram, instants: number): number {
  const run = new FlowRun(program)
  const figures = new Figures()
  const warm = Math.min(instants, 200_000)
  work(run, 0, warm, figures)
  const before = process.cpuUsage()
  work(run, warm, warm + instants, figures)
  const { user, system } = process.cpuUsage(before)
  return (instants * 2 * 1e6) / (user + system)
}
