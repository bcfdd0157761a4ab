import { describe, expect, it } from 'vitest'
import type { Downtime, DowntimeReason } from '../../platform.ts'
import { offered, reasonPath } from './reasons.ts'
import { unitRequest, whenOf, whenText } from './unit-draft.ts'

const reason = (id: string, more: Partial<DowntimeReason> = {}): DowntimeReason => ({
  id,
  name: { en: id, zh: id },
  state: 'failure',
  ...more,
})
const all = [
  reason('technical'),
  reason('hydraulics', { parent: 'technical' }),
  reason('tool', { parent: 'technical' }),
  reason('cleaning', { state: 'planned' }),
  reason('old', { parent: 'technical', retired: true }),
]
const entered = (name: string, begin: string): Downtime => ({ id: `${name} ${begin}`, asset: 'a', reason: name, begin })

describe('reasons that are offered', () => {
  it('are headings and what stands alone, without what is retired', () => {
    const { groups, alone, last } = offered(all, [])
    expect(groups.map(({ reason, leaves }) => [reason.id, leaves.map(({ id }) => id)])).toEqual([
      ['technical', ['hydraulics', 'tool']],
    ])
    expect(alone.map(({ id }) => id)).toEqual(['cleaning'])
    expect(last).toEqual([])
  })

  it('begin with what was entered last, each once, and nothing that may not be chosen any more', () => {
    const { last } = offered(all, [
      entered('tool', '2026-11-23T08:00:00Z'),
      entered('cleaning', '2026-11-23T10:00:00Z'),
      entered('tool', '2026-11-23T09:00:00Z'),
      entered('old', '2026-11-23T11:00:00Z'),
      entered('technical', '2026-11-23T12:00:00Z'),
    ])
    expect(last.map(({ id }) => id)).toEqual(['cleaning', 'tool'])
  })

  it('are named from the top down', () => {
    expect(reasonPath(all, 'tool', 'en')).toEqual(['technical', 'tool'])
    expect(reasonPath(all, 'gone', 'en')).toEqual([])
  })
})

describe('what a value of a signal means', () => {
  it('is typed as a number, a truth value, a text or a range, and reads back as it was typed', () => {
    for (const [text, when] of [
      ['3', 3],
      ['-2.5', -2.5],
      ['true', true],
      ['RUN', 'RUN'],
      ['"3"', '3'],
      ['10..20', { from: 10, below: 20 }],
      ['..5', { below: 5 }],
      ['5..', { from: 5 }],
    ] as const) {
      expect([text, whenOf(text)]).toEqual([text, when])
      expect(whenText(when)).toBe(text)
    }
  })

  it('leaves out rules without a value, and states without a point', () => {
    const draft = {
      calendar: 'c',
      statePoint: 'p',
      rules: [
        { when: ' ', state: 'setup' },
        { when: '1', state: 'producing' },
      ],
      otherwise: 'idle',
      gapSeconds: undefined,
      counters: {},
    } as const
    expect(unitRequest(draft).states).toEqual({
      point: 'p',
      mapping: { rules: [{ when: 1, state: 'producing' }], otherwise: 'idle' },
    })
    expect(unitRequest({ ...draft, statePoint: undefined })).toEqual({ calendar: 'c', counters: {} })
  })
})
