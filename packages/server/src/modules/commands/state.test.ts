import { expect, it } from 'vitest'
import { type Cause, transition } from './state.ts'

const causes: readonly Cause[] = ['confirmed', 'refused', 'withdrawn', 'expired', 'taken', 'not_taken', 'silent']

it('has these arrows and no other', () => {
  const states = ['waiting', 'sending', 'done', 'failed', 'unknown', 'refused', 'withdrawn', 'expired'] as const
  const arrows = states.flatMap((state) =>
    causes.flatMap((cause) => {
      const next = transition(state, cause)
      return next ? [`${state} ${cause} ${next}`] : []
    }),
  )
  expect(arrows).toEqual([
    'waiting confirmed sending',
    'waiting refused refused',
    'waiting withdrawn withdrawn',
    'waiting expired expired',
    'sending taken done',
    'sending not_taken failed',
    'sending silent unknown',
  ])
})
