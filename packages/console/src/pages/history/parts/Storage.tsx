import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView, useKnownFault } from '../../../parts/FaultView.tsx'
import { Figure, Figures } from '../../../parts/Figures.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { dateFormat } from '../../../parts/time-text.ts'
import { bytesText, countText } from '../../../parts/value-text.ts'
import type { StorageFigures } from '../../../platform.ts'
import styles from '../history.module.css'
import { figuresQuery } from '../queries.ts'
import { Growth } from './Growth.tsx'
import { RetentionRules } from './RetentionRules.tsx'
import { SlowQueries } from './SlowQueries.tsx'

export function Storage() {
  const figures = useQuery(figuresQuery)
  if (figures.isError && !figures.data) return <FaultView fault={figures.error} retry={() => void figures.refetch()} />
  if (!figures.data)
    return (
      <div className={styles.stack}>
        <Skeleton height={98} radius={6} />
        <Skeleton height={240} radius={6} />
      </div>
    )
  return <Known figures={figures.data} />
}

function Known({ figures }: { figures: StorageFigures }) {
  const { t } = useTranslation('history')
  const { samples, bytes, bytesPerSample, summedBytes, files, oldest, newest, months, fault } = figures
  const stored = bytesText(bytes)
  const date = dateFormat(currentLanguage(), { year: 'numeric', month: 'short', day: 'numeric' })
  const known = useKnownFault()
  return (
    <div className={styles.stack}>
      {fault !== undefined && (
        <FormFault words={known(fault, { says: t('failing.says', { code: fault }), remedy: t('failing.remedy') })} />
      )}
      <Figures>
        <Figure label={t('figures.samples')} value={countText(samples)}>
          <span className="quiet num">{t('figures.files', { count: files })}</span>
        </Figure>
        <Figure label={t('figures.bytes')} value={stored.value} unit={stored.unit}>
          <span className="quiet num">
            {summedBytes ? t('figures.summed', { amount: Object.values(bytesText(summedBytes)).join(' ') }) : ''}
          </span>
        </Figure>
        <Figure
          label={t('figures.perSample')}
          value={bytesPerSample === undefined ? '—' : bytesPerSample.toFixed(bytesPerSample < 10 ? 2 : 0)}
          unit={bytesPerSample === undefined ? '' : 'B'}
        >
          <span className="quiet">{t('figures.perSampleHint')}</span>
        </Figure>
        <Figure label={t('figures.oldest')} value={oldest === undefined ? '—' : date.format(Date.parse(oldest))}>
          <span className="quiet">
            {newest !== undefined && (
              <>
                {t('figures.newest')} <RelativeTime time={newest} />
              </>
            )}
          </span>
        </Figure>
      </Figures>
      <div className={styles.columns}>
        <RetentionRules kept={figures.kept} />
        <section className="panel" aria-labelledby="growth">
          <h2 id="growth" className={`section-title ${styles.panelTitle}`}>
            {t('growth.title')}
          </h2>
          {months.length === 0 ? (
            <EmptyState title={t('growth.empty')} lesson={t('growth.emptyLesson')} />
          ) : (
            <Growth months={months} />
          )}
        </section>
      </div>
      <SlowQueries slowest={figures.slowest} />
    </div>
  )
}
