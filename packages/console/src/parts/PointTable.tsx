import { Skeleton } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../live/use-live.ts'
import { plantKey, usePlant } from '../plant.ts'
import { usePlantPlaces } from '../plant-places.ts'
import type { Point } from '../platform.ts'
import { FaultView } from './FaultView.tsx'
import { placedName } from './point-name.ts'
import styles from './point-table.module.css'
import { QualityBadge } from './QualityBadge.tsx'
import { RelativeTime } from './RelativeTime.tsx'
import { ValueText } from './ValueText.tsx'

interface PointTableProps {
  of: { asset?: string; device?: string; search?: string }
  /** How many steps of a point's path the reader already knows. */
  depth: number
  empty: ReactNode
}

const pageSize = 100
const rowHeight = 44

/** Points with their values as they are now. Pages are read while one scrolls, and only what is on the screen is subscribed. */
export function PointTable({ of, depth, empty }: PointTableProps) {
  const { t } = useTranslation('parts')
  const plant = usePlant()
  const scroll = useRef<HTMLDivElement>(null)
  const points = useInfiniteQuery({
    queryKey: ['points', 'table', of, plantKey(plant)],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      plant.api.points({ ...of, limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = points.data?.pages.flatMap((page) => page.items) ?? []
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  })
  const last = virtual.getVirtualItems().at(-1)?.index ?? -1
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = points
  useEffect(() => {
    if (last >= rows.length - 20 && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])

  if (points.isError) return <FaultView fault={points.error} retry={() => void points.refetch()} />
  if (points.isPending)
    return (
      <div className={styles.wait}>
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <Skeleton key={key} height={20} radius={3} />
        ))}
      </div>
    )
  if (rows.length === 0) return empty
  const total = points.data?.pages[0]?.total ?? rows.length
  return (
    <div role="table" aria-label={t('points.label')} aria-rowcount={total} className={styles.table}>
      <div role="row" tabIndex={-1} className={`${styles.line} ${styles.head}`}>
        <span role="columnheader">{t('points.name')}</span>
        <span role="columnheader" className={styles.right}>
          {t('points.value')}
        </span>
        <span role="columnheader" className={styles.optional}>
          {t('points.quality')}
        </span>
        <span role="columnheader" className={styles.optional}>
          {t('points.changed')}
        </span>
      </div>
      <div ref={scroll} className={styles.scroll} role="rowgroup">
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => (
            <PointLine
              key={rows[item.index]!.id}
              point={rows[item.index]!}
              depth={depth}
              top={item.start}
              row={item.index + 1}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

function PointLine({ point, depth, top, row }: { point: Point; depth: number; top: number; row: number }) {
  const places = usePlantPlaces()
  const sample = useLive(point.id, point.latest)
  const { name, place } = placedName(point, depth)
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={row}
      className={`${styles.line} ${styles.body}`}
      style={{ transform: `translateY(${top}px)`, height: rowHeight }}
    >
      <span role="cell" className={styles.nameCell}>
        <Link {...places.point(point.id)} className={`clip ${styles.name}`} title={point.description ?? point.name}>
          {name}
        </Link>
        <span className={`clip ${styles.place}`}>{place || point.description}</span>
      </span>
      <span role="cell" className={`${styles.right} ${styles.value}`}>
        <ValueText of={point} sample={sample} />
      </span>
      <span role="cell" className={styles.optional}>
        {sample && <QualityBadge quality={sample.quality} statusName={sample.statusName} />}
      </span>
      <span role="cell" className={`${styles.optional} ${styles.when}`}>
        <RelativeTime time={sample?.time} />
      </span>
    </div>
  )
}
