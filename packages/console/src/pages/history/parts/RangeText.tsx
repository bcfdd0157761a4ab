import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { dateFormat } from '../../../parts/time-text.ts'
import type { Removal } from '../../../platform.ts'

const day: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' }
const minute: Intl.DateTimeFormatOptions = { ...day, hour: '2-digit', minute: '2-digit' }

interface RangeTextProps {
  of: Pick<Removal, 'from' | 'to'>
  /** Days of UTC, as rules have them. */
  isWholeDays?: boolean
}

/** From when to when, in words where a bound is none. */
export function RangeText({ of: { from, to }, isWholeDays = false }: RangeTextProps) {
  const { t } = useTranslation('history')
  const format = dateFormat(currentLanguage(), isWholeDays ? { ...day, timeZone: 'UTC' } : minute)
  const text = (time: string) => format.format(Date.parse(time))
  if (from !== undefined && to !== undefined)
    return (
      <>
        {text(from)} –<br />
        {text(to)}
      </>
    )
  if (from !== undefined) return t('removals.since', { time: text(from) })
  if (to !== undefined) return t('removals.until', { time: text(to) })
  return t('removals.ever')
}
