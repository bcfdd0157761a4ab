import { Skeleton } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { countText } from '../../../parts/value-text.ts'
import { bindingsQuery } from '../bindings/queries.ts'
import styles from '../mechanisms.module.css'
import { said } from '../words.ts'
import { BindingMark } from './BindingMark.tsx'

/** Where models run, and how they stand there. */
export function Bindings() {
  const { t } = useTranslation('mechanisms')
  const bindings = useQuery(bindingsQuery())
  return (
    <div className={`panel ${lists.list} ${styles.tab}`}>
      {bindings.isError && <FaultView fault={bindings.error} retry={() => void bindings.refetch()} />}
      {bindings.isPending && <Skeleton height={160} m={16} w="auto" />}
      {bindings.data?.length === 0 && <EmptyState title={t('running.none')} lesson={t('running.lesson')} />}
      {bindings.data && bindings.data.length > 0 && (
        <table className={lists.table}>
          <thead>
            <tr>
              <th>{t('running.binding')}</th>
              <th className={lists.wide}>{t('column.model')}</th>
              <th className={lists.right}>{t('running.assets')}</th>
              <th>{t('running.state')}</th>
            </tr>
          </thead>
          <tbody>
            {bindings.data.map((binding) => (
              <tr key={binding.id}>
                <td className={styles.nameCell}>
                  <Link to="/mechanisms/bindings/$id" params={{ id: binding.id }} className={lists.open}>
                    <IconPlugConnected size={17} stroke={1.6} aria-hidden="true" />
                    <span className={lists.names}>
                      <span className={styles.wrap}>{said(binding.name)}</span>
                    </span>
                  </Link>
                </td>
                <td className={`${lists.wide} ${styles.wrap}`}>
                  {said(binding.model.title)} <span className="label num">{binding.model.version}</span>
                </td>
                <td className={`${lists.right} num`}>{countText(binding.assets)}</td>
                <td>
                  <BindingMark binding={binding} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
