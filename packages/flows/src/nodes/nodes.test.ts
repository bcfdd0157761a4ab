import { describe, expect, it } from 'vitest'
import { nodeKinds } from '../catalogue.ts'
import { checkFlow } from '../check/check.ts'
import { flowOf } from '../flow-for-tests.ts'
import { runTests } from '../flow-tests.ts'
import { type NodeCase, nodeCases } from './node-cases-for-tests.ts'

/** A document in which each input of the node is a point of its own, or several of one that takes many. */
function documentOf({
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

describe('nodes', () => {
  it.each(nodeCases.map((one) => [`${one.type}: ${one.says}`, one] as const))('%s', async (_, one) => {
    const document = documentOf(one)
    expect(checkFlow(document).problems).toEqual([])
    const [result] = await runTests(document)
    expect(result!.differences).toEqual([])
    if (one.actions)
      expect(result!.actions.map(({ at, body }) => [(at - 1_767_225_600_000_000) / 1e6, body])).toEqual(one.actions)
  })

  it('has a case for each that runs, and words in both languages', () => {
    const elsewhere = [
      'subflow',
      'subflow.in',
      'subflow.out',
      'in.point',
      'in.webhook',
      'in.mqtt',
      'in.event',
      'in.alarm',
      'out.point',
      'out.alarm',
      'code.script',
      'model.run',
    ]
    const tested = new Set(nodeCases.map(({ type }) => type))
    const kinds = nodeKinds()
    expect(kinds.length).toBeGreaterThanOrEqual(60)
    expect(kinds.map(({ type }) => type).filter((type) => !tested.has(type) && !elsewhere.includes(type))).toEqual([])
    for (const { type, title, help, inputs, outputs, settings } of kinds)
      for (const words of [title, help, ...[...inputs, ...outputs, ...settings].map((one) => one.title)])
        expect([type, words.en, words.zh]).not.toContain('')
  })
})
