import { cusumStep, pearson, type RunRule, ruleSets, runRules, signalsOf } from '@millrace/compute'
import { differenceUnit, isBad, MICROS_PER_S, productUnit, Status, worst } from '@millrace/core'
import type { Moment } from '../engine/moment.ts'
import type { NodeKind } from '../kind.ts'
import { choices, condition, inNumber, node, number, seconds, setting, text, words } from './define.ts'
import { sumsOf } from './window.ts'

const inUnit = { unitOf: 'in' } as const
const centre = setting('number', 'centre', 'Centre', '中心值', inUnit)
const sigma = setting('number', 'sigma', 'Standard deviation', '标准差', { ...inUnit, difference: true, low: 1e-300 })
const plain = { unit: '1' } as const
/** The longest run rule looks at fifteen points. */
const LONGEST = 15

/** The worst status of the last values counts: kept as a cell by those that look back. */
const bads = (moment: Moment, outputs: number): boolean => {
  const status = moment.status[0]!
  if (!isBad(status)) return false
  for (let output = 0; output < outputs; output++) moment.giveBad(status, output)
  return true
}

const ruleNames = Object.keys(runRules) as RunRule[]

const histogram = node({
  face: {
    type: 'stats.histogram',
    group: 'stats',
    title: words('Histogram', '直方图'),
    help: words(
      'How many values fell into each class within a period of UTC, told at its end as JSON: {"low","high","counts","below","above"}.',
      '每个周期（UTC）内各区间的个数，期末以 JSON 文本给出。',
    ),
    inputs: [inNumber],
    outputs: [text('out', 'Histogram', '直方图')],
    settings: [
      setting('number', 'low', 'From', '从', { ...inUnit, default: 0 }),
      setting('number', 'high', 'To', '到', { ...inUnit, default: 100 }),
      setting('whole', 'classes', 'Classes', '区间数', { default: 10, low: 1, high: 100 }),
      seconds('period', 'Period', '周期', { default: 3_600, low: 1 }),
    ],
  },
  make: (making) => {
    const [low, high, n] = [making.number('low'), making.number('high'), making.number('classes')]
    const period = making.micros('period')
    // Cells: below, above, then the classes.
    return {
      cells: 2 + n,
      period,
      begin: (moment) => {
        moment.wake = (Math.floor(moment.at / period) + 1) * period
      },
      at: (moment) => {
        const { cells } = moment
        if (moment.woke) {
          const counts = [...cells.subarray(2)]
          moment.giveText(JSON.stringify({ low, high, counts, below: cells[0], above: cells[1] }), Status.Good)
          cells.fill(0)
          moment.wake = moment.at + period
        }
        if (moment.came[0] === 0 || isBad(moment.status[0]!)) return
        const value = moment.value[0]!
        const place = Math.floor(((value - low) / (high - low)) * n)
        // The last class holds its upper end.
        const cell = value < low ? 0 : value > high ? 1 : 2 + Math.min(n - 1, place)
        cells[cell] = cells[cell]! + 1
      },
    }
  },
})

