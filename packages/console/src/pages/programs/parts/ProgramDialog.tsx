import { Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type ProgramMade, platform } from '../../../platform.ts'
import { ProgramForm, type ProgramWanted } from './ProgramForm.tsx'
import { ProgramShown } from './ProgramShown.tsx'

/** The program and its secret; a role that could not be given does not undo them. */
interface Made extends ProgramMade {
  readonly roleFault?: unknown
  readonly roleless: boolean
}

async function make({ request, given: { role, below } }: ProgramWanted): Promise<Made> {
  const made = await platform.programs.make(request)
  if (role === null) return { ...made, roleless: true }
  try {
    await platform.access.assign({ holder: made.program.id, role, below: below?.id ?? null })
    return { ...made, roleless: false }
  } catch (roleFault) {
    return { ...made, roleFault, roleless: true }
  }
}

export default function ProgramDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('programs')
  const { t: part } = useTranslation('parts')
  const queries = useQueryClient()
  const made = useMutation({
    mutationFn: make,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['programs'] }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={580}
      title={made.data ? t('made.title', { name: made.data.program.name }) : t('make.title')}
      closeOnClickOutside={!made.data}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      {made.data ? (
        <ProgramShown
          made={made.data}
          roleless={made.data.roleless}
          roleFault={made.data.roleFault}
          onClose={onClose}
        />
      ) : (
        <ProgramForm busy={made.isPending} fault={made.error} onSubmit={made.mutate} />
      )}
    </Modal>
  )
}
