import { Button, Modal, Skeleton } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../../parts/FaultView.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { platform } from '../../../platform.ts'
import type { Document } from '../document.ts'
import { screenVersionsQuery } from '../queries.ts'
import styles from '../screens.module.css'

interface VersionsDialogProps {
  id: string
  /** Takes it into the editor; nothing is saved by that. */
  onTake: (document: Document) => void
  onClose: () => void
}

export function VersionsDialog({ id, onTake, onClose }: VersionsDialogProps) {
  const { t } = useTranslation('screens')
  const versions = useQuery({ ...screenVersionsQuery(id), staleTime: 0 })
  const take = useMutation({
    mutationFn: (number: number) => platform.screens.version(id, number),
    onSuccess: ({ document }) => {
      onTake(document)
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('versions.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {versions.isError && <FaultView fault={versions.error} retry={() => void versions.refetch()} />}
      {versions.isPending && <Skeleton height={120} />}
      <ul className={styles.versions}>
        {versions.data?.map(({ number, by, at, comment }, k) => (
          <li key={number}>
            <span className={styles.versionWhat}>
              <span>{t('versions.number', { number })}</span>
              <span className="label">
                <RelativeTime time={at} /> · {by.name}
                {comment && ` · ${comment}`}
              </span>
            </span>
            {k > 0 && (
              <Button size="xs" variant="default" loading={take.isPending} onClick={() => take.mutate(number)}>
                {t('versions.take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Modal>
  )
}
