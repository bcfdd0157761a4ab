import type { FlowDocument } from '@millrace/flows'

/** Source time between two instants of a machine, and how far one may come before another that is older. */
export const STEP_MS = 250
export const LATENESS_S = 2

export type Value = number | boolean | string | null
export const keys = ['a', 'b', 'meter', 'run', 'mode'] as const
export type Key = (typeof keys)[number]
export const typeOf: Readonly<Record<Key, 'number' | 'boolean' | 'text'>> = {
  a: 'number',
  b: 'number',
  meter: 'number',
  run: 'boolean',
  mode: 'text',
}

const modes = ['manual', 'automatic', 'service'] as const

/** The same at every asking: a number of 32 bits out of three. */
function mixed(machine: number, instant: number, salt: number): number {
  let x = Math.imul(machine + 1, 0x9e3779b1) ^ Math.imul(instant + 1, 0x85ebca6b) ^ Math.imul(salt + 1, 0xc2b2ae35)
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d)
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39)
  return (x ^ (x >>> 15)) >>> 0
}

/** What a machine tells of one of its instants; each value is told by its time, and some have none. */
export function valuesOf(machine: number, instant: number): Readonly<Record<Key, Value>> {
  const noise = mixed(machine, instant, 0) / 2 ** 32
  return {
    a:
      instant > 0 && mixed(machine, instant, 1) % 97 === 0
        ? null
        : 50 + 40 * Math.sin(instant / 23 + machine) + 4 * noise,
    b: 10 + noise,
    meter: (instant * 3) % 10_000,
    run: mixed(machine, Math.floor(instant / 40), 2) % 3 !== 0,
    mode: modes[mixed(machine, Math.floor(instant / 60), 3) % modes.length]!,
  }
}

const SCRIPT = `export const initial = { seen: 0, print: 0 }

export function run(row, parameters, state) {
  state.seen += 1
  state.print = (state.print * 31 + Math.round(row.a * 1000)) % 1000003
  return { seen: state.seen, print: state.print }
}
`

const words = (en: string) => ({ en, zh: en })

/**
 * A flow that forgets nothing: each of its points follows from all that came before, so that one sample that is lost, doubled or in
 * another place shows in every value after it. `address`: where it sends to.
 */
export function unforgetting(address: string): FlowDocument {
  const nodes: [id: string, type: string, settings: Record<string, unknown>][] = [
    ...keys.map((key): [string, string, Record<string, unknown>] => [
      key,
      'in.point',
      { point: { point: key }, type: typeOf[key] },
    ]),
    ['high', 'math.compare', { is: 'above', limit: 80 }],
    ['count', 'logic.counter', {}],
    ['total', 'math.total', {}],
    ['energy', 'math.integral', { per: 's' }],
    ['mean', 'time.window', { figure: 'mean', length: 5 }],
    ['p95', 'time.window', { figure: 'percentile', length: 20, mode: 'sliding' }],
    ['join', 'combine.join', { tolerance: 0.1 }],
    ['product', 'math.expression', { formula: 'x * y' }],
    [
      'machine',
      'logic.state-machine',
      {
        initial: 'idle',
        transitions: [
          { from: 'idle', to: 'running', when: 'runs' },
          { from: 'running', to: 'high', when: 'high' },
          { from: 'high', to: 'cooling', after: 3 },
          { from: 'cooling', to: 'idle', after: 7 },
        ],
      },
    ],
    [
      'script',
      'code.script',
      {
        inputs: [{ name: 'a', type: 'number' }],
        outputs: ['seen', 'print'].map((name) => ({ name, type: 'number' })),
        code: SCRIPT,
      },
    ],
    ['delay', 'time.on-delay', { delay: 2 }],
    ['hours', 'time.hours-run', { period: 10 }],
    ['smooth', 'filter.lowpass', { constant: 10 }],
    ['text', 'text.format', { template: '{count:0} times in {mode}' }],
    ...outputs.map(({ node }): [string, string, Record<string, unknown>] => [
      `out-${node}`,
      'out.point',
      { name: `out-${node}` },
    ]),
    ['send', 'out.http', { address, interval: 20 }],
    ['tell', 'out.notice', { subject: 'High in {value}', message: 'Again', pause: 30 }],
    ['log', 'out.log', { message: 'mean', interval: 30 }],
  ]
  const wires = [
    'a.out high.in',
    'high.out count.in',
    'meter.out total.in',
    'a.out energy.in',
    'a.out mean.in',
    'a.out p95.in',
    'a.out join.a',
    'b.out join.b',
    'join.a_out product.x',
    'join.b_out product.y',
    'run.out machine.runs',
    'high.out machine.high',
    'a.out script.a',
    'high.out delay.in',
    'run.out hours.in',
    'a.out smooth.in',
    'count.out text.count',
    'mode.out text.mode',
    ...outputs.map(({ node, from }) => `${from} out-${node}.in`),
    'text.out send.in',
    'delay.out tell.when',
    'mode.out tell.value',
    'mean.out log.in',
  ]
  const end = (text: string) => ({ node: text.slice(0, text.indexOf('.')), port: text.slice(text.indexOf('.') + 1) })
  return {
    format: 'millrace-flow/1',
    title: words('Forgets nothing'),
    lateness: LATENESS_S,
    nodes: nodes.map(([id, type, settings]) => ({ id, type, settings })),
    wires: wires.map((wire) => {
      const space = wire.indexOf(' ')
      return { from: end(wire.slice(0, space)), to: end(wire.slice(space + 1)) }
    }),
  }
}

const given = [
  'count.out',
  'total.out',
  'energy.out',
  'mean.out',
  'p95.out',
  'product.out',
  'machine.state',
  'script.seen',
  'script.print',
  'delay.out',
  'hours.out',
  'smooth.out',
]
/** Nodes that give points, each after what it gives. */
export const outputs = given.map((from) => ({ from, node: from.replace('.', '-') }))
export const points: readonly string[] = outputs.map(({ node }) => `out-${node}`)
