import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import type { SetupTab } from '../search.ts'

interface SetupListProps {
  of: SetupTab
  query: Pick<UseQueryResult<readonly unknown[]>, 'data' | 'error' | 'isError' | 'isPending' | 'refetch'>
  /** Absent for who may only look. */
  onAdd?: (() => void) | undefined
  /** The table; shown when there is something. */
  children: ReactNode
}

/** A list of what production is set up with: what it is for, how to add to it, and what there is. */
export function SetupList({ of, query, onAdd, children }: SetupListProps) {
  const { t } = useTranslation('production')
  const add = onAdd && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={onAdd}>
      {t(`${of}.add`)}
    </Button>
  )
  const hasRows = (query.data?.length ?? 0) > 0
  return (
    <>
      <div className={lists.intro}>
        <p className={lists.lesson}>{t(`${of}.lesson`)}</p>
        {hasRows && add}
      </div>
      <div className={`panel ${lists.list}`}>
        {query.isError && <FaultView fault={query.error} retry={() => void query.refetch()} />}
        {query.isPending && <Skeleton height={180} m={16} w="auto" />}
        {query.data && !hasRows && (
          <EmptyState title={t(`${of}.empty`)} lesson={t(`${of}.emptyLesson`)}>
            {add}
          </EmptyState>
        )}
        {hasRows && children}
      </div>
    </>
  )
}
