import { Type } from 'typebox'
import { defineEvents, type Told } from '../events/index.ts'
import type { AlarmHappened } from './news.ts'
import type { EventKind } from './schema.ts'

/** Those that others are told of; what is only noted stays in the journal. */
const words: Readonly<
  Partial<
    Record<
      EventKind,
      { readonly title: readonly [en: string, zh: string]; readonly says: readonly [en: string, zh: string] }
    >
  >
> = {
  raised: { title: ['Alarm raised', '报警触发'], says: ['Its condition came to hold.', '报警条件成立。'] },
  again: {
    title: ['Alarm again', '再次报警'],
    says: ['It still stands and is put before operators anew.', '报警仍在，再次提示操作员。'],
  },
  cleared: { title: ['Alarm cleared', '报警消除'], says: ['Its condition is gone.', '报警条件已消失。'] },
  acknowledged: { title: ['Alarm acknowledged', '报警已确认'], says: ['An operator has seen it.', '操作员已确认。'] },
  reset: { title: ['Alarm reset', '报警已复位'], says: ['A latched one was let go.', '锁存的报警已复位。'] },
  shelved: {
    title: ['Alarm shelved', '报警已搁置'],
    says: ['Kept from operators for a time.', '在一段时间内不提示操作员。'],
  },
  unshelved: { title: ['Alarm unshelved', '报警取消搁置'], says: ['Shown again.', '重新提示。'] },
  suppressed: {
    title: ['Alarm suppressed', '报警已抑制'],
    says: ['By a condition that was designed for it, or by somebody.', '由设计的条件或人员抑制。'],
  },
  unsuppressed: { title: ['Alarm no longer suppressed', '报警取消抑制'], says: ['Shown again.', '重新提示。'] },
  removed: { title: ['Alarm out of service', '报警已停用'], says: ['Taken out of service.', '报警被停用。'] },
  returned: { title: ['Alarm back in service', '报警已恢复'], says: ['Back in service.', '报警恢复使用。'] },
  broken: {
    title: ['Alarm cannot be evaluated', '报警无法计算'],
    says: ['Its point is gone, or has another type or unit.', '其点位已不存在，或类型、单位已改变。'],
  },
  mended: {
    title: ['Alarm evaluated again', '报警恢复计算'],
    says: ['What kept it from being evaluated is mended.', '妨碍计算的问题已解决。'],
  },
}

const typeOf = (kind: EventKind): string => `alarm.${kind}`

const data = {
  name: Type.Object({ en: Type.String(), zh: Type.String() }),
  class: Type.String({ description: 'A word of the organisation; may be empty' }),
  priority: Type.Union([Type.Literal('critical'), Type.Literal('high'), Type.Literal('medium'), Type.Literal('low')]),
  state: Type.String({ description: 'Shown after it, ISA-18.2' }),
  annunciated: Type.Boolean({ description: 'It was put before operators by this' }),
  value: Type.Optional(Type.Number({ description: 'Of the point, in its unit' })),
  by: Type.Optional(Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })),
  note: Type.Optional(Type.String()),
}

const byPeople: ReadonlySet<EventKind> = new Set([
  'acknowledged',
  'reset',
  'shelved',
  'unshelved',
  'removed',
  'returned',
])

defineEvents(
  'alarms',
  Object.fromEntries(
    Object.entries(words).map(([kind, { title, says }]) => [
      typeOf(kind as EventKind),
      {
        permission: 'alarm:read' as const,
        perAsset: true,
        title: { en: title[0], zh: title[1] },
        says: { en: says[0], zh: says[1] },
        data,
        example: {
          name: { en: 'Pressure high', zh: '压力高' },
          class: '',
          priority: 'high',
          state:
            kind === 'raised' || kind === 'again' ? 'unacknowledged' : kind === 'cleared' ? 'normal' : 'acknowledged',
          annunciated: kind === 'raised' || kind === 'again',
          ...(byPeople.has(kind as EventKind)
            ? { by: { kind: 'person', id: '0199f1c2-7d52-7000-8000-000000000001', name: 'li.wei' } }
            : { value: 10.4 }),
        },
      },
    ]),
  ),
)

/** What happened to alarms, as it is told to others. */
export const toldOf = (happened: readonly AlarmHappened[]): Told[] =>
  happened
    .filter(({ kind }) => words[kind] !== undefined)
    .map(({ alarm, asset, name, class: of, kind, priority, state, annunciated, at, value, by, note }) => ({
      type: typeOf(kind),
      subject: alarm,
      asset,
      at,
      data: {
        name: { ...name },
        class: of,
        priority,
        state,
        annunciated,
        ...(value === undefined ? {} : { value }),
        ...(by === undefined ? {} : { by: { kind: by.kind, id: by.id, name: by.name } }),
        ...(note === undefined ? {} : { note }),
      },
    }))
