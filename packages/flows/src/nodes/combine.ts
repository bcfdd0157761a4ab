import { isBad, isGood, Status, worst } from '@millrace/core'
import type { Moment } from '../engine/moment.ts'
import type { Words } from '../face.ts'
import type { NodeKind } from '../kind.ts'
import { any, choices, condition, node, number, outCondition, outLike, seconds, setting, words } from './define.ts'

const many = number('in', 'Values', '数值', { many: true })
const bad = choices(
  'bad',
  'A bad value',
  '坏值处理',
  { bad: ['makes the result bad', '结果为坏值'], leave: ['is left out', '剔除'] },
  'bad',
)

/** Over what all inputs hold. Where values are left out the result is uncertain. */
const over = (
  type: string,
  title: Words,
  help: Words,
  gather: (sum: number, value: number) => number,
  finish: (sum: number, count: number) => number,
): NodeKind =>
  node({
    face: { type, group: 'combine', title, help, inputs: [many], outputs: [outLike], settings: [bad] },
    make: ({ text }) => {
      const leaves = text('bad') === 'leave'
      return {
        at: (moment) => {
          const { value, status } = moment
          let sum = Number.NaN
          let count = 0
          let all: number = Status.Good
          let reason: number = Status.Good
          for (let slot = 0; slot < value.length; slot++) {
            if (isBad(status[slot]!)) {
              reason = worst(reason, status[slot]!)
              continue
            }
            sum = count === 0 ? value[slot]! : gather(sum, value[slot]!)
            all = worst(all, status[slot]!)
            count++
          }
          if (isBad(reason) && (!leaves || count === 0)) return moment.giveBad(reason)
          moment.give(finish(sum, count), isBad(reason) ? worst(all, Status.UncertainSubNormal) : all)
        },
      }
    },
  })

/** Of three values the middle one: of two that are not bad their mean, uncertain. */
function middle(moment: Moment): { readonly value: number; readonly status: number } {
  const usable: number[] = []
  let all: number = Status.Good
  for (let slot = 0; slot < 3; slot++) {
    if (isBad(moment.status[slot]!)) continue
    usable.push(moment.value[slot]!)
    all = worst(all, moment.status[slot]!)
  }
  usable.sort((one, other) => one - other)
  if (usable.length === 3) return { value: usable[1]!, status: all }
  const doubt = worst(all, Status.UncertainSubNormal)
  if (usable.length === 2) return { value: (usable[0]! + usable[1]!) / 2, status: doubt }
  return usable.length === 1
    ? { value: usable[0]!, status: worst(all, Status.UncertainSensorNotAccurate) }
    : { value: Number.NaN, status: moment.status[0]! }
}

const ab = [any('a', 'a', 'a'), any('b', 'b', 'b')] as const

