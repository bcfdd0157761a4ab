import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import type { WorkUnitNow } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { DowntimeSheet, type SheetFor } from './parts/DowntimeSheet.tsx'
import { UnitCard } from './parts/UnitCard.tsx'
import styles from './production.module.css'
import { nowQuery } from './queries.ts'
import { type UnitShow, unitShows } from './search.ts'
import { isStanding, openStop, urgency } from './tone.ts'

const route = getRouteApi('/app/production')
const isShown: Record<UnitShow, (unit: WorkUnitNow) => boolean> = {
  all: () => true,
  standing: isStanding,
  unexplained: ({ unexplained }) => unexplained.length > 0,
}

/** Every work unit as it is now; what stands and wants a reason comes first. */
export function ProductionPage() {
  const { t } = useTranslation('production')
  const { show = 'all' } = route.useSearch()
  const navigate = useNavigate()
  const now = useQuery(nowQuery)
  const manages = useMay('production:manage')
  const [entering, setEntering] = useState<SheetFor>()
  const units = now.data ?? []
  const rows = units.filter(isShown[show]).sort((a, b) => urgency(a) - urgency(b))
  const setup = manages && (
    <Button
      component={Link}
      to="/production/setup"
      variant="default"
      leftSection={<IconSettings size={16} stroke={1.8} />}
    >
      {t('setup.title')}
    </Button>
  )
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {units.length > 0 && (
          <span className="quiet num" role="status">
            {t('standing', {
              count: units.filter(isStanding).length,
              all: units.length,
              open: units.filter(openStop).length,
            })}
          </span>
        )}
        <div className={lists.actions}>{setup}</div>
      </header>
      {units.length > 0 && (
        <div className={lists.tools}>
          <SegmentedControl
            aria-label={t('show.label')}
            value={show}
            onChange={(value) => {
              const chosen = unitShows.find((known) => known === value)
              void navigate({
                to: '/production',
                search: chosen && chosen !== 'all' ? { show: chosen } : {},
                replace: true,
              })
            }}
            data={unitShows.map((value) => ({ value, label: t(`show.${value}`) }))}
          />
        </div>
      )}
      {now.isError && !now.data && <FaultView fault={now.error} retry={() => void now.refetch()} />}
      {now.isPending && <Skeleton height={220} />}
      {now.data && units.length === 0 && (
        <div className="panel">
          <EmptyState title={t('emptyTitle')} lesson={t('emptyLesson')}>
            {setup}
          </EmptyState>
        </div>
      )}
      {units.length > 0 && rows.length === 0 && (
        <div className="panel">
          <EmptyState title={t(`none.${show}`)} lesson={t('noneLesson')} />
        </div>
      )}
      <ul className={styles.cards}>
        {rows.map((unit) => (
          <UnitCard key={unit.asset} unit={unit} onEnter={setEntering} />
        ))}
      </ul>
      {entering && <DowntimeSheet {...entering} onClose={() => setEntering(undefined)} />}
    </div>
  )
}
