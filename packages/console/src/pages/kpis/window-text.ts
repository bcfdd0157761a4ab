import type { Language } from '../../i18n/language.ts'
import { dateFormat } from '../../parts/time-text.ts'
import type { WindowKind } from './search.ts'

interface Named {
  readonly begin: string
  readonly name?: string | undefined
}

/** What a window is called: "24 Nov, Early", "Nov 2026". `orders` are numbers of orders by id. */
export function windowText(
  { begin, name }: Named,
  kind: WindowKind,
  { language, orders }: { language: Language; orders?: ReadonlyMap<string, string> },
): string {
  const at = Date.parse(begin)
  const day: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' }
  // Its first date stands for the window as the plant counts days; a browser may be in another zone.
  const dated = (text: string, options: Intl.DateTimeFormatOptions): string =>
    dateFormat(language, { ...options, timeZone: 'UTC' }).format(Date.parse(`${text}T00:00:00Z`))
  switch (kind) {
    case 'hour':
      return dateFormat(language, { ...day, hour: '2-digit', minute: '2-digit' }).format(at)
    case 'shift':
      return `${dateFormat(language, day).format(at)} ${name ?? ''}`.trim()
    case 'day':
    case 'week':
      return name === undefined ? dateFormat(language, day).format(at) : dated(name, day)
    case 'month':
      return name === undefined
        ? dateFormat(language, { year: 'numeric', month: 'short' }).format(at)
        : dated(name, { year: 'numeric', month: 'short' })
    case 'order':
      return (name && orders?.get(name)) ?? dateFormat(language, day).format(at)
  }
}

/** Windows that somebody looks at: not the time between shifts or orders. */
export const isMeant = ({ name }: Named, kind: WindowKind): boolean =>
  (kind !== 'shift' && kind !== 'order') || name !== undefined
