import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import lists from '../../../parts/list.module.css'
import { type Program, platform } from '../../../platform.ts'
import { programQuery } from '../queries.ts'

const RotateDialog = lazy(() => import('./RotateDialog.tsx'))

type Asked = 'rotate' | 'suspend' | 'restore' | 'end'

export function ProgramActions({ program }: { program: Program }) {
  const { t } = useTranslation('programs')
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  const pause = program.state === 'suspended' ? 'restore' : 'suspend'
  return (
    <div className={lists.actions}>
      {(['rotate', pause, 'end'] as const).map((what) => (
        <Button key={what} variant="default" size="xs" onClick={() => setAsked(what)}>
          {t(`${what}.button`)}
        </Button>
      ))}
      <Suspense>{asked === 'rotate' && <RotateDialog program={program} onClose={close} />}</Suspense>
      {asked && asked !== 'rotate' && <AskDialog what={asked} program={program} onClose={close} />}
    </div>
  )
}

interface AskDialogProps {
  what: Exclude<Asked, 'rotate'>
  program: Program
  onClose: () => void
}

function AskDialog({ what, program, onClose }: AskDialogProps) {
  const { t } = useTranslation('programs')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const act = useMutation({
    mutationFn: () => platform.programs[what](program.id),
    onSuccess: async () => {
      if (what === 'end') {
        await navigate({ to: '/programs' })
        queries.removeQueries({ queryKey: programQuery(program.id).queryKey })
      } else onClose()
      await queries.invalidateQueries({ queryKey: ['programs'] })
    },
  })
  return (
    <ConfirmDialog
      title={t(`${what}.title`, { name: program.name })}
      action={t(`${what}.action`)}
      destructive={what === 'end'}
      busy={act.isPending}
      fault={act.error}
      onConfirm={() => act.mutate()}
      onClose={onClose}
    >
      {t(`${what}.follows`, { name: program.name })}
    </ConfirmDialog>
  )
}
