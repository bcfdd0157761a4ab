import type { ValueType } from '@millrace/compute'
import {
  areCommensurable,
  differenceUnit,
  Fault,
  isBad,
  MICROS_PER_S,
  productUnit,
  Status,
  unitConversion,
  worst,
} from '@millrace/core'
import '../faults.ts'
import type { Moment } from '../engine/moment.ts'
import type { NodeKind, Typing } from '../kind.ts'
import { choices, condition, inNumber, node, number, outCondition, outLike, setting, words } from './define.ts'

const inUnit = { unitOf: 'in' } as const

/** One sample in, one out. */
export const each =
  (change: (value: number) => number): ((moment: Moment) => void) =>
  (moment) => {
    if (moment.came[0] === 1) moment.give(change(moment.value[0]!), moment.status[0]!)
  }

const numberOf = (unit: string | undefined): ValueType =>
  unit === undefined || unit === '1' ? { type: 'number' } : { type: 'number', unit }

/** The unit of a difference of an input. Throws for those whose steps are not alike. */
function stepUnit({ input }: Typing): string {
  const unit = input('in')?.unit ?? '1'
  const step = differenceUnit(unit)?.unit
  if (step === undefined)
    throw new Fault('flow.wire_type', { port: 'in', expected: 'a unit whose steps are alike', seen: unit })
  return step
}

const comparisons = {
  above: ['above', '大于'],
  'at-least': ['at least', '不小于'],
  below: ['below', '小于'],
  'at-most': ['at most', '不大于'],
  equal: ['equal', '等于'],
  different: ['different', '不等于'],
} as const
const holds: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  above: (a, b) => a > b,
  'at-least': (a, b) => a >= b,
  below: (a, b) => a < b,
  'at-most': (a, b) => a <= b,
  equal: (a, b) => a === b,
  different: (a, b) => a !== b,
}

const spans = { s: ['second', '秒'], min: ['minute', '分钟'], h: ['hour', '小时'], d: ['day', '天'] } as const
const secondsOf = (unit: string): number => unitConversion(unit, 's').convert(1)
const per = (usual: string) => choices('per', 'Time is counted in', '时间单位', spans, usual)

/** How far a value goes on over time: of a rate by the trapezoid, of what holds by its last value. */
const integral = node({
  face: {
    type: 'math.integral',
    group: 'math',
    title: words('Integral over time', '时间积分'),
    help: words(
      'Sum of value times time since the beginning or the last reset: power to energy, flow to amount. Over a bad stretch nothing is added, and the result is uncertain until the reset.',
      '自开始或上次复位起的值×时间累积（功率→电量、流量→总量）。坏值时段不累计，结果在复位前为不确定。',
    ),
    inputs: [inNumber, condition('reset', 'Reset', '复位', { optional: true })],
    outputs: [number('out', 'Integral', '积分')],
    settings: [
      per('h'),
      choices(
        'rule',
        'Between samples',
        '采样间',
        { trapezoid: ['a straight line', '直线（梯形）'], hold: ['the last value', '保持前值'] },
        'trapezoid',
      ),
    ],
    examples: [{ title: words('kW to kWh', 'kW → kWh'), settings: { per: 'h' } }],
  },
  gives: (typing) => ({
    out: numberOf(
      productUnit([
        [stepUnit(typing), 1],
        [String(typing.settings['per']), 1],
      ]),
    ),
  }),
  make: ({ text }) => {
    const micros = secondsOf(text('per')) * MICROS_PER_S
    const trapezoid = text('rule') === 'trapezoid'
    // Cells: sum, last value, when it was, one there was, the status of the sum, reset held.
    return {
      cells: 6,
      at: (moment) => {
        const { cells, value, status, came } = moment
        if (came[1] === 1) {
          const rises = value[1] === 1 && cells[5] === 0
          cells[5] = value[1] === 1 ? 1 : 0
          if (rises) {
            cells[0] = 0
            cells[4] = Status.Good
            if (cells[3] === 1) cells[2] = moment.at
          }
        }
        if (came[0] === 0) return
        if (isBad(status[0]!)) {
          cells[3] = 0
          cells[4] = worst(cells[4]!, Status.UncertainSubNormal)
          return moment.giveBad(status[0]!)
        }
        if (cells[3] === 1) {
          const mean = trapezoid ? (cells[1]! + value[0]!) / 2 : cells[1]!
          cells[0] = cells[0]! + (mean * (moment.at - cells[2]!)) / micros
        }
        cells[1] = value[0]!
        cells[2] = moment.at
        cells[3] = 1
        moment.give(cells[0]!, worst(cells[4]!, status[0]!))
      },
    }
  },
})

