import { currentLanguage } from '../../i18n/language.ts'
import type { ScreenDocument } from '../../platform.ts'

export type Document = ScreenDocument
export type Widget = Document['widgets'][number]
export type Kind = Widget['kind']
export type WidgetOf<K extends Kind> = Extract<Widget, { kind: K }>
export type Place = Widget['at']
export type PointRef = NonNullable<WidgetOf<'value'>['of']>
export type Words = Document['title']

/** Columns of the grid, as the platform has them. */
export const COLUMNS = 24

export const kinds = ['value', 'kpi', 'gauge', 'trend', 'states', 'bars', 'table', 'alarms', 'text', 'write'] as const

export const spans = { '15m': 900, '1h': 3_600, '8h': 28_800, '1d': 86_400, '7d': 604_800 } as const
export type SpanName = keyof typeof spans
export const spanNames = Object.keys(spans) as SpanName[]

export const told = (words: Words): string => words[currentLanguage()]

/** Whoever words it in one language words it in the other too, until somebody does so there. */
export function worded(before: Words | undefined, text: string): Words {
  const language = currentLanguage()
  const other = language === 'en' ? 'zh' : 'en'
  const isSame = before === undefined || before.en === before.zh
  return { ...(before ?? { en: text, zh: text }), [language]: text, ...(isSame ? { [other]: text } : {}) }
}

const sizes: Readonly<Record<Kind, Pick<Place, 'w' | 'h'>>> = {
  value: { w: 4, h: 3 },
  kpi: { w: 6, h: 4 },
  gauge: { w: 5, h: 5 },
  trend: { w: 12, h: 8 },
  states: { w: 12, h: 4 },
  bars: { w: 8, h: 6 },
  table: { w: 8, h: 8 },
  alarms: { w: 10, h: 7 },
  text: { w: 8, h: 2 },
  write: { w: 5, h: 3 },
}

export function freshId(document: Document, kind: Kind): string {
  const taken = new Set(document.widgets.map(({ id }) => id))
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? kind : `${kind}-${n}`
    if (!taken.has(id)) return id
  }
}

/** A widget of a kind as it comes from the palette, without a place of its own yet. */
export function freshWidget(kind: Kind, id: string, place: { x: number; y: number }, words: string): Widget {
  const base = { id, at: { ...place, ...sizes[kind] } }
  switch (kind) {
    case 'trend':
      return { ...base, kind, of: [], span: '1h' }
    case 'states':
      return { ...base, kind, of: [], span: '8h' }
    case 'kpi':
      return { ...base, kind, better: 'lower', span: '1d' }
    case 'bars':
    case 'table':
      return { ...base, kind, of: [] }
    case 'alarms':
      return { ...base, kind, everywhere: false }
    case 'text':
      return { ...base, kind, text: { en: words, zh: words } }
    default:
      return { ...base, kind }
  }
}

export const emptyDocument = (title: Words, of: Document['of']): Document => ({
  format: 'millrace-screen/1',
  title,
  of,
  widgets: [],
})

/** The first points of a widget, however many it takes. */
export function refsOf(widget: Widget): readonly PointRef[] {
  if (!('of' in widget) || widget.of === undefined) return []
  return Array.isArray(widget.of) ? widget.of : [widget.of]
}
