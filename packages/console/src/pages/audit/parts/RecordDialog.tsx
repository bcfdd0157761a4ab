import { ActionIcon, Modal, Skeleton } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import styles from '../audit.module.css'
import { recordQuery } from '../queries.ts'
import { parseAuditSearch } from '../search.ts'
import { RecordView } from './RecordView.tsx'

/** One record, by its number: as it stands in the address. */
export function RecordDialog({ seq }: { seq: number }) {
  const { t } = useTranslation('audit')
  const navigate = useNavigate()
  const record = useQuery(recordQuery(seq))
  const go = (to: number | undefined) =>
    void navigate({
      to: '/audit',
      search: (before) => parseAuditSearch({ ...before, record: to }),
      replace: true,
      resetScroll: false,
    })
  return (
    <Modal
      opened
      onClose={() => go(undefined)}
      size={720}
      title={
        <span className={styles.recordTitle}>
          {t('record.title', { seq })}
          <ActionIcon variant="default" size="md" aria-label={t('record.newer')} onClick={() => go(seq + 1)}>
            <IconChevronUp size={16} stroke={1.7} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="md"
            aria-label={t('record.older')}
            disabled={seq <= 1}
            onClick={() => go(seq - 1)}
          >
            <IconChevronDown size={16} stroke={1.7} />
          </ActionIcon>
        </span>
      }
      closeButtonProps={{ 'aria-label': t('close', { ns: 'parts' }) }}
    >
      {record.isError && <FaultView fault={record.error} retry={() => void record.refetch()} />}
      {record.isPending && <Skeleton height={260} />}
      {record.data === null && <EmptyState title={t('record.gone')} lesson={t('record.goneLesson')} />}
      {record.data && <RecordView record={record.data} />}
    </Modal>
  )
}
