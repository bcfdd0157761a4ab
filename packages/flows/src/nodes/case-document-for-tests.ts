import { flowOf } from '../flow-for-tests.ts'
import type { NodeCase } from './rows-for-tests.ts'

/** A document in which each input of the node is a point of its own, or several of one that takes many. */
export function documentOf({
  type,
  settings = {},
  inputs,
  expect: wanted,
  until,
  parameters = [],
  tolerance = 1e-6,
}: NodeCase) {
  const points = Object.entries(inputs).map(([name, { type: kind = 'number', unit }]) => {
    return [name.replace(':', '-'), 'in.point', { type: kind, ...(unit === undefined ? {} : { unit }) }] as const
  })
  return flowOf(
    [...points, ['subject', type, settings]],
    Object.keys(inputs).map((name) => `${name.replace(':', '-')}.out subject.${name.split(':')[0]}`),
    {
      parameters: [...parameters],
      tests: [
        {
          name: type,
          inputs: Object.fromEntries(
            Object.entries(inputs).map(([name, { rows }]) => [name.replace(':', '-'), [...rows]]),
          ),
          ...(until === undefined ? {} : { until }),
          expect: Object.entries(wanted).map(([port, rows]) => ({ node: 'subject', port, rows: [...rows], tolerance })),
        },
      ],
    },
  )
}
