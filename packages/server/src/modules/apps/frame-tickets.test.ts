import { ManualClock, type TenantId } from '@millrace/core'
import { expect, it } from 'vitest'
import { FrameTickets } from './frame-tickets.ts'

const tenant = 'north' as TenantId
const of = (program: string) => ({
  tenant,
  installation: 'one',
  version: '1.0.0',
  who: { kind: 'program' as const, tenant, tenantName: 'North', program, name: program, scopes: undefined },
})
const ticket = of('ann')

it('opens what it was given for, for half a day', async () => {
  const clock = new ManualClock()
  const tickets = new FrameTickets(clock)
  const secret = tickets.give(ticket)
  expect(tickets.read(secret)).toMatchObject(ticket)
  expect(tickets.read(`${secret}x`)).toBe(undefined)
  await clock.advance(12 * 3_600_000 - 1)
  expect(tickets.read(secret)).toMatchObject(ticket)
  await clock.advance(1)
  expect(tickets.read(secret)).toBe(undefined)
})

it('of one person takes the place of their own oldest, and of nobody else’s', () => {
  const tickets = new FrameTickets(new ManualClock())
  const others = tickets.give(of('ben'))
  const first = tickets.give(ticket)
  const later = Array.from({ length: 100 }, () => tickets.give(ticket))
  expect(tickets.read(first)).toBe(undefined)
  expect([others, ...later].every((secret) => tickets.read(secret))).toBe(true)
})
