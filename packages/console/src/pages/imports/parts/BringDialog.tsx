import { Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { type ImportRequest, platform } from '../../../platform.ts'
import { useSending } from '../sending.ts'
import { BringForm } from './BringForm.tsx'

/** Begins an import; its file is sent while one does other things. */
export default function BringDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('imports')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const sending = useSending((fault) =>
    notifications.show({ color: 'red', title: words(fault).says, message: words(fault).remedy }),
  )
  const begin = useMutation({
    mutationFn: ({ request }: { request: ImportRequest; file: File }) => platform.imports.begin(request),
    onSuccess: (begun, { file }) => {
      sending.mutate({ begun, file })
      onClose()
      return queries.invalidateQueries({ queryKey: ['imports', 'list'] })
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={580}
      title={t('bring.title')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <BringForm busy={begin.isPending} fault={begin.error} onSubmit={begin.mutate} />
    </Modal>
  )
}
