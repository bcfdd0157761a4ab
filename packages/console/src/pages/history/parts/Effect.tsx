import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { dateFormat } from '../../../parts/time-text.ts'
import { countText } from '../../../parts/value-text.ts'
import type { HistoryShare } from '../../../platform.ts'
import styles from '../history.module.css'

/** True unless it is known that nothing goes. */
export const takesAway = (share: HistoryShare | undefined): boolean => share !== undefined && share.samples !== 0

interface EffectProps {
  share: HistoryShare | undefined
  fault: unknown
}

/** What will be deleted, before it is. */
export function Effect({ share, fault }: EffectProps) {
  const { t } = useTranslation('history')
  const words = useFaultWords()
  if (fault) return <FormFault words={words(fault)} />
  if (!share) return <Skeleton height={58} aria-label={t('effect.counting')} />
  const { points, samples, before } = share
  // Days are those of UTC, as the platform deletes them.
  const day =
    before === undefined
      ? undefined
      : dateFormat(currentLanguage(), {
          year: 'numeric',
          month: 'short',
          day: 'numeric',
          timeZone: 'UTC',
        }).format(Date.parse(before))
  const counted = { count: points, points: countText(points), samples: countText(samples), day }
  if (samples === 0)
    return <p className={styles.effect}>{t(day === undefined ? 'effect.nothing' : 'effect.nothingOlder', counted)}</p>
  const key = day === undefined ? 'effect.removes' : 'effect.expires'
  return (
    <p className={`${styles.effect} ${styles.takes}`} role="status">
      {samples === undefined ? t(`${key}Uncounted`, counted) : t(key, counted)}
    </p>
  )
}
