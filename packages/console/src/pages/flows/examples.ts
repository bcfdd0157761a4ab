import type { FlowDocument, FlowNode, FlowWire } from './document.ts'

const wire = (from: string, to: string): FlowWire => {
  const [a = '', outPort = 'out'] = from.split('.')
  const [b = '', inPort = 'in'] = to.split('.')
  return { from: { node: a, port: outPort }, to: { node: b, port: inPort } }
}
const node = (id: string, type: string, x: number, y: number, settings: FlowNode['settings'] = {}): FlowNode => ({
  id,
  type,
  settings,
  at: { x, y },
})

export const exampleKeys = ['guard', 'specific', 'hours'] as const
export type ExampleKey = (typeof exampleKeys)[number]

type Drawn = Pick<FlowDocument, 'nodes' | 'wires'>

/** Flows to begin with: an alarm that does not chatter, a figure made of two measurements, and hours that a machine ran. */
export const examples: Readonly<Record<ExampleKey, Drawn>> = {
  guard: {
    nodes: [
      node('pressure', 'in.point', 0, 40, { point: { point: 'discharge_pressure' }, type: 'number', unit: 'bar' }),
      node('smooth', 'time.window', 260, 40, { figure: 'mean', length: 60 }),
      node('high', 'logic.hysteresis', 520, 40, { on: 8, off: 7.6 }),
      node('lasting', 'time.on-delay', 780, 40, { delay: 30 }),
      node('alarm', 'out.alarm', 1_040, 40, { name: 'Pressure high', priority: 'high' }),
    ],
    wires: [
      wire('pressure.out', 'smooth.in'),
      wire('smooth.out', 'high.in'),
      wire('high.out', 'lasting.in'),
      wire('lasting.out', 'alarm.in'),
    ],
  },
  specific: {
    nodes: [
      node('power', 'in.point', 0, 0, { point: { point: 'power' }, type: 'number', unit: 'kW' }),
      node('flow', 'in.point', 0, 120, { point: { point: 'flow' }, type: 'number', unit: 'm3/min' }),
      node('ratio', 'math.divide', 280, 50),
      node('steady', 'time.window', 540, 50, { figure: 'mean', length: 300 }),
      node('result', 'out.point', 800, 50, { name: 'specific_power' }),
    ],
    wires: [
      wire('power.out', 'ratio.a'),
      wire('flow.out', 'ratio.b'),
      wire('ratio.out', 'steady.in'),
      wire('steady.out', 'result.in'),
    ],
  },
  hours: {
    nodes: [
      node('power', 'in.point', 0, 40, { point: { point: 'power' }, type: 'number', unit: 'kW' }),
      node('running', 'math.compare', 260, 40, { is: 'above', limit: 5 }),
      node('hours', 'time.hours-run', 520, 40),
      node('result', 'out.point', 780, 40, { name: 'hours_run' }),
    ],
    wires: [wire('power.out', 'running.in'), wire('running.out', 'hours.in'), wire('hours.out', 'result.in')],
  },
}
