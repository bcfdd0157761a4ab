import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type FlowDeployment, platform } from '../../../platform.ts'
import { fieldTime } from '../../production/times.ts'

const day = 86_400_000

/** Points are given anew out of the history; no action is done a second time. */
export function Recompute({ deployment, onClose }: { deployment: FlowDeployment; onClose: () => void }) {
  const { t } = useTranslation('flows')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [from, setFrom] = useState(() => fieldTime(Date.now() - day))
  const work = useMutation({
    mutationFn: () => platform.flows.recompute(deployment.id, new Date(from).toISOString()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['flows', 'deployments'] })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('runs.recompute')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className={form.form}>
        <p className={form.lesson}>{t('runs.recomputeLesson')}</p>
        <TextInput
          type="datetime-local"
          label={t('runs.recomputeFrom')}
          max={fieldTime(Date.now())}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        {work.error && <FormFault words={words(work.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={work.isPending} onClick={() => work.mutate()}>
            {t('runs.recomputeDo')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
