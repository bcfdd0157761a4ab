import { ActionIcon, Button, SegmentedControl, Skeleton } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconMathFunction } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AssetPicker } from '../../parts/AssetPicker.tsx'
import { assetQuery } from '../../parts/asset-query.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { useMay } from '../../rights.ts'
import { nowQuery, unitsQuery } from '../production/queries.ts'
import styles from './kpis.module.css'
import { KpiView } from './parts/KpiView.tsx'
import { ProgressNote } from './parts/ProgressNote.tsx'
import { shownDays } from './queries.ts'
import { type KpiSearch, windowKinds } from './search.ts'

const route = getRouteApi('/app/kpis')
const DAY_MS = 86_400_000

/** How well a work unit, or all below an asset, ran: window by window. */
export function KpisPage() {
  const { t } = useTranslation('kpis')
  const search = route.useSearch()
  const { kind = 'shift', until } = search
  const navigate = useNavigate()
  const manages = useMay('production:manage')
  const units = useQuery(nowQuery)
  const defined = useQuery(unitsQuery)
  // Of one that counts what it makes all factors are known.
  const counting = defined.data?.find(({ counters }) => counters.GQ !== undefined)?.asset
  const first = units.data?.find((one) => one.asset === counting) ?? units.data?.[0]
  const asset = search.asset ?? (defined.isPending ? undefined : first?.asset)
  const place = useQuery({ ...assetQuery(asset ?? ''), enabled: asset !== undefined })
  const isUnit = units.data?.some((one) => one.asset === asset) ?? false
  const set = (change: { [Key in keyof KpiSearch]?: KpiSearch[Key] | undefined }) =>
    void navigate({
      to: '/kpis',
      search: (before) =>
        Object.fromEntries(
          Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined),
        ) as KpiSearch,
      replace: true,
    })
  const shift = (by: number) => {
    const next = (until === undefined ? Date.now() : Date.parse(until)) + by * shownDays[kind] * DAY_MS
    set({ until: next < Date.now() ? new Date(next).toISOString() : undefined, at: undefined })
  }
  const kinds = windowKinds.filter((known) => known !== 'order' || isUnit)

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        <div className={lists.actions}>
          <Button
            component={Link}
            to="/kpis/definitions"
            variant="default"
            leftSection={<IconMathFunction size={16} stroke={1.8} />}
          >
            {t('definitions.title')}
          </Button>
        </div>
      </header>
      {units.isError && !units.data && <FaultView fault={units.error} retry={() => void units.refetch()} />}
      {units.isPending && <Skeleton height={320} />}
      {units.data?.length === 0 && (
        <div className="panel">
          <EmptyState title={t('emptyTitle')} lesson={t('emptyLesson')}>
            {manages && (
              <Button component={Link} to="/production/setup" variant="default">
                {t('setUp')}
              </Button>
            )}
          </EmptyState>
        </div>
      )}
      {asset && units.data && units.data.length > 0 && (
        <>
          <div className={styles.tools}>
            <div className={styles.place}>
              <AssetPicker
                label={t('place')}
                value={place.data ?? null}
                onChange={(picked) => set({ asset: picked?.id, at: undefined })}
              />
            </div>
            <SegmentedControl
              className={styles.kinds ?? ''}
              aria-label={t('kinds')}
              value={kind}
              onChange={(value) =>
                set({ kind: windowKinds.find((known) => known === value), at: undefined, until: undefined })
              }
              data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
            <div className={styles.moves}>
              <ActionIcon variant="default" size="lg" aria-label={t('earlier')} onClick={() => shift(-1)}>
                <IconChevronLeft size={18} stroke={1.8} />
              </ActionIcon>
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={t('later')}
                disabled={until === undefined}
                onClick={() => shift(1)}
              >
                <IconChevronRight size={18} stroke={1.8} />
              </ActionIcon>
            </div>
          </div>
          <ProgressNote />
          <KpiView looked={{ asset, isUnit, kind, until }} kpi={search.kpi ?? 'oee'} at={search.at} onChange={set} />
        </>
      )}
    </div>
  )
}
