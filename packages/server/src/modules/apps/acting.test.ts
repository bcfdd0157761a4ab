import type { AppManifest, Asked } from '@millrace/apps'
import { Fault, type TenantId } from '@millrace/core'
import { expect, it } from 'vitest'
import { ActingApp } from './acting.ts'

const tenant = 'north' as TenantId
const acting = (...agreed: Asked[]): ActingApp =>
  new ActingApp({
    tenant,
    installation: 'one',
    manifest: {
      id: 'works/pump-log',
      needs: [
        {
          name: 'pump',
          properties: [
            { name: 'power', unit: 'kW' },
            { name: 'speed', unit: '/min' },
          ],
        },
      ],
    } as AppManifest,
    settings: {},
    secrets: { token: 'hidden' },
    limits: {},
    agreed,
    assets: { pump: [{ id: 'pump', name: 'Pump', points: { power: 'p1', speed: 'p2' } }] },
    units: new Map([['p1', 'W']]),
  })
const refused = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (thrown) {
    return thrown instanceof Fault ? thrown.code : thrown
  }
}

it('reaches what is bound, and the organisation where that was agreed to', () => {
  const app = acting(
    { kind: 'action', action: 'point:read', on: 'bound' },
    { kind: 'action', action: 'alarm:read', on: 'organisation' },
    { kind: 'action', action: 'mechanism:read', on: 'bound' },
  )
  expect(app.reach('point:read')).toEqual({ tenant, below: ['pump'] })
  expect(app.reach('alarm:read')).toEqual({ tenant })
  expect(app.reach('mechanism:read')).toEqual({ tenant })
  expect(refused(() => app.reach('energy:read'))).toBe('apps.not_agreed')
})

it('writes the properties that were agreed to, and no other point', () => {
  const speed = { kind: 'write', need: 'pump', property: 'speed' } as const
  const action = { kind: 'action', action: 'point:write', on: 'bound' } as const
  const app = acting(speed, action)
  expect(app.writeReach('p2')).toEqual({ tenant, below: ['pump'] })
  for (const point of ['p1', 'p3']) expect(refused(() => app.writeReach(point))).toBe('apps.not_agreed')
  for (const one of [acting(speed), acting(action)]) expect(refused(() => one.writeReach('p2'))).toBe('apps.not_agreed')
})

it('has what points say, and what they are told, in its own units', () => {
  const { units } = acting()
  expect([units.into('p1', 5_500), units.from('p1', 5.5), units.into('p1', null)]).toEqual([5.5, 5_500, null])
  expect([units.into('p2', 1_450), units.into('p3', 1_450), units.into('p1', 'on')]).toEqual([1_450, 1_450, 'on'])
  const column = [null, 1_000]
  expect(units.columns('p1', { min: column, max: column, mean: column, first: column, last: column }).max).toEqual([
    null,
    1,
  ])
})

it('asks hosts, hears events and opens secrets that it was given', () => {
  const app = acting({ kind: 'host', host: 'prices.example' }, { kind: 'event', event: 'alarm.raised' })
  expect(refused(() => app.mustReach('prices.example'))).toBe(undefined)
  expect(refused(() => app.mustReach('other.example'))).toBe('apps.not_agreed')
  expect([app.hears('alarm.raised'), app.hears('alarm.cleared')]).toEqual([true, false])
  expect(app.secret('token')).toBe('hidden')
  expect(refused(() => app.secret('constructor'))).toBe('apps.secret_unknown')
})

it('is named with whoever had it do something beside it', () => {
  const person = { kind: 'person', id: 'ann', name: 'Ann', remote: '127.0.0.1' } as const
  expect(acting().actor(person)).toEqual({
    kind: 'app',
    id: 'one',
    name: 'works/pump-log',
    beside: { kind: 'person', id: 'ann', name: 'Ann' },
    remote: '127.0.0.1',
  })
  expect(acting().actor()).toEqual({ kind: 'app', id: 'one', name: 'works/pump-log' })
})
