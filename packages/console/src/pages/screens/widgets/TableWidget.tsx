import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLive } from '../../../live/use-live.ts'
import { placedName } from '../../../parts/point-name.ts'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { ValueText } from '../../../parts/ValueText.tsx'
import type { Point } from '../../../platform.ts'
import type { WidgetOf } from '../document.ts'
import { useLook, usePoints } from '../points.ts'
import { pointsBelowQuery } from '../queries.ts'
import { Nothing } from './WithPoint.tsx'
import styles from './widgets.module.css'

/** Of an asset without a choice. */
const most = 60

/** Values in rows; without a choice every point of the asset. */
export function TableWidget({ widget }: { widget: WidgetOf<'table'> }) {
  const { t } = useTranslation('screens')
  const { asset } = useLook()
  const chosen = usePoints(widget.of)
  const every = useQuery({
    ...pointsBelowQuery(asset ?? ''),
    enabled: widget.of.length === 0 && asset !== undefined,
  })
  const points =
    widget.of.length > 0 ? chosen.flatMap(({ point }) => (point ? [point] : [])) : (every.data ?? []).slice(0, most)
  if (widget.of.length === 0 && asset === undefined) return <Nothing why="unset" />
  return (
    <div className={styles.scroll} role="region" tabIndex={0} aria-label={t('kind.table')}>
      <table className={styles.table}>
        <thead className="sr">
          <tr>
            <th>{t('table.point')}</th>
            <th>{t('table.value')}</th>
            <th>{t('table.when')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <Row key={point.id} point={point} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ point }: { point: Point }) {
  const sample = useLive(point.id, point.latest)
  return (
    <tr>
      <td>
        <Link
          to="/points/$id"
          params={{ id: point.id }}
          className={styles.rowName}
          title={[...point.path, point.name].join(' / ')}
        >
          {placedName(point).name}
        </Link>
      </td>
      <td className={styles.right}>
        <ValueText of={point} sample={sample} />
      </td>
      <td className={`label ${styles.right}`}>
        <RelativeTime time={sample?.time} />
      </td>
    </tr>
  )
}
