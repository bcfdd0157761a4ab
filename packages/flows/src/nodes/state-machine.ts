import { Fault, isBad, MICROS_PER_S, Status, worst } from '@millrace/core'
import '../faults.ts'
import type { Settings } from '../kind.ts'
import { condition, node, number, setting, text, words } from './define.ts'

interface Transition {
  readonly from: string
  readonly to: string
  /** Name of the condition that leads on; without one, time alone. */
  readonly when?: string
  /** It leads on only after so long in the state, s. */
  readonly after?: number
}

const transitionsOf = (settings: Settings): readonly Transition[] =>
  (settings['transitions'] ?? []) as readonly Transition[]

const conditionsOf = (settings: Settings): readonly string[] => [
  ...new Set(transitionsOf(settings).flatMap(({ when }) => (when ? [when] : []))),
]

/** The first state is the one that the machine begins in. */
const statesOf = (settings: Settings): readonly string[] => [
  ...new Set([
    String(settings['initial']),
    ...transitionsOf(settings).flatMap(({ from, to }) => (from === '*' ? [to] : [from, to])),
  ]),
]

const outputs = [text('state', 'State', '状态'), number('number', 'Number of the state', '状态序号')]

/** Transitions that lead on at one instant, at the most: states that lead to each other without time are a circle. */
const MOST_STEPS = 32
const PORT = /^[A-Za-z][A-Za-z0-9_-]*$/

export const stateMachine = node({
  face: {
    type: 'logic.state-machine',
    group: 'logic',
    title: words('State machine', '状态机'),
    help: words(
      'Is in one state at a time, and goes on by the first transition whose condition holds and whose time is over; "*" is from any state. A bad condition does not lead on.',
      '任一时刻处于一个状态，按首个条件成立且延时已到的转移前进；“*”表示任意状态。坏值条件不触发转移。',
    ),
    inputs: [],
    outputs,
    settings: [
      setting('text', 'initial', 'Begins in', '初始状态', { default: 'idle' }),
      setting('rows', 'transitions', 'Transitions', '转移', {
        columns: [
          setting('text', 'from', 'From', '从'),
          setting('text', 'to', 'To', '到'),
          setting('text', 'when', 'When', '条件', { optional: true }),
          setting('number', 'after', 'After', '延时', { unit: 's', low: 0, optional: true }),
        ],
      }),
    ],
    examples: [
      {
        title: words('Pump with run-on', '带延时停的泵'),
        settings: {
          initial: 'stopped',
          transitions: [
            { from: 'stopped', to: 'running', when: 'start' },
            { from: 'running', to: 'run-on', when: 'stop' },
            { from: 'run-on', to: 'stopped', after: 30 },
          ],
        },
      },
    ],
  },
  ports: (settings) => {
    const names = conditionsOf(settings)
    const wrong = names.find((name) => !PORT.test(name))
    if (wrong !== undefined)
      throw new Fault('flow.setting_malformed', {
        setting: 'transitions',
        expected: 'a name of letters and digits as a condition',
        seen: wrong,
      })
    return { inputs: names.map((name) => condition(name, name, name)), outputs }
  },
  make: (making) => {
    const states = statesOf(making.settings)
    const names = conditionsOf(making.settings)
    const numbers = states.map((state) => making.texts.numberOf(state))
    const transitions = transitionsOf(making.settings).map(({ from, to, when, after = 0 }) => ({
      from: from === '*' ? -1 : states.indexOf(from),
      to: states.indexOf(to),
      slot: when ? names.indexOf(when) : -1,
      after: Math.round(after * MICROS_PER_S),
    }))
    const shortest = Math.min(...transitions.map(({ after }) => after).filter((after) => after > 0), Infinity)
    // Cells: state, since when.
    return {
      cells: 2,
      period: shortest,
      begin: (moment) => {
        moment.cells[1] = moment.at
        moment.wake = moment.at
      },
      at: (moment) => {
        const { cells, value, status } = moment
        const first = cells[0]!
        let moved = false
        for (let step = 0; step < MOST_STEPS; step++) {
          const next = transitions.find(
            ({ from, to, slot, after }) =>
              (from === cells[0] || (from === -1 && to !== cells[0])) &&
              moment.at - cells[1]! >= after &&
              (slot < 0 ? after > 0 : value[slot] === 1),
          )
          if (!next) break
          cells[0] = next.to
          cells[1] = moment.at
          moved = true
        }
        // The next instant at which time alone, or time and what holds now, leads on.
        let wake = Number.POSITIVE_INFINITY
        for (const { from, to, slot, after } of transitions) {
          const due = cells[1]! + after
          if (
            (from === cells[0] || (from === -1 && to !== cells[0])) &&
            due > moment.at &&
            (slot < 0 || value[slot] === 1)
          )
            wake = Math.min(wake, due)
        }
        moment.wake = wake
        if (!moved && !(moment.woke && moment.at === cells[1] && first === cells[0])) return
        let all: number = Status.Good
        for (let slot = 0; slot < value.length; slot++)
          if (moment.since[slot] !== -Infinity)
            all = worst(all, isBad(status[slot]!) ? Status.UncertainLastUsableValue : status[slot]!)
        moment.give(numbers[cells[0]!]!, all)
        moment.give(cells[0]!, all, 1)
      },
    }
  },
})
