import { expect, test } from 'vitest'
import { overlaps } from './edit/place.ts'
import { type Proposable, proposed } from './propose.ts'

const point = (name: string, facts: Partial<Proposable['point']> = {}): Proposable => ({
  point: { id: name, name, type: 'double', writable: false, path: ['Chiller'], ...facts },
  ref: { name },
})

test('a first screen has key figures, trends of one unit each, states, what may be set and all the rest, apart from one another', () => {
  const { widgets, of } = proposed({ en: 'Chiller', zh: '冷水机' }, { is: 'plant' }, [
    point('leaving', { unit: 'Cel', low: 0, high: 20 }),
    point('entering', { unit: 'Cel', low: 0, high: 20 }),
    point('power', { unit: 'kW', low: 0, high: 400 }),
    point('running', { type: 'boolean' }),
    point('mode', { type: 'string' }),
    point('setpoint', { unit: 'Cel', writable: true }),
  ])
  expect(of).toEqual({ is: 'plant' })
  for (const a of widgets)
    for (const b of widgets) if (a.id !== b.id) expect([a.id, b.id, overlaps(a.at, b.at)]).toEqual([a.id, b.id, false])
  const trends = widgets.flatMap((widget) => (widget.kind === 'trend' ? [widget.of] : []))
  expect(trends).toEqual([[{ name: 'leaving' }, { name: 'entering' }], [{ name: 'power' }]])
  expect(widgets.find(({ kind }) => kind === 'states')).toMatchObject({ of: [{ name: 'running' }, { name: 'mode' }] })
  expect(widgets.find(({ kind }) => kind === 'write')).toMatchObject({ of: { name: 'setpoint' } })
  expect(widgets.filter(({ kind }) => kind === 'kpi')).toHaveLength(3)
  expect(Math.max(...widgets.map(({ at }) => at.x + at.w))).toBeLessThanOrEqual(24)
})

test('an asset without points has its alarms alone', () => {
  const { widgets } = proposed({ en: 'Empty', zh: '空' }, { is: 'plant' }, [])
  expect(widgets.map(({ kind }) => kind)).toEqual(['alarms'])
})
