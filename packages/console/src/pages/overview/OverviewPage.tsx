import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { areasQuery } from '../../shell/areas.ts'
import styles from './overview.module.css'
import { AreaCard } from './parts/AreaCard.tsx'
import { KeyFigures } from './parts/KeyFigures.tsx'
import { Problems } from './parts/Problems.tsx'
import { overviewQuery } from './queries.ts'

export function OverviewPage() {
  const { t } = useTranslation('overview')
  const overview = useQuery(overviewQuery)
  const areas = useQuery(areasQuery)

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
      </header>
      {overview.isError && !overview.data ? (
        <FaultView fault={overview.error} retry={() => void overview.refetch()} />
      ) : (
        <KeyFigures overview={overview.data} />
      )}
      <div className={styles.columns}>
        <section aria-labelledby="areas" className={styles.areas}>
          <h2 id="areas" className={styles.heading}>
            {t('areas')}
          </h2>
          {areas.isError && <FaultView fault={areas.error} retry={() => void areas.refetch()} />}
          {areas.isPending && (
            <div className={styles.grid}>
              {['a', 'b', 'c', 'd'].map((key) => (
                <Skeleton key={key} height={188} radius={6} />
              ))}
            </div>
          )}
          {areas.data?.length === 0 && (
            <div className="panel">
              <EmptyState title={t('empty.title')} lesson={t('empty.lesson')} />
            </div>
          )}
          <div className={styles.grid}>
            {areas.data?.map((area) => (
              <AreaCard key={area.id} area={area} />
            ))}
          </div>
        </section>
        <section aria-labelledby="problems">
          <h2 id="problems" className={styles.heading}>
            {t('problems.title')}
          </h2>
          <Problems worst={overview.data?.worst} />
        </section>
      </div>
    </div>
  )
}
