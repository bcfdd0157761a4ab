import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type CredentialRequest, platform } from '../../../platform.ts'
import { CredentialShown } from './CredentialShown.tsx'

type As = CredentialRequest['as']

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
  const [as, setAs] = useState<As>('edge')
  const [group, setGroup] = useState('')
  const [name, setName] = useState('')
  const said = fault ? words(fault) : null

  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit(as === 'edge' ? { as, group: group.trim(), node: name.trim() } : { as, name: name.trim() })
  }

  return (
    <form className={form.form} onSubmit={submit}>
      <SegmentedControl
        fullWidth
        aria-label={t('credential.as')}
        value={as}
        onChange={(value) => setAs(value === 'edge' ? 'edge' : 'device')}
        data={[
          { value: 'edge', label: t('one.edge_node') },
          { value: 'device', label: t('one.device') },
        ]}
      />
      <p className={form.lesson}>{t(`credential.lesson.${as}`)}</p>
      {as === 'edge' && (
        <TextInput
          label={t('credential.group')}
          description={t('credential.groupHint')}
          required
          withAsterisk={false}
          value={group}
          onChange={(event) => setGroup(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t(as === 'edge' ? 'credential.node' : 'credential.name')}
        description={t('credential.nameHint')}
        required
        withAsterisk={false}
        pattern="[^+#\/]+"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {said && <FormFault words={said} />}
      <div className={form.actions}>
        <Button type="submit" loading={busy}>
          {t('credential.create')}
        </Button>
      </div>
    </form>
  )
}
