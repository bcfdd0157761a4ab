import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { QualityBadge } from '../../../parts/QualityBadge.tsx'
import { exactTime } from '../../../parts/time-text.ts'
import { ValueText } from '../../../parts/ValueText.tsx'
import type { Sample } from '../../../platform.ts'
import styles from '../point.module.css'

const shown = 200

/** A text has no trend: its changes, newest first. */
export function ChangeList({ samples, tools }: { samples: readonly Sample[]; tools: ReactNode }) {
  const { t } = useTranslation('points')
  const changes = samples.filter(
    (sample, n) => n === 0 || samples[n - 1]!.value !== sample.value || samples[n - 1]!.status !== sample.status,
  )
  const newest = changes.slice(-shown).reverse()
  return (
    <div>
      <div className={styles.changesHead}>
        <span className="quiet">{t('changes.count', { count: changes.length })}</span>
        <div className={styles.tools}>{tools}</div>
      </div>
      {newest.length === 0 ? (
        <p className={styles.noChanges}>{t('changes.none')}</p>
      ) : (
        <ol className={styles.changes}>
          {newest.map((sample) => (
            <li key={sample.time}>
              <span className="num quiet">{exactTime(Date.parse(sample.time), currentLanguage())}</span>
              <ValueText of={{ type: 'string' }} sample={sample} />
              <QualityBadge quality={sample.quality} statusName={sample.statusName} />
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
