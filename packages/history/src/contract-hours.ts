import { Status } from '@millrace/core'
import { everything, Oracle, type Row, T0 } from './contract-oracle.ts'
import { type Contract, DAY, sameBuckets } from './contract-subject.ts'

const SECOND = 1_000_000
const HOUR = 3_600 * SECOND
const widths = [HOUR, 2 * HOUR, 24 * HOUR, 7 * HOUR, 15 * 60 * SECOND, HOUR + SECOND]

/** Wide buckets, which a store may answer from what it summed up before: always what the rows say. */
export function hourContract(contract: Contract): void {
  /** The rows in steps with a seal after each, then the question in every state. */
  const says = (
    sentence: string,
    steps: readonly (readonly Row[] | 'seal' | 'settle')[],
    range: { from: number; to: number } = everything,
  ): void =>
    contract(sentence, async (on) => {
      const tenant = on.newTenant()
      const oracle = new Oracle()
      for (const step of steps) {
        if (step === 'seal') await on.store.seal()
        else if (step === 'settle') await on.settle()
        else {
          await on.append(tenant, step)
          oracle.append(step)
        }
      }
      const series = [3, 1, 2]
      await on.inEveryState(async () => {
        for (const width of widths)
          sameBuckets(
            await on.store.buckets({ tenant, series, ...range, width }),
            oracle.buckets(series, range.from, range.to, width),
          )
      })
    })

  const signal = (series: number, from: number, count: number, everyS = 10): Row[] =>
    Array.from({ length: count }, (_, i) => [
      series,
      from + i * everyS * SECOND,
      Math.sin(i / 40 + series) * 20 + series,
    ])
  const threeDays = [1, 2].flatMap((series) => signal(series, T0, 3 * 8640))

  says('of three days of two series', [threeDays, 'seal', 'settle'])
  says('with late rows between those that were there', [
    threeDays,
    'seal',
    'settle',
    signal(1, T0 + HOUR + 5 * SECOND, 700),
    'seal',
  ])
  says('with late rows that replace others, sealed or not', [
    threeDays,
    'seal',
    'settle',
    signal(1, T0 + 5 * HOUR, 300).map(([series, time]): Row => [series, time, -1000]),
    'seal',
    signal(2, T0 + DAY, 50).map(([series, time]): Row => [series, time, 5000]),
  ])
  says('with late rows merged in, and later ones again', [
    threeDays,
    'seal',
    'settle',
    signal(1, T0 + 2 * HOUR, 90).map(([series, time]): Row => [series, time + SECOND, 1e6]),
    'seal',
    'settle',
    signal(1, T0 + 2 * HOUR, 90).map(([series, time]): Row => [series, time + SECOND, -1e6]),
    'seal',
  ])
  says('that begin and end within an hour', [threeDays, 'seal', 'settle'], {
    from: T0 + 90 * 60 * SECOND + 3,
    to: T0 + 2 * DAY + 17 * SECOND,
  })
  says('that begin and end within the same hour', [threeDays, 'seal', 'settle'], {
    from: T0 + HOUR + 100 * SECOND,
    to: T0 + HOUR + 200 * SECOND,
  })
  says('that begin and end on the hour', [threeDays, 'seal', 'settle'], { from: T0 + 2 * HOUR, to: T0 + 50 * HOUR })
  says('where some samples are not good, and whole hours are not', [
    threeDays.map(
      ([series, time, value], i): Row => [
        series,
        time,
        value,
        i % 7 === 0 || (i > 2000 && i < 2800)
          ? Status.BadSensorFailure
          : i % 11 === 0
            ? Status.UncertainInitialValue
            : 0,
      ],
    ),
    'seal',
    'settle',
  ])
  says('where values are missing, are no numbers or infinite', [
    threeDays.map(
      ([series, time, value], i): Row => [
        series,
        time,
        i % 13 === 0 ? null : i % 17 === 0 ? Number.NaN : i === 900 ? Infinity : i === 5000 ? -Infinity : value,
      ],
    ),
    'seal',
    'settle',
  ])
  says('of whole numbers, truth values and texts', [
    [1, 2, 3].flatMap((series) =>
      Array.from(
        { length: 9000 },
        (_, i): Row => [
          series,
          T0 + i * 10 * SECOND,
          series === 1 ? BigInt(i * i) : series === 2 ? i % 3 === 0 : `state ${i % 4}`,
        ],
      ),
    ),
    'seal',
    'settle',
  ])
  says('where zeros have signs, and the least and the greatest come often', [
    [1, 2].flatMap((series) =>
      Array.from({ length: 9000 }, (_, i): Row => [series, T0 + i * SECOND, [0, -0, 5, -5, 5, -5][i % 6] as number]),
    ),
    'seal',
    'settle',
  ])
  says('of sparse series, with hours without a sample', [
    [...signal(1, T0, 200, 5000), ...signal(2, T0 + 17 * SECOND, 30, 40_000)],
    'seal',
    'settle',
  ])
  says('before 1970', [signal(1, -20 * DAY - 123 * SECOND, 20_000), 'seal', 'settle'])
  says('of sums that would lose their small parts', [
    signal(1, T0, 9000).map(([series, time], i): Row => [series, time, i % 2 === 0 ? 1e16 : i % 4 === 1 ? 1 : -1e16]),
    'seal',
    'settle',
  ])
  says('over many small seals', [
    ...Array.from({ length: 20 }, (_, i) => [signal(1, T0 + i * 20 * 60 * SECOND, 130), 'seal' as const]).flat(),
    'settle',
  ])
}
