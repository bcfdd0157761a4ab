import { isBad, MICROS_PER_S, Status, worst } from '@millrace/core'
import type { Moment } from '../engine/moment.ts'
import type { Making, MomentWork, NodeKind } from '../kind.ts'
import { choices, condition, inNumber, node, number, outLike, seconds, setting, words } from './define.ts'
import { rises } from './logic.ts'

/**
 * PID in parallel form with standard gains (Åström and Hägglund, PID Controllers, 2nd ed. 1995, 3.2–3.5): derivative of the measured
 * value alone, through a first-order filter of Td/N; the integral stops where the output is at its limit and would go beyond.
 */
function pid(making: Making): MomentWork {
  const [gain, reset, rate, filter, low, high, bias] = ['gain', 'reset', 'rate', 'filter', 'low', 'high', 'bias'].map(
    (name) => making.number(name),
  ) as [number, number, number, number, number, number, number]
  const sign = making.text('action') === 'direct' ? -1 : 1
  // Cells: one there was, when, measured then, integral, derivative.
  return {
    cells: 5,
    at: (moment) => {
      if (moment.came[0] === 0) return
      const { cells, value } = moment
      const status = worst(moment.status[0]!, moment.status[1]!)
      if (isBad(status)) {
        cells[0] = 0
        cells[4] = 0
        return moment.giveBad(status)
      }
      const [measured, wanted] = [value[0]!, value[1]!]
      const error = sign * (wanted - measured)
      const dt = cells[0] === 1 ? (moment.at - cells[1]!) / MICROS_PER_S : 0
      if (dt > 0 && rate > 0) {
        const tau = rate / filter
        cells[4] = (tau * cells[4]! - sign * gain * rate * (measured - cells[2]!)) / (tau + dt)
      }
      const grown = cells[3]! + (reset > 0 ? (gain * error * dt) / reset : 0)
      const free = gain * error + grown + cells[4]! + bias
      if ((free <= high || grown < cells[3]!) && (free >= low || grown > cells[3]!)) cells[3] = grown
      cells[0] = 1
      cells[1] = moment.at
      cells[2] = measured
      moment.give(Math.min(high, Math.max(low, gain * error + cells[3]! + cells[4]! + bias)), status)
    },
  }
}

function ramp(making: Making): MomentWork {
  const period = making.micros('period')
  const [up, down] = ['up', 'down'].map((name) => (making.number(name) * period) / MICROS_PER_S) as [number, number]
  // Cells: one there was, where it is.
  return {
    cells: 2,
    period,
    at: (moment) => {
      const { cells } = moment
      const status = moment.status[0]!
      if (isBad(status)) {
        moment.wake = Number.POSITIVE_INFINITY
        return moment.giveBad(status)
      }
      const wanted = moment.value[0]!
      if (cells[0] === 0) {
        cells[0] = 1
        cells[1] = wanted
        return moment.give(wanted, status)
      }
      if (moment.woke) {
        const off = wanted - cells[1]!
        cells[1] = off > up ? cells[1]! + up : off < -down ? cells[1]! - down : wanted
        moment.give(cells[1], status)
      }
      if (cells[1] === wanted) moment.wake = Number.POSITIVE_INFINITY
      else if (moment.wake === Number.POSITIVE_INFINITY) moment.wake = moment.at + period
    },
  }
}

function curve(making: Making): MomentWork {
  const rows = making.rows('points').map(({ after, value }) => [Number(after) * MICROS_PER_S, Number(value)] as const)
  const end = rows.at(-1)?.[0] ?? 0
  const period = making.micros('period')
  const valueAt = (since: number): number => {
    const next = rows.findIndex(([after]) => after > since)
    if (next === 0) return rows[0]![1]
    if (next < 0) return rows.at(-1)![1]
    const [[t0, y0], [t1, y1]] = [rows[next - 1]!, rows[next]!]
    return y0 + ((y1 - y0) * (since - t0)) / (t1 - t0)
  }
  // Cells: what the start was, it runs, since when.
  const tell = (moment: Moment): void => {
    const since = moment.at - moment.cells[2]!
    moment.give(valueAt(since), Status.Good)
    if (since >= end) moment.cells[1] = 0
    moment.give(moment.cells[1]!, Status.Good, 1)
    moment.wake =
      moment.cells[1] === 1 ? Math.min(moment.at + period, moment.cells[2]! + end) : Number.POSITIVE_INFINITY
  }
  return {
    cells: 3,
    period,
    at: (moment) => {
      if (rises(moment, 0, 0)) {
        moment.cells[1] = 1
        moment.cells[2] = moment.at
        tell(moment)
      } else if (moment.woke) tell(moment)
    },
  }
}

