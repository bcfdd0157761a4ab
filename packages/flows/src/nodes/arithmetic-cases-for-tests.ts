import { conditions, type NodeCase, numbers, run, texts } from './rows-for-tests.ts'

const T = true
const F = false

export const arithmeticCases: readonly NodeCase[] = [
  {
    type: 'in.constant',
    says: 'stands from the beginning',
    settings: { type: 'text', value: 'on' },
    inputs: {},
    until: 2,
    expect: { out: [[0, 'on']] },
  },
  {
    type: 'in.parameter',
    says: 'gives its value',
    settings: { parameter: 'limit' },
    parameters: [{ name: 'limit', unit: 'bar', default: 7.5 }],
    inputs: {},
    until: 1,
    expect: { out: [[0, 7.5]] },
  },
  {
    type: 'in.schedule',
    says: 'beats by the clock of UTC',
    settings: { period: 2, offset: 1 },
    inputs: {},
    until: 5,
    expect: {
      tick: [
        [1, T],
        [3, T],
        [5, T],
      ],
      out: [
        [1, 883612800],
        [3, 883612801],
        [5, 883612802],
      ],
    },
  },
  {
    type: 'math.expression',
    says: 'works with units and what others hold',
    settings: { formula: 'power / flow', unit: 'kW.min/m3' },
    inputs: {
      power: numbers(
        [
          [0, 90],
          [2, 120],
        ],
        'kW',
      ),
      flow: numbers(
        [
          [1, 900],
          [3, null],
        ],
        'm3/h',
      ),
    },
    expect: {
      out: [
        [0, null],
        [1, 6],
        [2, 8],
        [3, null],
      ],
    },
  },
  {
    type: 'math.expression',
    says: 'knows the parameters of the flow',
    settings: { formula: 'a > limit', constants: ['limit'] },
    parameters: [{ name: 'limit', unit: 'bar', default: 1 }],
    inputs: { a: numbers(run(90, 110), 'kPa') },
    expect: { out: run(F, T) },
  },
  {
    type: 'math.add',
    says: 'takes the unit of the first',
    inputs: { a: numbers(run(1), 'bar'), b: numbers(run(50), 'kPa') },
    expect: { out: run(1.5) },
  },
  {
    type: 'math.subtract',
    says: 'gives a difference',
    inputs: { a: numbers(run(80), 'Cel'), b: numbers(run(60), 'Cel') },
    expect: { out: run(20) },
  },
  {
    type: 'math.multiply',
    says: 'multiplies',
    inputs: { a: numbers(run(3)), b: numbers(run(4)) },
    expect: { out: run(12) },
  },
  {
    type: 'math.divide',
    says: 'is bad by zero',
    inputs: { a: numbers(run(3, 3)), b: numbers(run(4, 0)) },
    expect: { out: run(0.75, null) },
  },
  { type: 'math.abs', says: 'drops the sign', inputs: { in: numbers(run(-2, 3)) }, expect: { out: run(2, 3) } },
  { type: 'math.sqrt', says: 'is bad below zero', inputs: { in: numbers(run(9, -1)) }, expect: { out: run(3, null) } },
  {
    type: 'math.scale',
    says: 'draws a line',
    settings: { in_low: 4, in_high: 20, out_low: 0, out_high: 16, unit: 'bar' },
    inputs: { in: numbers(run(4, 12, 20, null)) },
    expect: { out: run(0, 8, 16, null) },
  },
  {
    type: 'math.clamp',
    says: 'is uncertain at a limit',
    settings: { low: 0, high: 10 },
    inputs: { in: numbers(run(-1, 5, 11)) },
    expect: {
      out: [
        [0, 0, 'uncertain'],
        [1, 5, 'good'],
        [2, 10, 'uncertain'],
      ],
    },
  },
  {
    type: 'math.round',
    says: 'goes to the nearest step',
    settings: { step: 0.5 },
    inputs: { in: numbers(run(1.3, 1.2)) },
    expect: { out: run(1.5, 1) },
  },
  {
    type: 'math.convert',
    says: 'converts',
    settings: { unit: 'Cel' },
    inputs: { in: numbers(run(212), '[degF]') },
    expect: { out: run(100) },
  },
  {
    type: 'math.compare',
    says: 'takes a parameter in its own unit',
    settings: { is: 'above', limit: { parameter: 'limit' } },
    parameters: [{ name: 'limit', unit: 'kPa', default: 750 }],
    inputs: { in: numbers(run(7.4, 7.6, null), 'bar') },
    expect: { out: run(F, T, null) },
  },
  {
    type: 'math.rate',
    says: 'tells K a minute of degrees',
    settings: { per: 'min' },
    inputs: {
      in: numbers(
        [
          [0, 20],
          [30, 21],
          [60, null],
          [90, 5],
          [120, 4],
        ],
        'Cel',
      ),
    },
    expect: {
      out: [
        [30, 2],
        [60, null],
        [120, -2],
      ],
    },
  },
  {
    type: 'math.integral',
    says: 'makes kWh of kW by the trapezoid',
    settings: { per: 'h' },
    inputs: {
      in: numbers(
        [
          [0, 10],
          [1800, 20],
          [3600, 20],
        ],
        'kW',
      ),
      reset: conditions([[1800, T]]),
    },
    expect: {
      out: [
        [0, 0],
        [1800, 0],
        [3600, 10],
      ],
    },
  },
  {
    type: 'math.total',
    says: 'goes on over a fall of the meter',
    inputs: { in: numbers(run(100, 110, 3, null, 5), 'm3') },
    expect: { out: run(0, 10, 13, null, 15) },
  },
  {
    type: 'logic.and',
    says: 'lets a false one decide over a bad one',
    inputs: { 'in:1': conditions(run(T, F, T)), 'in:2': conditions(run(T, null, null)) },
    expect: { out: run(T, F, null) },
  },
  {
    type: 'logic.or',
    says: 'lets a true one decide over a bad one',
    inputs: { 'in:1': conditions(run(F, T, F)), 'in:2': conditions(run(F, null, null)) },
    expect: { out: run(F, T, null) },
  },
  {
    type: 'logic.xor',
    says: 'counts oddly',
    inputs: { 'in:1': conditions(run(T, T)), 'in:2': conditions(run(F, T)) },
    expect: { out: run(T, F) },
  },
  { type: 'logic.not', says: 'turns', inputs: { in: conditions(run(T, F, null)) }, expect: { out: run(F, T, null) } },
  {
    type: 'logic.switch',
    says: 'lets through while it holds',
    inputs: { in: numbers(run(1, 2, 3)), when: conditions(run(F, T)) },
    expect: {
      out: [
        [1, 2],
        [2, 3],
      ],
    },
  },
  {
    type: 'logic.select',
    says: 'looks at the one it takes alone',
    inputs: { in: numbers([[0, 1]], 'bar'), other: numbers([[0, null]], 'kPa'), when: conditions(run(T, F)) },
    expect: { out: run(1, null) },
  },
  {
    type: 'logic.latch',
    says: 'is set and reset, and stays uncertain where one is bad',
    inputs: {
      set: conditions([
        [0, F],
        [1, T],
        [2, F],
        [4, null],
      ]),
      reset: conditions([
        [0, F],
        [3, T],
      ]),
    },
    expect: {
      out: [
        [0, F],
        [1, T],
        [2, T],
        [3, F],
        [4, F, 'uncertain'],
      ],
    },
  },
  {
    type: 'logic.edge',
    says: 'is true where it changes',
    inputs: { in: conditions(run(F, T, T, null, F, T)) },
    expect: { out: run(F, T, F, null, F, T) },
  },
  {
    type: 'logic.pulse',
    says: 'lasts its time',
    settings: { length: 2 },
    inputs: { in: conditions(run(F, T, F, T)) },
    until: 10,
    expect: {
      out: [
        [0, F],
        [1, T],
        [3, F],
      ],
    },
  },
  {
    type: 'logic.pulse',
    says: 'begins anew where wished',
    settings: { length: 3, again: true },
    inputs: { in: conditions(run(F, T, F, T)) },
    until: 10,
    expect: {
      out: [
        [0, F],
        [1, T],
        [6, F],
      ],
    },
  },
  {
    type: 'logic.state-machine',
    says: 'goes on by conditions and by time',
    settings: {
      initial: 'stopped',
      transitions: [
        { from: 'stopped', to: 'running', when: 'start' },
        { from: 'running', to: 'run-on', when: 'stop' },
        { from: 'run-on', to: 'stopped', after: 30 },
      ],
    },
    inputs: {
      start: conditions([
        [0, F],
        [5, T],
        [6, F],
      ]),
      stop: conditions([
        [0, F],
        [10, T],
      ]),
    },
    until: 60,
    expect: {
      state: [
        [0, 'stopped'],
        [5, 'running'],
        [10, 'run-on'],
        [40, 'stopped'],
      ],
      number: [
        [0, 0],
        [5, 1],
        [10, 2],
        [40, 0],
      ],
    },
  },
  {
    type: 'logic.counter',
    says: 'counts rises up to a limit',
    settings: { limit: 2 },
    inputs: { in: conditions(run(T, F, T, null, F)), reset: conditions([[4, T]]) },
    expect: {
      out: [
        [0, 1],
        [1, 1],
        [2, 2],
        [3, 2, 'uncertain'],
        [4, 0],
      ],
      reached: run(F, F, T, T, F),
    },
  },
  {
    type: 'logic.toggle',
    says: 'turns at each rise',
    inputs: { in: conditions(run(T, F, T, T)) },
    expect: { out: run(T, T, F, F) },
  },
  {
    type: 'logic.hysteresis',
    says: 'stays between its limits',
    settings: { on: 80, off: 75 },
    inputs: { in: numbers(run(78, 81, 77, 74, 78)) },
    expect: { out: run(F, T, T, F, F) },
  },
  {
    type: 'logic.hysteresis',
    says: 'works downwards',
    settings: { on: 10, off: 20 },
    inputs: { in: numbers(run(15, 9, 15, 21)) },
    expect: { out: run(F, T, T, F) },
  },
  {
    type: 'lookup.table',
    says: 'takes the step below',
    settings: {
      rows: [
        { x: 10, y: 2 },
        { x: 0, y: 1 },
      ],
    },
    inputs: { in: numbers(run(-1, 0, 9, 10)) },
    expect: { out: run(null, 1, 1, 2) },
  },
  {
    type: 'lookup.curve',
    says: 'draws lines, uncertain beyond its ends',
    settings: {
      rows: [
        { x: 0, y: 0 },
        { x: 10, y: 20 },
      ],
    },
    inputs: { in: numbers(run(-1, 5, 10, 11)) },
    expect: {
      out: [
        [0, 0, 'uncertain'],
        [1, 10, 'good'],
        [2, 20, 'good'],
        [3, 20, 'uncertain'],
      ],
    },
  },
  {
    type: 'lookup.map',
    says: 'names values',
    settings: {
      rows: [
        { from: '0', to: 'stopped' },
        { from: '1', to: 'running' },
      ],
      otherwise: 'other',
    },
    inputs: { in: numbers(run(1, 0, 7, null)) },
    expect: { out: run('running', 'stopped', 'other', null) },
  },
  {
    type: 'text.format',
    says: 'puts values in',
    settings: { template: '{p:1} bar, {on}, {name}' },
    inputs: { p: numbers(run(7.46)), on: conditions(run(T)), name: texts(run('C1')) },
    expect: { out: run('7.5 bar, true, C1') },
  },
  {
    type: 'text.parse-json',
    says: 'finds the value at a path',
    settings: { path: 'data.0.t', type: 'number', unit: 'Cel' },
    inputs: { in: texts(run('{"data":[{"t":21.5}]}', '{"data":[]}', '{', '{"data":[{"t":"x"}]}')) },
    expect: {
      out: [
        [0, 21.5],
        [1, null, 0x809b0000],
        [2, null, 0x80070000],
        [3, null, 0x80740000],
      ],
    },
  },
  {
    type: 'text.parse-json',
    says: 'takes nothing of an object that it has by birth',
    settings: { path: 'constructor.name', type: 'text' },
    inputs: { in: texts(run('{}')) },
    expect: { out: run(null) },
  },
  {
    type: 'text.match',
    says: 'knows * and ?',
    settings: { how: 'like', of: 'E?-*fail*', case: false },
    inputs: { in: texts(run('e1-pump failed', 'E12-fail')) },
    expect: { out: run(T, F) },
  },
]
