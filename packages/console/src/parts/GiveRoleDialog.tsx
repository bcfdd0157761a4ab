import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { platform } from '../platform.ts'
import { type RoleHolder, rolesChanged } from './assignment-query.ts'
import { useFaultWords } from './FaultView.tsx'
import { FormFault } from './FormFault.tsx'
import form from './form.module.css'
import { noRole, RoleFields } from './RoleFields.tsx'

interface GiveRoleDialogProps {
  holder: RoleHolder
  onClose: () => void
}

export default function GiveRoleDialog({ holder, onClose }: GiveRoleDialogProps) {
  const { t } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState(noRole)
  const give = useMutation({
    mutationFn: (role: string) => platform.access.assign({ holder: holder.id, role, below: chosen.below?.id ?? null }),
    onSuccess: async () => {
      await rolesChanged(queries)
      onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (chosen.role !== null) give.mutate(chosen.role)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('roles.giveTitle', { name: holder.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className={form.form} onSubmit={submit} aria-label={t('roles.give')}>
        <RoleFields value={chosen} onChange={setChosen} />
        {give.error ? <FormFault words={words(give.error)} /> : null}
        <div className={form.actions}>
          <Button type="submit" loading={give.isPending} disabled={chosen.role === null}>
            {t('roles.giveAction')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
