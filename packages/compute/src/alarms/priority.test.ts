import { expect, it } from 'vitest'
import { consequences, priorities, priorityMistake, priorityOf, usualPriorities } from './priority.ts'

it('rises with the consequence and falls with the time to respond', () => {
  const times = [1, 3, 3.1, 10, 29, 31, 600]
  const rank = (consequence: (typeof consequences)[number], respondWithin: number): number =>
    priorities.indexOf(priorityOf(usualPriorities, { consequence, respondWithin }))
  for (const time of times)
    for (const [at, consequence] of consequences.entries())
      if (at > 0) expect(rank(consequence, time)).toBeGreaterThanOrEqual(rank(consequences[at - 1] ?? 'minor', time))
  for (const consequence of consequences)
    for (const [at, time] of times.entries())
      if (at > 0) expect(rank(consequence, time)).toBeLessThanOrEqual(rank(consequence, times[at - 1] ?? 0))
})

it('takes the row whose time is not yet over', () => {
  expect(priorityOf(usualPriorities, { consequence: 'severe', respondWithin: 3 })).toBe('critical')
  expect(priorityOf(usualPriorities, { consequence: 'severe', respondWithin: 3.01 })).toBe('high')
  expect(priorityOf(usualPriorities, { consequence: 'minor', respondWithin: 10_000 })).toBe('low')
})

it('tells what is wrong with a matrix', () => {
  const [first, second, , last] = usualPriorities
  expect(priorityMistake(usualPriorities)).toBeUndefined()
  expect(priorityMistake([])).toBe('at least one row')
  expect(priorityMistake([first!, second!])).toBe('a last row without an end')
  expect(priorityMistake([second!, first!, last!])).toBe('times to respond that rise from row to row')
})
