import { expect, test } from 'vitest'
import type { Actor } from '../audit/index.ts'
import { mayOf, mustBeInTurn, mustBeSecond, mustHold, withStep } from './life.ts'
import type { Stage } from './schema.ts'
import type { KnownVersion } from './store.ts'

const ann: Actor = { kind: 'person', id: 'ann', name: 'Ann' }
const bob: Actor = { kind: 'person', id: 'bob', name: 'Bob' }
const at = (stage: Stage): KnownVersion =>
  ({ name: 'acme/pump', version: '1.0.0', stage, hands: ['ann'] }) as unknown as KnownVersion

test('each stage leads on by the steps that are told, and to no others', () => {
  const may = (stage: Stage, actor: Actor, isBound = false) => mayOf(at(stage), actor, isBound).join(' ')
  expect(may('draft', ann)).toBe('change test remove')
  expect(may('tested', ann)).toBe('change test remove')
  expect(may('tested', bob)).toBe('change test review remove')
  expect(may('reviewed', ann)).toBe('change publish remove')
  expect(may('reviewed', ann, true)).toBe('change publish')
  expect(may('published', ann)).toBe('deprecate bind')
  expect(may('deprecated', ann)).toBe('')
  expect(() => mustBeInTurn(at('draft'), 'review')).toThrow('Expected a version that is tested')
  expect(() => mustBeInTurn(at('deprecated'), 'remove')).toThrow('never published')
})

test('a second person agrees: no hand in it, no program; and who is alone is told so', () => {
  expect(() => mustBeSecond(at('tested'), bob, 2)).not.toThrow()
  expect(() => mustBeSecond(at('tested'), ann, 2)).toThrow('Ann, who had a hand')
  expect(() => mustBeSecond(at('tested'), { kind: 'program', id: 'p', name: 'P' }, 2)).toThrow('a program')
  expect(() => mustBeSecond(at('tested'), ann, 1)).toThrow('the only one in this organisation')
})

test('a draft that is saved again and again is one step', () => {
  const step = (stage: Stage, id: string, at: string) => ({ stage, by: { kind: 'person', id, name: id }, at })
  const steps = [
    step('draft', 'ann', '1'),
    step('draft', 'ann', '2'),
    step('draft', 'bob', '3'),
    step('tested', 'bob', '4'),
  ]
  const kept = steps.reduce<typeof steps>((all, one) => withStep(all, one) as typeof steps, [])
  expect(kept.map((one) => one.at)).toEqual(['2', '3', '4'])
})

test('what fails names case, row, output, expected, seen, tolerance and why', () => {
  const figure = { row: 1, output: 'power', unit: 'kW', expected: 5, tolerance: 0.1, status: 0, holds: false }
  const fails = [
    {
      name: 'table 4',
      source: 'book',
      holds: false,
      figures: [
        { ...figure, seen: 7 },
        { ...figure, reason: 'too high' },
      ],
    },
  ]
  expect(() => mustHold('acme/pump', fails)).toThrow(
    'saw 2 figures that do not:\n' +
      '  case "table 4", row 2, output power: expected 5 kW ± 0.1, saw 7 kW\n' +
      '  case "table 4", row 2, output power: expected 5 kW ± 0.1, saw nothing (too high)',
  )
  expect(() => mustHold('acme/pump', [])).toThrow('at least one reference case')
})