export const combine: readonly NodeKind[] = [
  node({
    face: {
      type: 'combine.join',
      group: 'combine',
      title: words('Join by time', '按时间配对'),
      help: words(
        'Pairs of samples that lie no further apart than the tolerance, both at the time of the later; each sample is used once.',
        '将时间差不超过容差的两个采样配对，均取较晚者的时间；每个采样只用一次。',
      ),
      inputs: ab,
      outputs: [any('a_out', 'a', 'a', { like: 'a' }), any('b_out', 'b', 'b', { like: 'b' })],
      settings: [seconds('tolerance', 'Tolerance', '容差', { default: 1, low: 0 })],
    },
    make: ({ micros }) => {
      const tolerance = micros('tolerance')
      // Cells: whether the newest of each is still unused.
      return {
        cells: 2,
        at: (moment) => {
          const { cells, since, came } = moment
          if (came[0] === 1) cells[0] = 1
          if (came[1] === 1) cells[1] = 1
          if (cells[0] === 0 || cells[1] === 0 || Math.abs(since[0]! - since[1]!) > tolerance) return
          cells.fill(0)
          moment.give(moment.value[0]!, moment.status[0]!, 0)
          moment.give(moment.value[1]!, moment.status[1]!, 1)
        },
      }
    },
  }),
  node({
    face: {
      type: 'combine.merge',
      group: 'combine',
      title: words('Merge', '汇合'),
      help: words(
        'Samples of all wires on one; of one instant that of the last wire counts.',
        '将多路采样汇合为一路；同一时刻以最后一路为准。',
      ),
      inputs: [any('in', 'Values', '数值', { many: true })],
      outputs: [outLike],
      settings: [],
    },
    make: () => ({
      at: (moment) => {
        for (let slot = moment.value.length - 1; slot >= 0; slot--)
          if (moment.came[slot] === 1) return moment.give(moment.value[slot]!, moment.status[slot]!)
      },
    }),
  }),
  node({
    face: {
      type: 'combine.first-good',
      group: 'combine',
      title: words('First good', '首个好值'),
      help: words(
        'Of redundant sensors the first, in the order of the wires, that is good; else the first that is uncertain.',
        '冗余传感器中按连线顺序取首个好值，否则取首个不确定值。',
      ),
      inputs: [any('in', 'Values', '数值', { many: true })],
      outputs: [outLike, number('which', 'Which', '来源序号')],
      settings: [],
    },
    make: () => ({
      at: (moment) => {
        const { value, status } = moment
        let slot = status.findIndex((one) => isGood(one))
        if (slot < 0) slot = status.findIndex((one) => !isBad(one))
        if (slot < 0) {
          moment.giveBad(status[0]!, 0)
          return moment.giveBad(status[0]!, 1)
        }
        moment.give(value[slot]!, status[slot]!, 0)
        moment.give(slot + 1, Status.Good, 1)
      },
    }),
  }),
  node({
    face: {
      type: 'combine.vote-2oo3',
      group: 'combine',
      title: words('Two out of three', '三取二表决'),
      help: words(
        'True when two of three conditions hold. With one bad the other two must agree, and the result is uncertain; with two bad it is bad.',
        '三个条件中两个成立为真。一个坏值时需其余两个一致且结果不确定；两个坏值时结果为坏值。',
      ),
      inputs: [condition('a', 'a', 'a'), condition('b', 'b', 'b'), condition('c', 'c', 'c')],
      outputs: [outCondition, condition('differ', 'They differ', '不一致')],
      settings: [],
    },
    make: () => ({
      at: (moment) => {
        let held = 0
        let usable = 0
        let all: number = Status.Good
        let reason: number = Status.Good
        for (let slot = 0; slot < 3; slot++) {
          const status = moment.status[slot]!
          if (isBad(status)) reason = worst(reason, status)
          else {
            held += moment.value[slot]!
            usable++
            all = worst(all, status)
          }
        }
        if (usable < 2) {
          moment.giveBad(reason, 0)
          return moment.giveBad(reason, 1)
        }
        const differ = held !== 0 && held !== usable
        if (usable === 3) moment.give(held >= 2 ? 1 : 0, all)
        else if (differ) moment.giveBad(reason)
        else moment.give(held === 2 ? 1 : 0, worst(all, Status.UncertainSubNormal))
        moment.give(differ ? 1 : 0, all, 1)
      },
    }),
  }),
  node({
    face: {
      type: 'combine.middle',
      group: 'combine',
      title: words('Middle of three', '三取中'),
      help: words(
        'Of three sensors the middle value; it tells when one lies further from it than the tolerance.',
        '三个传感器取中间值；任一偏离超过容差时给出提示。',
      ),
      inputs: [number('a', 'a', 'a'), number('b', 'b', 'b', { like: 'a' }), number('c', 'c', 'c', { like: 'a' })],
      outputs: [number('out', 'Result', '结果', { like: 'a' }), condition('differ', 'One differs', '偏离')],
      settings: [
        setting('number', 'tolerance', 'Tolerance', '容差', { unitOf: 'a', difference: true, default: 1, low: 0 }),
      ],
    },
    make: (making) => {
      const tolerance = making.number('tolerance')
      return {
        at: (moment) => {
          const { value, status } = middle(moment)
          moment.give(value, status)
          if (isBad(status)) return moment.giveBad(status, 1)
          const differs = moment.value.some((one) => Math.abs(one - value) > tolerance)
          moment.give(differs ? 1 : 0, status, 1)
        },
      }
    },
  }),
  over(
    'combine.sum',
    words('Sum', '求和'),
    words('Of all values, in the unit of the first.', '所有输入之和，单位同第一个。'),
    (sum, value) => sum + value,
    (sum) => sum,
  ),
  over(
    'combine.mean',
    words('Mean', '平均'),
    words('Of all values, in the unit of the first.', '所有输入的平均，单位同第一个。'),
    (sum, value) => sum + value,
    (sum, count) => sum / count,
  ),
  over(
    'combine.min',
    words('Least', '最小'),
    words('Of all values, in the unit of the first.', '所有输入中最小者，单位同第一个。'),
    Math.min,
    (sum) => sum,
  ),
  over(
    'combine.max',
    words('Most', '最大'),
    words('Of all values, in the unit of the first.', '所有输入中最大者，单位同第一个。'),
    Math.max,
    (sum) => sum,
  ),
]
