import { isBad, MICROS_PER_S, Status, worst } from '@millrace/core'
import type { Moment } from '../engine/moment.ts'
import type { Making, MomentWork, NodeKind } from '../kind.ts'
import { any, condition, inAny, inCondition, node, number, outCondition, outLike, seconds, words } from './define.ts'
import { rises } from './logic.ts'
import { scheduleMask } from './schedule-mask.ts'
import { windowNode } from './window.ts'

const HOUR = 3_600 * MICROS_PER_S
const delay = seconds('delay', 'Delay', '延时', { default: 1 })

/** Follows a condition to one side only after it held so long; to the other at once. Cells: what was told + 1, what is waited for. */
function delayed(side: 0 | 1): NodeKind['make'] {
  return ({ micros }) => {
    const length = micros('delay')
    return {
      cells: 1,
      at: (moment) => {
        const status = moment.status[0]!
        const told = moment.cells[0]! - 1
        if (moment.came[0] === 1) {
          if (isBad(status)) {
            moment.wake = Number.POSITIVE_INFINITY
            moment.cells[0] = 0
            return moment.giveBad(status)
          }
          const now = moment.value[0]!
          if (now !== side) moment.wake = Number.POSITIVE_INFINITY
          // At the beginning nothing is known of before: the other side holds.
          if (now !== side || told === side) return tell(moment, now)
          if (told === -1) tell(moment, 1 - side)
          if (moment.wake === Number.POSITIVE_INFINITY && !moment.woke) moment.wake = moment.at + length
          if (!moment.woke) return
        }
        if (moment.woke) tell(moment, side)
      },
    }
  }
}

function tell(moment: Moment, value: number): void {
  if (moment.cells[0] === value + 1 && moment.came[0] === 0) return
  moment.cells[0] = value + 1
  moment.give(value, moment.status[0]!)
}

function holdWork({ micros }: Making): MomentWork {
  const most = micros('most')
  // Cells: a good one there was, the value, its status.
  return {
    cells: 3,
    at: (moment) => {
      const { cells } = moment
      if (moment.came[0] === 1 && !isBad(moment.status[0]!)) {
        cells[0] = 1
        cells[1] = moment.value[0]!
        cells[2] = moment.status[0]!
        moment.wake = Number.POSITIVE_INFINITY
        return moment.give(cells[1], cells[2])
      }
      if (moment.woke) cells[0] = 2
      if (cells[0] !== 1) return moment.giveBad(moment.status[0]!)
      if (moment.wake === Number.POSITIVE_INFINITY) moment.wake = moment.at + most
      moment.give(cells[1]!, worst(cells[2]!, Status.UncertainLastUsableValue))
    },
  }
}

/** True time so far; cells: sum, holds, since, reset held. */
function collect(moment: Moment): void {
  const { cells } = moment
  if (cells[1] === 1) cells[0] = cells[0]! + (moment.at - cells[2]!)
  cells[2] = moment.at
  if (rises(moment, 1, 3)) cells[0] = 0
  if (moment.came[0] === 1) cells[1] = moment.value[0] === 1 ? 1 : 0
}

const period = (usual: number) => seconds('period', 'Told at least every', '最长给出间隔', { default: usual, low: 0.1 })

