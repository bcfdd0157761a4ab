import { Trans, useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { dateFormat } from '../../../parts/time-text.ts'
import type { Grant } from '../../../platform.ts'
import styles from '../sharing.module.css'

const options: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
}

/** A moment to the minute, as it is said of something that begins or ends. */
export const momentText = (time: string): string => dateFormat(currentLanguage(), options).format(Date.parse(time))

/** From when to when. */
export function GrantTime({ grant }: { grant: Grant }) {
  const { t } = useTranslation('sharing')
  return (
    <span className={`num ${styles.fromTo}`}>
      <span>{t('time.from', { time: momentText(grant.startsAt) })}</span>{' '}
      <span>{momentText(grant.revokedAt ?? grant.endsAt)}</span>
    </span>
  )
}

/** How long it still is, or how long ago it ended. */
export function GrantLeft({ grant }: { grant: Grant }) {
  const { t } = useTranslation('sharing')
  const at = grant.revokedAt ?? (grant.state === 'planned' ? grant.startsAt : grant.endsAt)
  return <Trans t={t} i18nKey={`time.${grant.state}`} components={{ when: <RelativeTime time={at} /> }} />
}
