import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { RoleSelect } from '../../../parts/RoleSelect.tsx'
import { type Member, platform } from '../../../platform.ts'
import { membersChanged } from '../queries.ts'

export default function GiveRoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation('members')
  const parts = useTranslation('parts').t
  const words = useFaultWords()
  const queries = useQueryClient()
  const [role, setRole] = useState<string | null>(null)
  const [below, setBelow] = useState<PickedAsset | null>(null)
  const give = useMutation({
    mutationFn: (given: string) => platform.access.assign({ holder: member.id, role: given, below: below?.id ?? null }),
    onSuccess: async () => {
      await membersChanged(queries)
      onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (role !== null) give.mutate(role)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('give.title', { name: member.name || member.username })}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <form className={form.form} onSubmit={submit} aria-label={t('give.action')}>
        <RoleSelect label={t('give.role')} placeholder={t('dialog.rolePlaceholder')} value={role} onChange={setRole} />
        <AssetPicker label={t('give.where')} placeholder={parts('held.everywhere')} value={below} onChange={setBelow} />
        <p className="label">{t('give.whereHint')}</p>
        {give.error ? <FormFault words={words(give.error)} /> : null}
        <div className={form.actions}>
          <Button type="submit" loading={give.isPending} disabled={role === null}>
            {t('give.give')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