export const time: readonly NodeKind[] = [
  node({
    face: {
      type: 'time.delay',
      group: 'time',
      title: words('Delay', '延迟'),
      help: words('Every sample, so much later.', '每个采样延后固定时间给出。'),
      inputs: [inAny],
      outputs: [outLike],
      settings: [delay],
    },
    make: ({ micros }) => {
      const length = micros('delay')
      return {
        queues: 1,
        at: (moment) => {
          const queue = moment.queues[0]!
          if (moment.woke) {
            moment.give(queue.value(0), queue.status(0))
            queue.shift()
          }
          if (moment.came[0] === 1) queue.push(moment.at + length, moment.value[0]!, moment.status[0]!)
          moment.wake = queue.length > 0 ? queue.time(0) : Number.POSITIVE_INFINITY
        },
      }
    },
  }),
  node({
    face: {
      type: 'time.on-delay',
      group: 'time',
      title: words('On-delay', '接通延时'),
      help: words(
        'Comes to hold after the condition has held so long, and ends at once.',
        '条件持续成立达到延时后接通，断开立即生效。',
      ),
      inputs: [inCondition],
      outputs: [outCondition],
      settings: [delay],
    },
    make: delayed(1),
  }),
  node({
    face: {
      type: 'time.off-delay',
      group: 'time',
      title: words('Off-delay', '断开延时'),
      help: words(
        'Holds at once, and ends after the condition has not held so long.',
        '条件成立立即接通，不成立持续达到延时后断开。',
      ),
      inputs: [inCondition],
      outputs: [outCondition],
      settings: [delay],
    },
    make: delayed(0),
  }),
  windowNode,
  node({
    face: {
      type: 'time.resample',
      group: 'time',
      title: words('Resample', '重采样'),
      help: words(
        'What stands at every whole multiple of the period in UTC: the newest sample up to then.',
        '在每个周期（UTC 整数倍）给出当时的最新值。',
      ),
      inputs: [inAny],
      outputs: [outLike],
      settings: [seconds('period', 'Period', '周期', { default: 1 })],
    },
    make: ({ micros }) => {
      const length = micros('period')
      return {
        period: length,
        begin: (moment) => {
          moment.wake = Math.ceil(moment.at / length) * length
        },
        at: (moment) => {
          if (!moment.woke) return
          moment.wake = moment.at + length
          if (moment.since[0] !== -Infinity) moment.give(moment.value[0]!, moment.status[0]!)
        },
      }
    },
  }),
  node({
    face: {
      type: 'time.hold',
      group: 'time',
      title: words('Hold the last good', '保持最后好值'),
      help: words(
        'Bridges bad samples with the last good one, uncertain, for so long at the most; then it is bad.',
        '以最后好值（标为不确定）替代坏值，超过最长时间后变为坏值。',
      ),
      inputs: [inAny],
      outputs: [outLike],
      settings: [seconds('most', 'At the most', '最长', { default: 60 })],
    },
    make: holdWork,
  }),
  node({
    face: {
      type: 'time.timeout',
      group: 'time',
      title: words('Silence', '超时无数据'),
      help: words(
        'True once nothing has come for so long; false again with the next sample.',
        '超过设定时间无数据时为真，下一个采样到来时恢复为假。',
      ),
      inputs: [inAny],
      outputs: [outCondition],
      settings: [seconds('after', 'After', '超时', { default: 60 })],
    },
    make: ({ micros }) => {
      const length = micros('after')
      // Cell: what was told + 1.
      return {
        cells: 1,
        begin: (moment) => {
          moment.wake = moment.at + length
        },
        at: (moment) => {
          const silent = moment.came[0] === 0
          if (!silent) moment.wake = moment.at + length
          const now = silent ? 2 : 1
          if (moment.cells[0] === now) return
          moment.cells[0] = now
          moment.give(silent ? 1 : 0, Status.Good)
        },
      }
    },
  }),
  node({
    face: {
      type: 'time.duration',
      group: 'time',
      title: words('Duration', '持续时间'),
      help: words(
        'How long a condition has held without a break; 0 while it does not.',
        '条件连续成立的时间；不成立时为 0。',
      ),
      inputs: [inCondition],
      outputs: [number('out', 'Duration', '持续时间', { unit: 's' })],
      settings: [period(60)],
    },
    make: ({ micros }) => {
      const length = micros('period')
      // Cells: holds, since when.
      return {
        cells: 2,
        period: length,
        at: (moment) => {
          const { cells } = moment
          const status = moment.status[0]!
          if (isBad(status)) {
            cells[0] = 0
            moment.wake = Number.POSITIVE_INFINITY
            return moment.giveBad(status)
          }
          if (moment.value[0] !== 1) cells[0] = 0
          else if (cells[0] === 0) {
            cells[0] = 1
            cells[1] = moment.at
          }
          moment.wake = cells[0] === 1 ? moment.at + length : Number.POSITIVE_INFINITY
          moment.give(cells[0] === 1 ? (moment.at - cells[1]!) / MICROS_PER_S : 0, status)
        },
      }
    },
  }),
  node({
    face: {
      type: 'time.hours-run',
      group: 'time',
      title: words('Hours run', '运行小时'),
      help: words(
        'How long a condition held in all, since the beginning or the last reset. A bad stretch does not count, and makes it uncertain.',
        '条件自开始或复位以来累计成立的时间；坏值时段不计且标为不确定。',
      ),
      inputs: [inCondition, condition('reset', 'Reset', '复位', { optional: true })],
      outputs: [number('out', 'Hours run', '运行小时', { unit: 'h' })],
      settings: [period(60)],
    },
    make: ({ micros }) => {
      const length = micros('period')
      return {
        cells: 4,
        period: length,
        at: (moment) => {
          collect(moment)
          moment.wake = moment.cells[1] === 1 ? moment.at + length : Number.POSITIVE_INFINITY
          const status = moment.status[0]!
          moment.give(moment.cells[0]! / HOUR, isBad(status) ? Status.UncertainSubNormal : status)
        },
      }
    },
  }),
  node({
    face: {
      type: 'time.sample-and-hold',
      group: 'time',
      title: words('Sample and hold', '采样保持'),
      help: words(
        'What the value is when a condition comes to hold; it stays until the next time.',
        '条件上升时取当前值并保持到下一次。',
      ),
      inputs: [any('in', 'Value', '输入值'), condition('when', 'When this comes to hold', '采样条件')],
      outputs: [outLike],
      settings: [],
    },
    make: () => ({
      cells: 1,
      at: (moment) => {
        if (rises(moment, 1, 0)) moment.give(moment.value[0]!, moment.status[0]!)
      },
    }),
  }),
  scheduleMask,
]
