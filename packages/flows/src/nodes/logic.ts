import { isBad, Status, worst } from '@millrace/core'
import type { Moment } from '../engine/moment.ts'
import type { Words } from '../face.ts'
import type { Making, MomentWork, NodeKind } from '../kind.ts'
import {
  any,
  choices,
  condition,
  inCondition,
  inNumber,
  node,
  number,
  outCondition,
  outLike,
  seconds,
  setting,
  words,
} from './define.ts'
import { each } from './math.ts'
import { stateMachine } from './state-machine.ts'

const many = condition('in', 'Conditions', '条件', { many: true })

/** What decides counts alone: one false of an "and", one true of an "or". Otherwise a bad one makes the result bad. */
const gate = (type: string, title: Words, help: Words, deciding: 0 | 1): NodeKind =>
  node({
    face: { type, group: 'logic', title, help, inputs: [many], outputs: [outCondition], settings: [] },
    make: () => ({
      at: (moment) => {
        const { value, status } = moment
        let all: number = Status.Good
        for (let slot = 0; slot < value.length; slot++) {
          if (value[slot] === deciding) return moment.give(deciding, status[slot]!)
          all = worst(all, status[slot]!)
        }
        moment.give(1 - deciding, all)
      },
    }),
  })

/** Whether a condition came to hold just now; cell `i` remembers what it was. A bad one changes nothing. */
export function rises(moment: Moment, slot: number, i: number): boolean {
  if (moment.came[slot] === 0 || isBad(moment.status[slot]!)) return false
  const now = moment.value[slot]!
  const before = moment.cells[i]!
  moment.cells[i] = now
  return now === 1 && before === 0
}

const latch = ({ text }: Making): MomentWork => {
  const setFirst = text('first') === 'set'
  return {
    // Cells: held, one was told.
    cells: 2,
    at: (moment) => {
      const [set, reset] = [moment.value[0] === 1, moment.value[1] === 1]
      if (set && reset) moment.cells[0] = setFirst ? 1 : 0
      else if (set) moment.cells[0] = 1
      else if (reset) moment.cells[0] = 0
      const status = worst(moment.status[0]!, moment.since[1] === -Infinity ? Status.Good : moment.status[1]!)
      moment.give(moment.cells[0]!, isBad(status) ? Status.UncertainLastUsableValue : status)
    },
  }
}

