import { isBad, isGood, type Micros, Status, worst } from '@millrace/core'
import type { Moment } from '../engine/moment.ts'
import type { NodeKind } from '../kind.ts'
import { choices, inAny, inNumber, node, outLike, seconds, setting, words } from './define.ts'
import { percentileOf, sortedOf, sumsOf } from './window.ts'

const inUnit = { unitOf: 'in' } as const
const step = { unitOf: 'in', difference: true, low: 0 } as const

/** Lets through what differs: cells hold that one was given, and what. A change of quality always goes on. */
const passing =
  (differs: (moment: Moment, last: number, at: Micros) => boolean) =>
  (moment: Moment): void => {
    const { cells } = moment
    const [value, status] = [moment.value[0]!, moment.status[0]!]
    if (cells[0] === 1 && status === cells[3] && (isBad(status) || !differs(moment, cells[1]!, cells[2]!))) return
    cells[0] = 1
    cells[1] = value
    cells[2] = moment.at
    cells[3] = status
    moment.give(value, status)
  }

/** The last `n` good values, with this one; the window is as long as `n` says. */
function lastOf(moment: Moment, n: number): void {
  const queue = moment.queues[0]!
  queue.push(moment.at, moment.value[0]!, moment.status[0]!)
  if (queue.length > n) queue.shift()
}

const size = (usual: number, least = 2) =>
  setting('whole', 'size', 'Samples', '采样数', { default: usual, low: least, high: 1_001 })

const qualities = { good: ['good ones', '仅好值'], usable: ['good and uncertain ones', '好值与不确定值'] } as const

