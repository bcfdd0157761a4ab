import { expect, it } from 'vitest'
import { demoMachines } from './classes.ts'
import { demoLine, demoUnits, packagingPast } from './production.ts'

const HOUR = 3_600_000

it('the line’s past is the same for the same seed, with counters that only rise and items that add up', () => {
  const past = [...packagingPast(0, 2 * HOUR, 7)]
  expect([...packagingPast(0, 2 * HOUR, 7)]).toEqual(past)
  const of = (point: string): number[] =>
    past.filter((sample) => sample.point === point).map(({ value }) => value as number)
  const { PQ, GQ, SQ } = demoLine.unit.counters
  for (const point of [PQ, GQ, SQ, demoLine.meter]) expect(of(point)).toEqual(of(point).toSorted((a, b) => a - b))
  expect(of(PQ).at(-1)).toBe(of(GQ).at(-1)! + of(SQ).at(-1)!)
  expect(of(PQ).at(-1)).toBeGreaterThan(10_000)
  const rules = new Set<unknown>(demoLine.unit.states.rules.map(({ when }) => when))
  const states = past.filter(({ point }) => point === demoLine.unit.states.point).map(({ value }) => value)
  expect(states.length).toBeGreaterThan(2)
  expect(states.filter((state) => !rules.has(state))).toEqual([])
})

it('what is told of machines is of machines that there are', () => {
  const names = new Set(demoMachines.map(({ asset }) => asset.at(-1)))
  expect([...demoUnits.keys()].filter((name) => !names.has(name))).toEqual([])
})
