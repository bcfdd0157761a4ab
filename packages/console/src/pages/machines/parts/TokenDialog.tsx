import { Button, Modal, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { MachineFields, noMachine, speaksOf } from '../../../parts/MachineFields.tsx'
import { type EnrolmentTokenRequest, platform } from '../../../platform.ts'
import { TokenShown } from './TokenShown.tsx'

const lives = ['15', '60', '1440', '10080'] as const

export default function TokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('machines')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [machine, setMachine] = useState(noMachine)
  const [life, setLife] = useState<(typeof lives)[number]>('60')
  const create = useMutation({
    mutationFn: (request: EnrolmentTokenRequest) => platform.machines.createEnrolmentToken(request),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['machines', 'tokens'] }),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    create.mutate({ ...speaksOf(machine), minutes: Number(life) })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={create.data ? 680 : 520}
      title={create.data ? t('token.shown.title', { name: create.data.name }) : t('token.make.title')}
      closeOnClickOutside={!create.data}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'parts' }) }}
    >
      {create.data ? (
        <TokenShown token={create.data} onClose={onClose} />
      ) : (
        <form className={form.form} onSubmit={submit}>
          <p className={form.lesson}>{t('token.make.lesson')}</p>
          <MachineFields value={machine} onChange={setMachine} />
          <NativeSelect
            label={t('token.make.life')}
            value={life}
            onChange={(event) => setLife(lives.find((one) => one === event.currentTarget.value) ?? life)}
            data={lives.map((one) => ({ value: one, label: t(`token.make.minutes.${one}`) }))}
          />
          {create.error && <FormFault words={words(create.error)} />}
          <div className={form.actions}>
            <Button type="submit" loading={create.isPending}>
              {t('token.make.submit')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}
