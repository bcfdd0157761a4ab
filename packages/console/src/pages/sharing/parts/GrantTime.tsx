import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { dateFormat } from '../../../parts/time-text.ts'
import type { Grant } from '../../../platform.ts'

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
  const early = grant.revokedAt !== undefined
  return (
    <span className="num">
      {t('time.fromTo', { from: momentText(grant.startsAt), to: momentText(early ? grant.revokedAt! : grant.endsAt) })}
    </span>
  )
}

/** How long it still is, or how long ago it ended. */
export function GrantLeft({ grant }: { grant: Grant }) {
  const { t } = useTranslation('sharing')
  const at = grant.revokedAt ?? (grant.state === 'planned' ? grant.startsAt : grant.endsAt)
  return (
    <>
      {t(`time.${grant.state}`)} <RelativeTime time={at} />
    </>
  )
}
