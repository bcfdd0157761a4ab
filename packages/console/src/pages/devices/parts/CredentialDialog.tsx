import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { MachineFields, noMachine, speaksOf } from '../../../parts/MachineFields.tsx'
import { type CredentialRequest, platform } from '../../../platform.ts'
import { CredentialShown } from './CredentialShown.tsx'

export default function CredentialDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('devices')
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: (request: CredentialRequest) => platform.createCredential(request),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['devices'] }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t(create.data ? 'credential.done' : 'credential.title')}
      closeOnClickOutside={!create.data}
      closeButtonProps={{ 'aria-label': t('credential.close') }}
    >
      {create.data && create.variables ? (
        <CredentialShown credential={create.data} request={create.variables} onClose={onClose} />
      ) : (
        <CredentialForm busy={create.isPending} fault={create.error} onSubmit={(request) => create.mutate(request)} />
      )}
    </Modal>
  )
}

interface CredentialFormProps {
  busy: boolean
  fault: unknown
  onSubmit: (request: CredentialRequest) => void
}

function CredentialForm({ busy, fault, onSubmit }: CredentialFormProps) {
  const { t } = useTranslation('devices')
  const words = useFaultWords()
  const [machine, setMachine] = useState(noMachine)
  const said = fault ? words(fault) : null

  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit(speaksOf(machine))
  }

  return (
    <form className={form.form} onSubmit={submit}>
      <MachineFields value={machine} onChange={setMachine} />
      {said && <FormFault words={said} />}
      <div className={form.actions}>
        <Button type="submit" loading={busy}>
          {t('credential.create')}
        </Button>
      </div>
    </form>
  )
}