export const filters: readonly NodeKind[] = [
  node({
    face: {
      type: 'filter.deadband',
      group: 'filter',
      title: words('Deadband', '死区'),
      help: words(
        'Lets a value through when it differs from the last one by more than the band, or in quality.',
        '与上次给出值之差超过死区或质量变化时放行。',
      ),
      inputs: [inNumber],
      outputs: [outLike],
      settings: [setting('number', 'band', 'Band', '死区', step)],
      examples: [{ title: words('0.5', '0.5'), settings: { band: 0.5 } }],
    },
    make: (making) => {
      const band = making.number('band')
      return { cells: 4, at: passing((moment, last) => Math.abs(moment.value[0]! - last) > band) }
    },
  }),
  node({
    face: {
      type: 'filter.change',
      group: 'filter',
      title: words('Changes only', '仅变化'),
      help: words(
        'Lets a sample through when its value or quality differs from the last one.',
        '值或质量与上次不同时放行。',
      ),
      inputs: [inAny],
      outputs: [outLike],
      settings: [],
    },
    make: () => ({ cells: 4, at: passing((moment, last) => moment.value[0] !== last) }),
  }),
  node({
    face: {
      type: 'filter.throttle',
      group: 'filter',
      title: words('Throttle', '限频'),
      help: words(
        'At most one sample an interval: the first is let through, and those within it are dropped. A change of quality always goes on.',
        '每个间隔最多放行一个采样（首个），其余丢弃；质量变化总是放行。',
      ),
      inputs: [inAny],
      outputs: [outLike],
      settings: [seconds('interval', 'Interval', '间隔', { default: 1 })],
    },
    make: ({ micros }) => {
      const interval = micros('interval')
      return { cells: 4, at: passing((moment, _, at) => moment.at - at >= interval) }
    },
  }),
  node({
    face: {
      type: 'filter.quality',
      group: 'filter',
      title: words('By quality', '按质量过滤'),
      help: words(
        'Lets through samples that are good enough, and drops the others without a trace: put it where the next node shall not see them.',
        '仅放行质量达标的采样，其余丢弃。',
      ),
      inputs: [inAny],
      outputs: [outLike],
      settings: [choices('pass', 'Lets through', '放行', qualities, 'usable')],
    },
    make: ({ text }) => {
      const onlyGood = text('pass') === 'good'
      return {
        at: (moment) => {
          const status = moment.status[0]!
          if (onlyGood ? isGood(status) : !isBad(status)) moment.give(moment.value[0]!, status)
        },
      }
    },
  }),
  node({
    face: {
      type: 'filter.range',
      group: 'filter',
      title: words('Range', '量程检查'),
      help: words(
        'A value outside the range is bad (out of range), or dropped.',
        '超出范围的值标为坏值（越限）或丢弃。',
      ),
      inputs: [inNumber],
      outputs: [outLike],
      settings: [
        setting('number', 'low', 'Low', '下限', { ...inUnit, optional: true }),
        setting('number', 'high', 'High', '上限', { ...inUnit, optional: true }),
        choices(
          'outside',
          'What is outside',
          '超出部分',
          { bad: ['is bad', '标为坏值'], drop: ['is dropped', '丢弃'] },
          'bad',
        ),
      ],
      examples: [{ title: words('0 to 16', '0–16'), settings: { low: 0, high: 16 } }],
    },
    make: (making) => {
      const [low, high] = [making.number('low'), making.number('high')]
      const drops = making.text('outside') === 'drop'
      return {
        at: (moment) => {
          const value = moment.value[0]!
          if (!(value < low || value > high)) moment.give(value, moment.status[0]!)
          else if (!drops) moment.giveBad(Status.BadOutOfRange)
        },
      }
    },
  }),
  node({
    face: {
      type: 'filter.spike',
      group: 'filter',
      title: words('Spikes', '去尖峰'),
      help: words(
        'Hampel’s test: a value further from the median of the last samples than so many of their robust deviations (1.4826 · MAD) is replaced by the median, and is uncertain.',
        'Hampel 判别：与最近采样中位数之差超过若干倍稳健偏差（1.4826·MAD）的值以中位数替代并标为不确定。',
      ),
      inputs: [inNumber],
      outputs: [outLike],
      settings: [
        size(7, 3),
        setting('number', 'deviations', 'Deviations', '偏差倍数', { unit: '1', default: 3, low: 0.1 }),
      ],
    },
    make: (making) => {
      const n = making.number('size')
      const most = making.number('deviations')
      return {
        queues: 1,
        at: (moment) => {
          const status = moment.status[0]!
          if (isBad(status)) return moment.giveBad(status)
          const value = moment.value[0]!
          lastOf(moment, n)
          const sorted = sortedOf(moment.queues[0]!)
          const middle = percentileOf(sorted, 0.5)
          const deviation = 1.4826022185056018 * percentileOf(sorted.map((one) => Math.abs(one - middle)).sort(), 0.5)
          const spikes = sorted.length >= 3 && Math.abs(value - middle) > most * deviation
          moment.give(spikes ? middle : value, spikes ? worst(status, Status.UncertainSubNormal) : status)
        },
      }
    },
  }),
  node({
    face: {
      type: 'filter.lowpass',
      group: 'filter',
      title: words('Low-pass', '低通滤波'),
      help: words(
        'First order with a time constant: y += (1 − e^(−Δt/τ))·(x − y), right for samples at any distance. After a bad one it begins anew.',
        '一阶低通：y += (1 − e^(−Δt/τ))·(x − y)，适用于不等间隔采样；坏值后重新开始。',
      ),
      inputs: [inNumber],
      outputs: [outLike],
      settings: [seconds('constant', 'Time constant', '时间常数', { default: 10 })],
    },
    make: ({ micros }) => {
      const constant = micros('constant')
      // Cells: one there was, the result, when.
      return {
        cells: 3,
        at: (moment) => {
          const { cells } = moment
          const status = moment.status[0]!
          if (isBad(status)) {
            cells[0] = 0
            return moment.giveBad(status)
          }
          const value = moment.value[0]!
          cells[1] =
            cells[0] === 1
              ? cells[1]! + (1 - Math.exp((cells[2]! - moment.at) / constant)) * (value - cells[1]!)
              : value
          cells[0] = 1
          cells[2] = moment.at
          moment.give(cells[1], status)
        },
      }
    },
  }),
  node({
    face: {
      type: 'filter.median',
      group: 'filter',
      title: words('Median', '中值滤波'),
      help: words('The median of the last samples; bad ones are left out.', '最近若干采样的中位数，坏值剔除。'),
      inputs: [inNumber],
      outputs: [outLike],
      settings: [size(5)],
    },
    make: (making) => {
      const n = making.number('size')
      return {
        queues: 1,
        at: (moment) => {
          if (isBad(moment.status[0]!)) return moment.giveBad(moment.status[0]!)
          lastOf(moment, n)
          moment.give(percentileOf(sortedOf(moment.queues[0]!), 0.5), moment.status[0]!)
        },
      }
    },
  }),
  node({
    face: {
      type: 'filter.average',
      group: 'filter',
      title: words('Moving mean', '滑动平均'),
      help: words('The mean of the last samples; bad ones are left out.', '最近若干采样的平均值，坏值剔除。'),
      inputs: [inNumber],
      outputs: [outLike],
      settings: [size(10)],
    },
    make: (making) => {
      const n = making.number('size')
      return {
        cells: 5,
        queues: 1,
        at: (moment) => {
          if (isBad(moment.status[0]!)) return moment.giveBad(moment.status[0]!)
          const sums = sumsOf(moment)
          if (moment.queues[0]!.length === n) sums.drop()
          sums.add(moment.at, moment.value[0]!, moment.status[0]!)
          moment.give(sums.mean, sums.status)
        },
      }
    },
  }),
]
