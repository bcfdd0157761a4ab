import { conditions, type NodeCase, numbers, run, texts } from './rows-for-tests.ts'

const T = true
const F = false

export const timeCases: readonly NodeCase[] = [
  {
    type: 'time.delay',
    says: 'gives everything later',
    settings: { delay: 2.5 },
    inputs: { in: texts(run('a', null)) },
    until: 10,
    expect: {
      out: [
        [2.5, 'a'],
        [3.5, null],
      ],
    },
  },
  {
    type: 'time.on-delay',
    says: 'waits for what lasts',
    settings: { delay: 2 },
    inputs: {
      in: conditions([
        [0, F],
        [1, T],
        [2, F],
        [3, T],
        [6, F],
        [7, null],
      ]),
    },
    until: 10,
    expect: {
      out: [
        [0, F],
        [2, F],
        [5, T],
        [6, F],
        [7, null],
      ],
    },
  },
  {
    type: 'time.on-delay',
    says: 'does not hold where it ends at the very instant',
    settings: { delay: 2 },
    inputs: {
      in: conditions([
        [0, F],
        [1, T],
        [3, F],
      ]),
    },
    until: 10,
    expect: {
      out: [
        [0, F],
        [3, F],
      ],
    },
  },
  {
    type: 'time.off-delay',
    says: 'ends late',
    settings: { delay: 2 },
    inputs: {
      in: conditions([
        [0, T],
        [1, F],
        [2, T],
        [3, F],
      ]),
    },
    until: 10,
    expect: {
      out: [
        [0, T],
        [2, T],
        [5, F],
      ],
    },
  },
  {
    type: 'time.window',
    says: 'ends before its boundary, and is bad when empty',
    settings: { figure: 'mean', length: 10 },
    inputs: {
      in: numbers([
        [0, 1],
        [5, 3],
        [10, 9],
        [12, null],
      ]),
    },
    until: 30,
    expect: {
      out: [
        [10, 2, 'good'],
        [20, 9, 'uncertain'],
        [30, null],
      ],
    },
  },
  {
    type: 'time.window',
    says: 'slides',
    settings: { figure: 'sum', length: 2, mode: 'sliding' },
    inputs: { in: numbers(run(1, 2, 3, 4)) },
    expect: { out: run(1, 3, 5, 7) },
  },
  {
    type: 'time.window',
    says: 'weighs by time',
    settings: { figure: 'time-mean', length: 10 },
    inputs: {
      in: numbers([
        [0, 10],
        [8, 20],
      ]),
    },
    until: 10,
    expect: { out: [[10, 12]] },
  },
  {
    type: 'time.window',
    says: 'knows least, most and range',
    settings: { figure: 'range', length: 10 },
    inputs: {
      in: numbers(
        [
          [0, 10],
          [1, 30],
          [2, 20],
        ],
        'Cel',
      ),
    },
    until: 10,
    expect: { out: [[10, 20]] },
  },
  {
    type: 'time.resample',
    says: 'tells what stands at the beat',
    settings: { period: 2 },
    inputs: {
      in: numbers([
        [0.5, 1],
        [1, 2],
        [5, 3],
      ]),
    },
    until: 6,
    expect: {
      out: [
        [2, 2],
        [4, 2],
        [6, 3],
      ],
    },
  },
  {
    type: 'time.hold',
    says: 'bridges for so long',
    settings: { most: 2 },
    inputs: {
      in: numbers([
        [0, 5],
        [1, null],
        [2, null],
        [4, 6],
      ]),
    },
    expect: {
      out: [
        [0, 5, 'good'],
        [1, 5, 'uncertain'],
        [2, 5, 'uncertain'],
        [3, null],
        [4, 6, 'good'],
      ],
    },
  },
  {
    type: 'time.timeout',
    says: 'tells silence',
    settings: { after: 3 },
    inputs: {
      in: numbers([
        [0, 1],
        [2, 1],
        [9, 1],
      ]),
    },
    until: 10,
    expect: {
      out: [
        [0, F],
        [5, T],
        [9, F],
      ],
    },
  },
  {
    type: 'time.duration',
    says: 'counts while it holds',
    settings: { period: 10 },
    inputs: {
      in: conditions([
        [0, F],
        [1, T],
        [3, T],
        [20, F],
      ]),
    },
    expect: {
      out: [
        [0, 0],
        [1, 0],
        [3, 2],
        [13, 12],
        [20, 0],
      ],
    },
  },
  {
    type: 'time.hours-run',
    says: 'adds up, and resets',
    settings: { period: 3600 },
    inputs: {
      in: conditions([
        [0, T],
        [1800, F],
        [3600, T],
      ]),
      reset: conditions([[3600, T]]),
    },
    until: 7200,
    expect: {
      out: [
        [0, 0],
        [1800, 0.5],
        [3600, 0],
        [7200, 1],
      ],
    },
  },
  {
    type: 'time.sample-and-hold',
    says: 'takes what is there',
    inputs: { in: numbers(run(1, 2, 3)), when: conditions(run(F, T, T)) },
    expect: { out: [[1, 2]] },
  },
  {
    type: 'time.schedule-mask',
    says: 'follows local time over midnight: 2026-01-01 was a Thursday, 00:00 UTC 08:00 in Shanghai',
    settings: { zone: 'Asia/Shanghai', times: [{ days: 'Thu', from: '22:00', to: '06:00' }] },
    inputs: {},
    until: 100_000,
    expect: {
      out: [
        [0, F],
        [50_400, T],
        [79_200, F],
      ],
    },
  },
  {
    type: 'filter.deadband',
    says: 'lets through what moved, and quality',
    settings: { band: 0.5 },
    inputs: { in: numbers(run(1, 1.4, 1.6, null, null, 1.6)) },
    expect: {
      out: [
        [0, 1],
        [2, 1.6],
        [3, null],
        [5, 1.6],
      ],
    },
  },
  {
    type: 'filter.change',
    says: 'drops what repeats',
    inputs: { in: texts(run('a', 'a', 'b')) },
    expect: {
      out: [
        [0, 'a'],
        [2, 'b'],
      ],
    },
  },
  {
    type: 'filter.throttle',
    says: 'lets one through an interval',
    settings: { interval: 2 },
    inputs: { in: numbers(run(1, 2, 3, null, 5)) },
    expect: {
      out: [
        [0, 1],
        [2, 3],
        [3, null],
        [4, 5],
      ],
    },
  },
  {
    type: 'filter.quality',
    says: 'drops what is bad',
    inputs: {
      in: numbers([
        [0, 1],
        [1, null],
        [2, 3, 'uncertain'],
      ]),
    },
    expect: {
      out: [
        [0, 1],
        [2, 3],
      ],
    },
  },
  {
    type: 'filter.range',
    says: 'is bad outside',
    settings: { low: 0, high: 10 },
    inputs: { in: numbers(run(5, 11)) },
    expect: {
      out: [
        [0, 5],
        [1, null, 0x803c0000],
      ],
    },
  },
  {
    type: 'filter.spike',
    says: 'puts the median for a spike (Hampel)',
    settings: { size: 5, deviations: 3 },
    inputs: { in: numbers(run(10, 11, 10, 100, 11)) },
    expect: {
      out: [
        [0, 10, 'good'],
        [1, 11, 'good'],
        [2, 10, 'good'],
        [3, 10.5, 'uncertain'],
        [4, 11, 'good'],
      ],
    },
  },
  {
    type: 'filter.lowpass',
    says: 'reaches 1 − 1/e of a step after its constant',
    settings: { constant: 10 },
    inputs: {
      in: numbers([
        [0, 0],
        [10, 1],
      ]),
    },
    expect: {
      out: [
        [0, 0],
        [10, 1 - Math.exp(-1)],
      ],
    },
  },
  {
    type: 'filter.median',
    says: 'takes the middle',
    settings: { size: 3 },
    inputs: { in: numbers(run(1, 9, 2, 3)) },
    expect: { out: run(1, 5, 2, 3) },
  },
  {
    type: 'filter.average',
    says: 'takes the mean of the last',
    settings: { size: 2 },
    inputs: { in: numbers(run(1, 3, null, 5)) },
    expect: { out: run(1, 2, null, 4) },
  },
  {
    type: 'combine.join',
    says: 'pairs what lies near, once',
    settings: { tolerance: 0.5 },
    inputs: {
      a: numbers([
        [0, 1],
        [1, 2],
        [3, 3],
      ]),
      b: numbers([
        [0.2, 10],
        [1.9, 20],
        [3, 30],
      ]),
    },
    expect: {
      a_out: [
        [0.2, 1],
        [3, 3],
      ],
      b_out: [
        [0.2, 10],
        [3, 30],
      ],
    },
  },
  {
    type: 'combine.merge',
    says: 'takes the last wire where both come',
    inputs: {
      'in:1': numbers([
        [0, 1],
        [1, 1],
      ]),
      'in:2': numbers([[1, 2]]),
    },
    expect: { out: run(1, 2) },
  },
  {
    type: 'combine.first-good',
    says: 'falls back',
    inputs: { 'in:1': numbers(run(1, null), 'bar'), 'in:2': numbers([[0, 200]], 'kPa') },
    expect: { out: run(1, 2), which: run(1, 2) },
  },
  {
    type: 'combine.vote-2oo3',
    says: 'votes, and must agree where one is bad',
    inputs: { a: conditions(run(T, T, T)), b: conditions(run(T, F, T)), c: conditions(run(F, null, null)) },
    expect: {
      out: [
        [0, T, 'good'],
        [1, null],
        [2, T, 'uncertain'],
      ],
      differ: run(T, T, F),
    },
  },
  {
    type: 'combine.middle',
    says: 'takes the middle, or the mean of two',
    settings: { tolerance: 1 },
    inputs: { a: numbers(run(1, 1)), b: numbers(run(2, null)), c: numbers(run(9, 2)) },
    expect: {
      out: [
        [0, 2, 'good'],
        [1, 1.5, 'uncertain'],
      ],
      differ: run(T, F),
    },
  },
  {
    type: 'combine.sum',
    says: 'adds in the unit of the first',
    inputs: { 'in:1': numbers(run(1, 1), 'kW'), 'in:2': numbers(run(500, null), 'W') },
    expect: { out: run(1.5, null) },
  },
  {
    type: 'combine.mean',
    says: 'leaves out where wished',
    settings: { bad: 'leave' },
    inputs: { 'in:1': numbers(run(1, 1)), 'in:2': numbers(run(3, null)) },
    expect: {
      out: [
        [0, 2, 'good'],
        [1, 1, 'uncertain'],
      ],
    },
  },
  {
    type: 'combine.min',
    says: 'takes the least',
    inputs: { 'in:1': numbers(run(1)), 'in:2': numbers(run(3)) },
    expect: { out: run(1) },
  },
  {
    type: 'combine.max',
    says: 'takes the most',
    inputs: { 'in:1': numbers(run(1)), 'in:2': numbers(run(3)) },
    expect: { out: run(3) },
  },
]
