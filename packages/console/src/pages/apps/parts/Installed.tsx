import { Button, Skeleton } from '@mantine/core'
import { IconApps } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { installationsQuery, newerQuery } from '../queries.ts'
import { said } from '../words.ts'

/** What runs here. */
export function Installed({ onShelf }: { onShelf: () => void }) {
  const { t } = useTranslation('apps')
  const installed = useQuery(installationsQuery)
  const newer = useQuery(newerQuery).data
  if (installed.isError) return <FaultView fault={installed.error} retry={() => void installed.refetch()} />
  if (!installed.data) return <Skeleton height={220} radius={6} />
  if (installed.data.length === 0)
    return (
      <div className="panel">
        <EmptyState title={t('installed.none')} lesson={t('installed.lesson')}>
          <Button onClick={onShelf}>{t('installed.look')}</Button>
        </EmptyState>
      </div>
    )
  return (
    <div className={`panel ${lists.list}`}>
      <table className={lists.table}>
        <thead>
          <tr>
            <th className={lists.nameColumn}>{t('column.app')}</th>
            <th>{t('column.state')}</th>
            <th>{t('column.version')}</th>
            <th className={lists.wide}>{t('column.assets')}</th>
            <th className={lists.wide}>{t('column.changed')}</th>
          </tr>
        </thead>
        <tbody>
          {installed.data.map((one) => (
            <tr key={one.id}>
              <td>
                <Link to="/apps/installations/$id" params={{ id: one.id }} className={lists.open}>
                  <IconApps size={18} stroke={1.6} aria-hidden="true" />
                  <span className={lists.names}>
                    <span className="clip">{said(one.title)}</span>
                    <span className="clip label">{one.app}</span>
                  </span>
                </Link>
              </td>
              <td>
                <Mark tone={one.state === 'active' ? 'plain' : 'warn'}>{t(`state.${one.state}`)}</Mark>
              </td>
              <td className="num">
                {one.version}
                {newer?.get(one.id) && (
                  <span className="label"> · {t('installed.newer', { version: newer.get(one.id) })}</span>
                )}
              </td>
              <td className={`num ${lists.wide}`}>{new Set(Object.values(one.bound).flat()).size}</td>
              <td className={lists.wide}>
                <RelativeTime time={one.changedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
