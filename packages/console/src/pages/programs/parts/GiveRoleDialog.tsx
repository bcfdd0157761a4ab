import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type Program, platform } from '../../../platform.ts'
import { programRolesQuery } from '../queries.ts'
import { noRole, RoleFields } from './RoleFields.tsx'

export default function GiveRoleDialog({ program, onClose }: { program: Program; onClose: () => void }) {
  const { t } = useTranslation('programs')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState(noRole)
  const give = useMutation({
    mutationFn: (role: string) => platform.access.assign({ holder: program.id, role, below: chosen.below?.id ?? null }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: programRolesQuery(program.id).queryKey })
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (chosen.role) give.mutate(chosen.role)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('roles.giveTitle', { name: program.name })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <RoleFields value={chosen} onChange={setChosen} />
        {give.error && <FormFault words={words(give.error)} />}
        <div className={form.actions}>
          <Button type="submit" loading={give.isPending} disabled={!chosen.role}>
            {t('roles.giveAction')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
