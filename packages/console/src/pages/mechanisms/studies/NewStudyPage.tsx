import { SegmentedControl } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from '../mechanisms.module.css'
import { studyKinds } from '../search.ts'
import { BacktestForm } from './parts/BacktestForm.tsx'
import { CalibrationForm } from './parts/CalibrationForm.tsx'
import { LearningForm } from './parts/LearningForm.tsx'

const route = getRouteApi('/app/mechanisms/studies/new')

/** A question to the history: how would it have done, which parameters fit, what can be learnt. */
export function NewStudyPage() {
  const { t } = useTranslation('mechanismStudies')
  const { t: catalogue } = useTranslation('mechanisms')
  const search = route.useSearch()
  const navigate = useNavigate()
  const kind = search.kind ?? 'backtest'
  return (
    <div className="page">
      <title>{`${t(`new.${kind}`)} – Millrace`}</title>
      <nav aria-label={catalogue('title')} className="thing-path">
        <Link to="/mechanisms" search={{ tab: 'studies' }} className="link">
          {catalogue('title')}
        </Link>
      </nav>
      <header className={styles.head}>
        <h1 className="thing-title">{t(`new.${kind}`)}</h1>
        <SegmentedControl
          size="xs"
          aria-label={t('new.kind')}
          value={kind}
          data={studyKinds.map((each) => ({ value: each, label: catalogue(`studies.is.${each}`) }))}
          onChange={(value) =>
            void navigate({
              to: '/mechanisms/studies/new',
              search: (before) => ({ ...before, kind: studyKinds.find((each) => each === value) ?? kind }),
              replace: true,
            })
          }
        />
      </header>
      <p className={styles.intro}>{t(`lesson.${kind}`)}</p>
      {kind === 'backtest' && <BacktestForm key={search.binding ?? search.mechanism} search={search} />}
      {kind === 'calibration' && <CalibrationForm key={`${search.binding} ${search.asset}`} search={search} />}
      {kind === 'learning' && <LearningForm />}
    </div>
  )
}