const period = seconds('period', 'Step', '步长', { default: 1, low: 0.1 })

export const control: readonly NodeKind[] = [
  node({
    face: {
      type: 'control.pid',
      group: 'control',
      title: words('PID', 'PID 控制'),
      help: words(
        'A controller for slow loops, one step for each measured value: standard form, derivative of the measured value, integral held at the limits of the output. A bad value gives a bad output. Fast or safety loops belong into the PLC.',
        '用于慢速回路，每个测量值计算一次：标准式、对测量值微分、输出限幅时积分保持。坏值给出坏输出。快速或安全回路应在 PLC 中实现。',
      ),
      inputs: [inNumber, number('setpoint', 'Setpoint', '设定值', { like: 'in' })],
      outputs: [number('out', 'Output', '输出', { unit: '%' })],
      settings: [
        setting('number', 'gain', 'Gain, % a unit of the input', '增益（% / 输入单位）', { unit: '1', default: 1 }),
        setting('number', 'reset', 'Integral time', '积分时间', { unit: 's', default: 60, low: 0 }),
        setting('number', 'rate', 'Derivative time', '微分时间', { unit: 's', default: 0, low: 0 }),
        setting('number', 'filter', 'N of the derivative', '微分滤波 N', { unit: '1', default: 10, low: 1, high: 100 }),
        setting('number', 'bias', 'Output without error', '偏置', { unit: '%', default: 0 }),
        setting('number', 'low', 'Output, low', '输出下限', { unit: '%', default: 0 }),
        setting('number', 'high', 'Output, high', '输出上限', { unit: '%', default: 100 }),
        choices(
          'action',
          'Action',
          '作用',
          {
            reverse: ['more output when too low', '反作用（偏低增加）'],
            direct: ['more output when too high', '正作用（偏高增加）'],
          },
          'reverse',
        ),
      ],
      examples: [],
    },
    make: pid,
  }),
  node({
    face: {
      type: 'control.ramp',
      group: 'control',
      title: words('Ramp', '斜坡'),
      help: words('Follows a value no faster than so much a second, step by step.', '以限定的速率逐步跟随输入。'),
      inputs: [inNumber],
      outputs: [outLike],
      settings: [
        setting('number', 'up', 'Up, a second', '上升（每秒）', {
          unitOf: 'in',
          difference: true,
          default: 1,
          low: 1e-12,
        }),
        setting('number', 'down', 'Down, a second', '下降（每秒）', {
          unitOf: 'in',
          difference: true,
          default: 1,
          low: 1e-12,
        }),
        period,
      ],
    },
    make: ramp,
  }),
  node({
    face: {
      type: 'control.setpoint-curve',
      group: 'control',
      title: words('Setpoint curve', '设定曲线'),
      help: words(
        'Runs along a curve of setpoints from when the start comes to hold: straight lines between its points.',
        '启动条件上升后沿设定曲线运行，各点间按直线插值。',
      ),
      inputs: [condition('start', 'Start', '启动')],
      outputs: [number('out', 'Setpoint', '设定值'), condition('runs', 'It runs', '运行中')],
      settings: [
        setting('rows', 'points', 'Points', '曲线点', {
          columns: [
            setting('number', 'after', 'After', '时间', { unit: 's', low: 0 }),
            setting('number', 'value', 'Value', '值', { unit: '1' }),
          ],
        }),
        setting('unit', 'unit', 'Unit', '单位', { optional: true }),
        period,
      ],
      examples: [
        {
          title: words('Heat up and hold', '升温保持'),
          settings: {
            unit: 'Cel',
            points: [
              { after: 0, value: 20 },
              { after: 600, value: 180 },
              { after: 1800, value: 180 },
            ],
          },
        },
      ],
    },
    gives: ({ settings: { unit } }) => ({
      out: typeof unit === 'string' ? { type: 'number', unit } : { type: 'number' },
    }),
    make: curve,
  }),
]
