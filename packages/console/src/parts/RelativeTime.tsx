import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../i18n/language.ts'
import { exactTime, relativeTime, zoneText } from './time-text.ts'
import { useNow } from './use-now.ts'

/** A moment as people say it; the exact time, to the millisecond and with its zone, on hover and for screen readers. */
export function RelativeTime({ time, absent }: { time: string | null | undefined; absent?: string }) {
  const { t } = useTranslation('parts')
  const now = useNow()
  if (!time) return <span className="quiet">{absent ?? t('never')}</span>
  const ms = Date.parse(time)
  const language = currentLanguage()
  const exact = `${exactTime(ms, language)} ${zoneText(language)}`
  return (
    <Tooltip label={exact}>
      <time className="num" dateTime={time}>
        {relativeTime(ms, now, language) ?? t('now')}
      </time>
    </Tooltip>
  )
}