/** A limit that is not told is none. */
const limitOf = (told: number, none: number): number => (Number.isNaN(told) ? none : told)

export const math: readonly NodeKind[] = [
  node({
    face: {
      type: 'math.scale',
      group: 'math',
      title: words('Scale', '线性变换'),
      help: words(
        'A straight line through two points: raw counts or mA to a value with a unit.',
        '过两点的直线变换：原始计数或 mA 转换为带单位的数值。',
      ),
      inputs: [inNumber],
      outputs: [number('out', 'Result', '结果')],
      settings: [
        setting('number', 'in_low', 'Input, low', '输入下限', { ...inUnit, default: 0 }),
        setting('number', 'in_high', 'Input, high', '输入上限', { ...inUnit, default: 1 }),
        setting('number', 'out_low', 'Output, low', '输出下限', { unitOf: 'out', default: 0 }),
        setting('number', 'out_high', 'Output, high', '输出上限', { unitOf: 'out', default: 100 }),
        setting('unit', 'unit', 'Unit of the output', '输出单位', { optional: true }),
      ],
      examples: [
        {
          title: words('4–20 mA to bar', '4–20 mA → bar'),
          settings: { in_low: 4, in_high: 20, out_low: 0, out_high: 16, unit: 'bar' },
        },
      ],
    },
    gives: ({ settings: { unit } }) => ({ out: numberOf(typeof unit === 'string' ? unit : undefined) }),
    make: (making) => {
      const [low, high] = [making.number('in_low'), making.number('in_high')]
      const [from, to] = [making.number('out_low'), making.number('out_high')]
      return { at: each((value) => from + ((value - low) / (high - low)) * (to - from)) }
    },
  }),
  node({
    face: {
      type: 'math.clamp',
      group: 'math',
      title: words('Clamp', '限幅'),
      help: words(
        'Keeps the value within two limits; what lies outside becomes the limit and is uncertain.',
        '将数值限制在两限之间；超限部分取限值并标为不确定。',
      ),
      inputs: [inNumber],
      outputs: [outLike],
      settings: [
        setting('number', 'low', 'Low', '下限', { ...inUnit, optional: true }),
        setting('number', 'high', 'High', '上限', { ...inUnit, optional: true }),
      ],
    },
    make: (making) => {
      const low = limitOf(making.number('low'), -Infinity)
      const high = limitOf(making.number('high'), Infinity)
      return {
        at: (moment) => {
          const value = moment.value[0]!
          const clamped = Math.min(high, Math.max(low, value))
          const outside = Status.UncertainEngineeringUnitsExceeded
          moment.give(clamped, clamped === value ? moment.status[0]! : worst(moment.status[0]!, outside))
        },
      }
    },
  }),
  node({
    face: {
      type: 'math.round',
      group: 'math',
      title: words('Round', '取整'),
      help: words('To the nearest multiple of a step.', '取到步长的最近整数倍。'),
      inputs: [inNumber],
      outputs: [outLike],
      settings: [setting('number', 'step', 'Step', '步长', { ...inUnit, difference: true, default: 1, low: 1e-12 })],
    },
    make: (making) => {
      const step = making.number('step')
      return { at: each((value) => Math.round(value / step) * step) }
    },
  }),
  node({
    face: {
      type: 'math.convert',
      group: 'math',
      title: words('Convert the unit', '单位换算'),
      help: words('The same value in another unit of its dimension.', '换算为同量纲的其他单位。'),
      inputs: [inNumber],
      outputs: [number('out', 'Result', '结果')],
      settings: [setting('unit', 'unit', 'Unit', '单位')],
      examples: [{ title: words('To kPa', '换算为 kPa'), settings: { unit: 'kPa' } }],
    },
    gives: ({ settings, input }) => {
      const [wanted, seen] = [String(settings['unit']), input('in')?.unit ?? '1']
      if (!areCommensurable(wanted, seen))
        throw new Fault('core.unit_mismatch', { expected: wanted, seen, setting: 'unit' })
      return { out: numberOf(wanted) }
    },
    make: ({ text, type }) => ({ at: each(unitConversion(type('in').unit ?? '1', text('unit')).convert) }),
  }),
  node({
    face: {
      type: 'math.compare',
      group: 'math',
      title: words('Compare', '比较'),
      help: words(
        'Whether a value is above, below … a limit, or another value where one is wired.',
        '将数值与限值比较；若连接第二输入则与其比较。',
      ),
      inputs: [inNumber, number('other', 'Other value', '另一数值', { like: 'in', optional: true })],
      outputs: [outCondition],
      settings: [
        choices('is', 'Is', '关系', comparisons, 'above'),
        setting('number', 'limit', 'Limit', '限值', { ...inUnit, default: 0 }),
      ],
      examples: [{ title: words('Above 7.5', '大于 7.5'), settings: { is: 'above', limit: 7.5 } }],
    },
    make: (making) => {
      const is = holds[making.text('is')]!
      const limit = making.number('limit')
      const wired = making.wired('other')
      return {
        at: (moment) => {
          const status = wired ? worst(moment.status[0]!, moment.status[1]!) : moment.status[0]!
          moment.give(is(moment.value[0]!, wired ? moment.value[1]! : limit) ? 1 : 0, status)
        },
      }
    },
  }),
  node({
    face: {
      type: 'math.rate',
      group: 'math',
      title: words('Rate of change', '变化率'),
      help: words(
        'How fast a value changes, from each sample to the next; begins with the second, and anew after a bad one.',
        '相邻采样间的变化速度；自第二个采样开始，坏值后重新开始。',
      ),
      inputs: [inNumber],
      outputs: [number('out', 'Rate', '变化率')],
      settings: [per('min')],
    },
    gives: (typing) => ({
      out: numberOf(
        productUnit([
          [stepUnit(typing), 1],
          [String(typing.settings['per']), -1],
        ]),
      ),
    }),
    make: ({ text, type }) => {
      const micros = secondsOf(text('per')) * MICROS_PER_S
      const step = differenceUnit(type('in').unit ?? '1')?.step ?? 1
      // Cells: one there was, its value, when it was, its status.
      return {
        cells: 4,
        at: (moment) => {
          const { cells } = moment
          const status = moment.status[0]!
          if (isBad(status)) {
            cells[0] = 0
            return moment.giveBad(status)
          }
          const value = moment.value[0]!
          if (cells[0] === 1)
            moment.give(((value - cells[1]!) * step * micros) / (moment.at - cells[2]!), worst(cells[3]!, status))
          cells[0] = 1
          cells[1] = value
          cells[2] = moment.at
          cells[3] = status
        },
      }
    },
  }),
  integral,
  node({
    face: {
      type: 'math.total',
      group: 'math',
      title: words('Total of a meter', '计量表累计'),
      help: words(
        'How far a meter went on since the beginning or the last reset; where it falls back, it began anew from 0.',
        '计量表自开始或上次复位以来的增量；读数回落视为从 0 重新计数。',
      ),
      inputs: [inNumber, condition('reset', 'Reset', '复位', { optional: true })],
      outputs: [number('out', 'Total', '累计', { differenceOf: 'in' })],
      settings: [],
    },
    make: () => ({
      // Cells: total, last reading, one there was, reset held.
      cells: 4,
      at: (moment) => {
        const { cells, value, came } = moment
        if (came[1] === 1) {
          if (value[1] === 1 && cells[3] === 0) cells[0] = 0
          cells[3] = value[1] === 1 ? 1 : 0
        }
        if (came[0] === 0) return
        if (isBad(moment.status[0]!)) return moment.giveBad(moment.status[0]!)
        if (cells[2] === 1) cells[0] = cells[0]! + (value[0]! >= cells[1]! ? value[0]! - cells[1]! : value[0]!)
        cells[1] = value[0]!
        cells[2] = 1
        moment.give(cells[0]!, moment.status[0]!)
      },
    }),
  }),
]