export const stats: readonly NodeKind[] = [
  node({
    face: {
      type: 'stats.spc',
      group: 'stats',
      title: words('Control chart rules', '控制图判异'),
      help: words(
        'Tests each value against run rules with centre and standard deviation: Western Electric (1956), Nelson (1984), or Shewhart’s three sigma alone. A bad value breaks every run.',
        '以中心值与标准差对每个值应用判异规则：西电（1956）、Nelson（1984）或仅 3σ。坏值中断所有连续判定。',
      ),
      inputs: [inNumber],
      outputs: [condition('out', 'Out of control', '失控'), number('rule', 'Number of the first rule', '触发规则编号')],
      settings: [
        centre,
        sigma,
        choices(
          'rules',
          'Rules',
          '规则',
          { western: ['Western Electric', '西电'], nelson: ['Nelson', 'Nelson'], shewhart: ['three sigma', '3σ'] },
          'western',
        ),
      ],
      examples: [{ title: words('10 ± 0.2', '10 ± 0.2'), settings: { centre: 10, sigma: 0.2, rules: 'nelson' } }],
    },
    make: (making) => {
      const [middle, spread] = [making.number('centre'), making.number('sigma')]
      const set = making.text('rules')
      const rules: readonly RunRule[] =
        set === 'nelson' ? ruleSets.nelson : set === 'western' ? ruleSets.western : ['western1']
      const limits = { lower: middle - 3 * spread, centre: middle, upper: middle + 3 * spread }
      return {
        queues: 1,
        at: (moment) => {
          const queue = moment.queues[0]!
          queue.push(moment.at, moment.value[0]!, moment.status[0]!)
          if (queue.length > LONGEST) queue.shift()
          if (bads(moment, 2)) return
          const points = new Float64Array(queue.length)
          for (let i = 0; i < points.length; i++) points[i] = queue.value(i)
          const signal = signalsOf(points, limits, rules).find(({ at }) => at === points.length - 1)
          moment.give(signal ? 1 : 0, moment.status[0]!)
          moment.give(
            signal ? Number(ruleNames.find((name) => name === signal.rule)!.replace(/\D+/, '')) : 0,
            moment.status[0]!,
            1,
          )
        },
      }
    },
  }),
  node({
    face: {
      type: 'stats.ewma',
      group: 'stats',
      title: words('EWMA chart', 'EWMA 控制图'),
      help: words(
        'z = λ·x + (1 − λ)·z against centre ± L·σ·√(λ/(2 − λ)·(1 − (1 − λ)^2i)) (NIST/SEMATECH e-Handbook 6.3.2.4, with the exact limits of the first values).',
        'z = λ·x + (1 − λ)·z，控制限为中心 ± L·σ·√(λ/(2 − λ)·(1 − (1 − λ)^2i))（NIST/SEMATECH 手册 6.3.2.4，含起始精确限）。',
      ),
      inputs: [inNumber],
      outputs: [number('out', 'z', 'z', { like: 'in' }), condition('alarm', 'Out of control', '失控')],
      settings: [
        centre,
        sigma,
        setting('number', 'lambda', 'λ', 'λ', { ...plain, default: 0.3, low: 0.001, high: 1 }),
        setting('number', 'limit', 'L', 'L', { ...plain, default: 3, low: 0.1 }),
      ],
    },
    make: (making) => {
      const [middle, spread, lambda, limit] = ['centre', 'sigma', 'lambda', 'limit'].map((name) =>
        making.number(name),
      ) as [number, number, number, number]
      // Cells: z less the centre, how many there were.
      return {
        cells: 2,
        at: (moment) => {
          if (bads(moment, 2)) return
          const { cells } = moment
          cells[0] = lambda * (moment.value[0]! - middle) + (1 - lambda) * cells[0]!
          cells[1] = cells[1]! + 1
          const width = limit * spread * Math.sqrt((lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * cells[1]!)))
          moment.give(middle + cells[0]!, moment.status[0]!)
          moment.give(Math.abs(cells[0]!) > width ? 1 : 0, moment.status[0]!, 1)
        },
      }
    },
  }),
  node({
    face: {
      type: 'stats.cusum',
      group: 'stats',
      title: words('CUSUM', 'CUSUM 累积和'),
      help: words(
        'Both sums of a tabular CUSUM in standard deviations (Page 1954; NIST/SEMATECH e-Handbook 6.3.2.3); they begin anew after a signal.',
        '表格式 CUSUM 的上下累积和（以标准差计；Page 1954，NIST/SEMATECH 6.3.2.3），报警后重新累积。',
      ),
      inputs: [inNumber],
      outputs: [
        number('above', 'Sum above', '上累积和'),
        number('below', 'Sum below', '下累积和'),
        condition('alarm', 'Shifted', '偏移'),
      ],
      settings: [
        centre,
        sigma,
        setting('number', 'slack', 'k', 'k', { ...plain, default: 0.5, low: 0 }),
        setting('number', 'limit', 'h', 'h', { ...plain, default: 5, low: 0.1 }),
      ],
    },
    make: (making) => {
      const [middle, spread, slack, limit] = ['centre', 'sigma', 'slack', 'limit'].map((name) =>
        making.number(name),
      ) as [number, number, number, number]
      return {
        cells: 2,
        at: (moment) => {
          if (bads(moment, 3)) return
          const { cells } = moment
          const status = moment.status[0]!
          const { above, below } = cusumStep(
            { above: cells[0]!, below: cells[1]! },
            (moment.value[0]! - middle) / spread,
            slack,
          )
          moment.give(above, status, 0)
          moment.give(below, status, 1)
          moment.give(above > limit || below > limit ? 1 : 0, status, 2)
          cells[0] = above > limit ? 0 : above
          cells[1] = below > limit ? 0 : below
        },
      }
    },
  }),
  node({
    face: {
      type: 'stats.zscore',
      group: 'stats',
      title: words('z-score', 'z 分数'),
      help: words(
        'How many standard deviations a value lies from the mean of those before it; told once there are so many as the least.',
        '数值偏离此前均值的标准差倍数；达到最少样本数后给出。',
      ),
      inputs: [inNumber],
      outputs: [number('out', 'z', 'z')],
      settings: [
        setting('whole', 'size', 'Values before', '历史样本数', { default: 100, low: 3, high: 10_000 }),
        setting('whole', 'least', 'At least', '最少', { default: 10, low: 3 }),
      ],
    },
    make: (making) => {
      const [n, least] = [making.number('size'), making.number('least')]
      return {
        cells: 5,
        queues: 1,
        at: (moment) => {
          if (bads(moment, 1)) return
          const sums = sumsOf(moment)
          const status = moment.status[0]!
          const before = moment.queues[0]!.length
          if (before >= Math.min(least, n))
            moment.give((moment.value[0]! - sums.mean) / sums.deviation, worst(status, sums.status))
          if (before === n) sums.drop()
          sums.add(moment.at, moment.value[0]!, status)
        },
      }
    },
  }),
  node({
    face: {
      type: 'stats.regression',
      group: 'stats',
      title: words('Trend line', '趋势线'),
      help: words(
        'A straight line by least squares through the samples of the last time: its slope, its value now, and how well it fits (R²).',
        '对最近时间窗内采样作最小二乘直线：斜率、当前值与拟合优度 R²。',
      ),
      inputs: [inNumber],
      outputs: [
        number('slope', 'Slope', '斜率'),
        number('now', 'Value now', '当前值', { like: 'in' }),
        number('fit', 'R²', 'R²'),
      ],
      settings: [
        seconds('length', 'Window', '窗长', { default: 3_600 }),
        setting('whole', 'least', 'At least', '最少样本', { default: 3, low: 2 }),
      ],
    },
    gives: ({ input }) => {
      const unit = differenceUnit(input('in')?.unit ?? '1')?.unit ?? '1'
      return {
        slope: {
          type: 'number',
          unit: productUnit([
            [unit, 1],
            ['h', -1],
          ]),
        },
      }
    },
    make: (making) => {
      const length = making.micros('length')
      const least = making.number('least')
      const step = differenceUnit(making.type('in').unit ?? '1')?.step ?? 1
      return {
        queues: 1,
        at: (moment) => {
          const queue = moment.queues[0]!
          while (queue.length > 0 && queue.time(0) <= moment.at - length) queue.shift()
          if (bads(moment, 3)) return
          queue.push(moment.at, moment.value[0]!, moment.status[0]!)
          if (queue.length < least) return
          // Hours before now, so that sums stay small.
          let [meanT, meanY, all] = [0, 0, Status.Good as number]
          const hours = (i: number): number => (queue.time(i) - moment.at) / (3_600 * MICROS_PER_S)
          for (let i = 0; i < queue.length; i++) {
            meanT += hours(i) / queue.length
            meanY += queue.value(i) / queue.length
            all = worst(all, queue.status(i))
          }
          let [tt, ty, yy] = [0, 0, 0]
          for (let i = 0; i < queue.length; i++) {
            const [t, y] = [hours(i) - meanT, queue.value(i) - meanY]
            tt += t * t
            ty += t * y
            yy += y * y
          }
          const slope = ty / tt
          moment.give(slope * step, all, 0)
          moment.give(meanY - slope * meanT, all, 1)
          moment.give(yy === 0 ? 1 : (slope * ty) / yy, all, 2)
        },
      }
    },
  }),
  node({
    face: {
      type: 'stats.correlation',
      group: 'stats',
      title: words('Correlation', '相关系数'),
      help: words(
        'Pearson’s r of the last pairs: each sample of the first input with what the second holds then.',
        '最近若干对样本的 Pearson 相关系数：第一输入的每个采样与第二输入当时的保持值成对。',
      ),
      inputs: [inNumber, number('other', 'Other value', '另一数值')],
      outputs: [number('out', 'r', 'r')],
      settings: [setting('whole', 'size', 'Pairs', '样本对数', { default: 100, low: 3, high: 2_000 })],
    },
    make: (making) => {
      const n = making.number('size')
      return {
        queues: 2,
        at: (moment) => {
          if (moment.came[0] === 0) return
          const status = worst(moment.status[0]!, moment.status[1]!)
          if (isBad(status)) return moment.giveBad(status)
          for (const [i, queue] of moment.queues.entries()) {
            queue.push(moment.at, moment.value[i]!, status)
            if (queue.length > n) queue.shift()
          }
          const { length } = moment.queues[0]!
          if (length < 3) return
          const [x, y] = [new Float64Array(length), new Float64Array(length)]
          for (let i = 0; i < length; i++) {
            x[i] = moment.queues[0]!.value(i)
            y[i] = moment.queues[1]!.value(i)
          }
          moment.give(pearson(x, y).r, status)
        },
      }
    },
  }),
  histogram,
]