export const logic: readonly NodeKind[] = [
  gate(
    'logic.and',
    words('And', '与'),
    words(
      'True while all conditions hold. One that is false decides, whatever the others are.',
      '所有条件成立时为真；任一为假即为假。',
    ),
    0,
  ),
  gate(
    'logic.or',
    words('Or', '或'),
    words('True while one condition holds. One that is true decides, whatever the others are.', '任一条件成立时为真。'),
    1,
  ),
  node({
    face: {
      type: 'logic.xor',
      group: 'logic',
      title: words('Either', '异或'),
      help: words('True while an odd number of the conditions holds.', '成立条件的个数为奇数时为真。'),
      inputs: [many],
      outputs: [outCondition],
      settings: [],
    },
    make: () => ({
      at: (moment) => {
        let sum = 0
        let all: number = Status.Good
        for (let slot = 0; slot < moment.value.length; slot++) {
          sum += moment.value[slot]!
          all = worst(all, moment.status[slot]!)
        }
        moment.give(sum % 2, all)
      },
    }),
  }),
  node({
    face: {
      type: 'logic.not',
      group: 'logic',
      title: words('Not', '非'),
      help: words('True while the condition does not hold.', '条件不成立时为真。'),
      inputs: [inCondition],
      outputs: [outCondition],
      settings: [],
    },
    make: () => ({ at: each((value) => 1 - value) }),
  }),
  node({
    face: {
      type: 'logic.switch',
      group: 'logic',
      title: words('Gate', '通断'),
      help: words('Lets samples through while a condition holds.', '条件成立时放行采样值。'),
      inputs: [any('in', 'Value', '输入值'), condition('when', 'While', '条件')],
      outputs: [outLike],
      settings: [],
    },
    make: () => ({
      at: (moment) => {
        if (moment.came[0] === 1 && moment.value[1] === 1)
          moment.give(moment.value[0]!, worst(moment.status[0]!, moment.status[1]!))
      },
    }),
  }),
  node({
    face: {
      type: 'logic.select',
      group: 'logic',
      title: words('Select', '选择'),
      help: words(
        'The first value while a condition holds, the second otherwise. Of the two only the one that is taken counts.',
        '条件成立取第一值，否则取第二值；只有被选中的值参与质量判定。',
      ),
      inputs: [
        any('in', 'While it holds', '成立时'),
        any('other', 'Otherwise', '否则', { like: 'in' }),
        condition('when', 'Condition', '条件'),
      ],
      outputs: [outLike],
      settings: [],
    },
    make: () => ({
      at: (moment) => {
        if (isBad(moment.status[2]!)) return moment.giveBad(moment.status[2]!)
        const slot = moment.value[2] === 1 ? 0 : 1
        moment.give(moment.value[slot]!, worst(moment.status[2]!, moment.status[slot]!))
      },
    }),
  }),
  node({
    face: {
      type: 'logic.latch',
      group: 'logic',
      title: words('Latch', '锁存'),
      help: words(
        'Set by one condition, reset by the other. A bad one leaves it as it is, and uncertain.',
        '由一个条件置位、另一个复位；坏值时保持并标为不确定。',
      ),
      inputs: [condition('set', 'Set', '置位'), condition('reset', 'Reset', '复位', { optional: true })],
      outputs: [outCondition],
      settings: [
        choices(
          'first',
          'Where both hold',
          '同时成立时',
          { reset: ['reset', '复位优先'], set: ['set', '置位优先'] },
          'reset',
        ),
      ],
    },
    make: latch,
  }),
  node({
    face: {
      type: 'logic.edge',
      group: 'logic',
      title: words('Edge', '边沿'),
      help: words(
        'True at the samples at which a condition changes; a bad one is passed over.',
        '条件变化的采样处为真；坏值被略过。',
      ),
      inputs: [inCondition],
      outputs: [outCondition],
      settings: [
        choices(
          'which',
          'Which',
          '边沿',
          { rising: ['to true', '上升'], falling: ['to false', '下降'], both: ['both', '双边'] },
          'rising',
        ),
      ],
    },
    make: ({ text }) => {
      const which = text('which')
      // Cells: what it was, whether there was one.
      return {
        cells: 2,
        at: (moment) => {
          const status = moment.status[0]!
          if (isBad(status)) return moment.giveBad(status)
          const now = moment.value[0]!
          const changed = moment.cells[1] === 1 ? now !== moment.cells[0] : now === 1
          const told = changed && (which === 'both' || (which === 'rising') === (now === 1))
          moment.cells[0] = now
          moment.cells[1] = 1
          moment.give(told ? 1 : 0, status)
        },
      }
    },
  }),
  node({
    face: {
      type: 'logic.pulse',
      group: 'logic',
      title: words('Pulse', '脉冲'),
      help: words(
        'True for a time from when a condition comes to hold; another rise within it begins the time anew where that is wished.',
        '条件上升后输出固定时长的真；可设置期间再次触发时重新计时。',
      ),
      inputs: [inCondition],
      outputs: [outCondition],
      settings: [
        seconds('length', 'Length', '时长', { default: 1 }),
        setting('boolean', 'again', 'Begins anew', '可重触发', { default: false }),
      ],
    },
    make: (making) => {
      const length = making.micros('length')
      const again = making.flag('again')
      // Cells: what it was, the pulse stands.
      return {
        cells: 2,
        begin: (moment) => {
          moment.wake = moment.at
        },
        at: (moment) => {
          const [rose, was] = [rises(moment, 0, 0), moment.cells[1] === 1]
          if (rose && (again || !was)) {
            moment.cells[1] = 1
            moment.wake = moment.at + length
            if (!was) moment.give(1, moment.status[0]!)
          } else if (moment.woke) {
            moment.cells[1] = 0
            moment.give(0, Status.Good)
          }
        },
      }
    },
  }),
  stateMachine,
  node({
    face: {
      type: 'logic.counter',
      group: 'logic',
      title: words('Counter', '计数器'),
      help: words(
        'Counts how often a condition came to hold since the beginning or the last reset.',
        '统计条件自开始或复位以来上升的次数。',
      ),
      inputs: [inCondition, condition('reset', 'Reset', '复位', { optional: true })],
      outputs: [number('out', 'Count', '次数'), condition('reached', 'Limit reached', '达到上限')],
      settings: [setting('whole', 'limit', 'Limit', '上限', { default: 1_000_000, low: 1 })],
    },
    make: (making) => {
      const limit = making.number('limit')
      // Cells: count, what both inputs were.
      return {
        cells: 3,
        at: (moment) => {
          const rose = rises(moment, 0, 1)
          if (rises(moment, 1, 2)) moment.cells[0] = 0
          else if (rose) moment.cells[0] = moment.cells[0]! + 1
          const status = isBad(moment.status[0]!) ? Status.UncertainLastUsableValue : moment.status[0]!
          moment.give(moment.cells[0]!, status)
          moment.give(moment.cells[0]! >= limit ? 1 : 0, status, 1)
        },
      }
    },
  }),
  node({
    face: {
      type: 'logic.toggle',
      group: 'logic',
      title: words('Toggle', '翻转'),
      help: words('Changes each time a condition comes to hold.', '条件每次上升时翻转输出。'),
      inputs: [inCondition],
      outputs: [outCondition],
      settings: [],
    },
    make: () => ({
      cells: 2,
      at: (moment) => {
        if (rises(moment, 0, 0)) moment.cells[1] = 1 - moment.cells[1]!
        moment.give(moment.cells[1]!, isBad(moment.status[0]!) ? Status.UncertainLastUsableValue : moment.status[0]!)
      },
    }),
  }),
  node({
    face: {
      type: 'logic.hysteresis',
      group: 'logic',
      title: words('Hysteresis', '迟滞'),
      help: words(
        'Comes to hold above one limit and ends below the other; between them it stays. With the first below the second it works downwards.',
        '超过一限时成立、低于另一限时结束，中间保持；若前者小于后者则反向动作。',
      ),
      inputs: [inNumber],
      outputs: [outCondition],
      settings: [
        setting('number', 'on', 'On at', '接通值', { unitOf: 'in' }),
        setting('number', 'off', 'Off at', '断开值', { unitOf: 'in' }),
      ],
      examples: [{ title: words('On at 80, off at 75', '80 接通、75 断开'), settings: { on: 80, off: 75 } }],
    },
    make: (making) => {
      const [on, off] = [making.number('on'), making.number('off')]
      const side = on >= off ? 1 : -1
      return {
        cells: 1,
        at: (moment) => {
          const value = moment.value[0]! * side
          if (value >= on * side) moment.cells[0] = 1
          else if (value <= off * side) moment.cells[0] = 0
          moment.give(moment.cells[0]!, moment.status[0]!)
        },
      }
    },
  }),
]
