import { conditions, type NodeCase, numbers, run, texts } from './rows-for-tests.ts'

const T = true
const F = false

/** NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4: twenty values about a target of 50, λ = 0.3, and their EWMA to two digits
 * (told from memory of the page; the arithmetic of each from the one before agrees). */
const EWMA_IN = [
  52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6,
  52.1,
]
const EWMA_OUT = [
  50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73,
  51.23, 51.94, 51.99,
]

/** The same, 6.3.2.3: means of groups about 325 with k = 0.3175 and h = 4.1959, up to the group that gives the signal. */
const CUSUM_IN = [
  324.925, 324.675, 324.725, 324.35, 325.35, 325.225, 324.125, 324.525, 325.225, 324.6, 324.625, 325.15, 328.325,
  327.25,
]
const CUSUM_ABOVE = [0, 0, 0, 0, 0.03, 0, 0, 0, 0, 0, 0, 0, 3.01, 4.94]
const CUSUM_BELOW = [0, 0.01, 0, 0.33, 0, 0, 0.56, 0.72, 0.17, 0.26, 0.31, 0, 0, 0]

export const figureCases: readonly NodeCase[] = [
  {
    type: 'stats.ewma',
    says: 'gives the figures of the NIST handbook, 6.3.2.4',
    settings: { centre: 50, sigma: 2.0539, lambda: 0.3 },
    inputs: { in: numbers(run(...EWMA_IN)) },
    tolerance: 0.0051,
    expect: { out: run(...EWMA_OUT), alarm: run(...EWMA_IN.map(() => F)) },
  },
  {
    type: 'stats.cusum',
    says: 'gives the figures of the NIST handbook, 6.3.2.3',
    settings: { centre: 325, sigma: 1, slack: 0.3175, limit: 4.1959 },
    inputs: { in: numbers(run(...CUSUM_IN)) },
    tolerance: 0.0051,
    expect: { above: run(...CUSUM_ABOVE), below: run(...CUSUM_BELOW), alarm: run(...CUSUM_IN.map((_, i) => i === 13)) },
  },
  {
    type: 'stats.spc',
    says: 'finds two of three beyond two sigma (Western Electric)',
    settings: { centre: 10, sigma: 1 },
    inputs: { in: numbers(run(12.1, 10, 12.2, null, 12.3, 13.1)) },
    expect: { out: run(F, F, T, null, F, T), rule: run(0, 0, 2, null, 0, 1) },
  },
  {
    type: 'stats.spc',
    says: 'finds six that rise (Nelson)',
    settings: { centre: 10, sigma: 10, rules: 'nelson' },
    inputs: { in: numbers(run(8, 9, 10, 11, 12, 13)) },
    expect: { rule: run(0, 0, 0, 0, 0, 3) },
  },
  // Of 2, 4, 4, 4, 5, 5, 7, 9 the mean is 5 and the sample deviation √(32/7).
  {
    type: 'stats.zscore',
    says: 'measures by those before',
    settings: { size: 8, least: 8 },
    inputs: { in: numbers(run(2, 4, 4, 4, 5, 5, 7, 9, 9)) },
    expect: { out: [[8, 4 / Math.sqrt(32 / 7)]] },
  },
  {
    type: 'time.window',
    says: 'gives the deviation of a sample',
    settings: { figure: 'std', length: 10 },
    inputs: { in: numbers(run(2, 4, 4, 4, 5, 5, 7, 9)) },
    until: 10,
    expect: { out: [[10, Math.sqrt(32 / 7)]] },
  },
  // Hyndman and Fan, type 7: place 0.25 · 3 = 0.75 between 1 and 2.
  {
    type: 'time.window',
    says: 'gives a percentile',
    settings: { figure: 'percentile', percentile: 25, length: 10 },
    inputs: { in: numbers(run(4, 1, 3, 2)) },
    until: 10,
    expect: { out: [[10, 1.75]] },
  },
  {
    type: 'stats.regression',
    says: 'finds the line that there is',
    settings: { length: 7200, least: 3 },
    inputs: {
      in: numbers(
        [
          [0, 1],
          [1800, 2],
          [3600, 3],
        ],
        'bar',
      ),
    },
    expect: { slope: [[3600, 2]], now: [[3600, 3]], fit: [[3600, 1]] },
  },
  // x 1 2 3, y 1 3 2: r = 1/2.
  {
    type: 'stats.correlation',
    says: 'gives Pearson’s r',
    inputs: { in: numbers(run(1, 2, 3)), other: numbers(run(1, 3, 2)) },
    expect: { out: [[2, 0.5]] },
  },
  {
    type: 'stats.histogram',
    says: 'counts into classes',
    settings: { low: 0, high: 10, classes: 2, period: 10 },
    inputs: { in: numbers(run(1, 2, 7, 10, 11, -1, null)) },
    until: 10,
    expect: { out: [[10, '{"low":0,"high":10,"counts":[2,2],"below":1,"above":1}']] },
  },
  // Gain 2, Ti 10 s: at an error of 1 the output steps to 2 and rises by 0.2 a second.
  {
    type: 'control.pid',
    says: 'steps and integrates',
    settings: { gain: 2, reset: 10 },
    inputs: { in: numbers(run(9, 9, 9)), setpoint: numbers([[0, 10]]) },
    expect: { out: run(2, 2.2, 2.4) },
  },
  {
    type: 'control.pid',
    says: 'does not wind up at its limit',
    settings: { gain: 1, reset: 1, high: 5 },
    inputs: { in: numbers(run(0, 0, 0, 0, 9, 10)), setpoint: numbers([[0, 10]]) },
    expect: { out: run(5, 5, 5, 5, 2, 1) },
  },
  {
    type: 'control.pid',
    says: 'is bad where it does not know',
    settings: { action: 'direct', gain: 1, reset: 0 },
    inputs: { in: numbers(run(12, null)), setpoint: numbers([[0, 10]]) },
    expect: { out: run(2, null) },
  },
  {
    type: 'control.ramp',
    says: 'follows step by step',
    settings: { up: 2, down: 100 },
    inputs: {
      in: numbers([
        [0, 0],
        [1, 5],
        [6, 0],
      ]),
    },
    until: 10,
    expect: {
      out: [
        [0, 0],
        [2, 2],
        [3, 4],
        [4, 5],
        [7, 0],
      ],
    },
  },
  {
    type: 'control.setpoint-curve',
    says: 'runs along its lines',
    settings: {
      points: [
        { after: 0, value: 20 },
        { after: 2, value: 40 },
        { after: 3, value: 40 },
      ],
      unit: 'Cel',
    },
    inputs: { start: conditions(run(F, T)) },
    until: 10,
    expect: {
      out: [
        [1, 20],
        [2, 30],
        [3, 40],
        [4, 40],
      ],
      runs: [
        [1, T],
        [2, T],
        [3, T],
        [4, F],
      ],
    },
  },
  {
    type: 'out.notice',
    says: 'tells once, and not again within its pause',
    settings: { subject: 'High: {value:1}', pause: 5 },
    inputs: {
      when: conditions([
        [0, F],
        [1, T],
        [2, F],
        [3, T],
        [4, null],
        [5, F],
        [8, T],
      ]),
      value: numbers([[0, 7.25]]),
    },
    expect: {},
    actions: [
      [1, { subject: 'High: 7.3', message: '', to: '' }],
      [8, { subject: 'High: 7.3', message: '', to: '' }],
    ],
  },
  {
    type: 'out.work-order',
    says: 'opens one',
    settings: { subject: 'Change the filter' },
    inputs: { when: conditions(run(F, T)) },
    expect: {},
    actions: [[1, { subject: 'Change the filter', message: '', priority: 'medium' }]],
  },
  {
    type: 'out.write',
    says: 'writes good values that moved',
    settings: { deadband: 0.5, interval: 0 },
    inputs: {
      in: numbers(
        [
          [0, 1],
          [1, 1.2],
          [2, null],
          [3, 2, 'uncertain'],
          [4, 3],
        ],
        'bar',
      ),
    },
    expect: {},
    actions: [
      [0, { value: 1, unit: 'bar' }],
      [4, { value: 3, unit: 'bar' }],
    ],
  },
  {
    type: 'out.http',
    says: 'sends texts',
    settings: { address: 'https://example.com/hook' },
    inputs: {
      in: texts([
        [0, 'a'],
        [0.5, 'b'],
        [1, 'c'],
      ]),
    },
    expect: {},
    actions: [
      [0, { address: 'https://example.com/hook', method: 'POST', body: 'a' }],
      [1, { address: 'https://example.com/hook', method: 'POST', body: 'c' }],
    ],
  },
  {
    type: 'out.table',
    says: 'adds a row',
    settings: { table: 'shifts', columns: ['good', 'scrap'] },
    inputs: { when: conditions(run(F, T)), good: numbers(run(9)) },
    expect: {},
    actions: [[1, { table: 'shifts', row: '{"good":9}' }]],
  },
  {
    type: 'out.service',
    says: 'calls with what is wired',
    settings: { component: 'judge@1', fields: ['power', 'flow'] },
    inputs: { when: conditions(run(F, T)), power: numbers(run(9)) },
    expect: {},
    actions: [[1, { component: 'judge@1', input: '{"power":9}' }]],
  },
  {
    type: 'out.log',
    says: 'writes at most one an interval',
    settings: { message: 'seen', interval: 2 },
    inputs: { in: numbers(run(1, 2, null)) },
    expect: {},
    actions: [
      [0, { message: 'seen', value: 1, status: 0 }],
      [2, { message: 'seen', value: null, status: 0x809b0000 }],
    ],
  },
]
