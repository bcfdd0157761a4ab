import { Button, Skeleton } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { removalsQuery } from '../queries.ts'
import { RemovalDialog } from './RemovalDialog.tsx'
import { RemovalTable } from './RemovalTable.tsx'

/** What of the history was removed for good, by people and by rules. */
export function Removals() {
  const { t } = useTranslation('history')
  const removals = useQuery(removalsQuery)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <div className={lists.intro}>
        <p className={lists.lesson}>{t('removals.lesson')}</p>
        <Button variant="default" leftSection={<IconTrash size={16} stroke={1.7} />} onClick={() => setAsking(true)}>
          {t('removals.ask')}
        </Button>
      </div>
      <div className={`panel ${lists.list}`}>
        {removals.isError && !removals.data && (
          <FaultView fault={removals.error} retry={() => void removals.refetch()} />
        )}
        {removals.isPending && <Skeleton height={160} m={16} w="auto" />}
        {removals.data?.length === 0 && <EmptyState title={t('removals.empty')} lesson={t('removals.emptyLesson')} />}
        {removals.data && removals.data.length > 0 && <RemovalTable removals={removals.data} />}
      </div>
      {asking && <RemovalDialog onClose={() => setAsking(false)} />}
    </>
  )
}
