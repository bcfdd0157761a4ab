import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rolesChanged } from '../../../parts/assignment-query.ts'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { type Member, platform } from '../../../platform.ts'

type Act = 'suspend' | 'restore' | 'end' | 'remove'

const deeds: Readonly<Record<Act, (id: string) => Promise<void>>> = {
  suspend: (id) => platform.members.suspend(id),
  restore: (id) => platform.members.restore(id),
  end: (id) => platform.members.endSessions(id),
  remove: (id) => platform.members.remove(id),
}

const RecoverDialog = lazy(() => import('../../../parts/RecoverDialog.tsx'))

/** What an administrator does with somebody else's membership; each asks first. */
export function MemberActions({ member }: { member: Member }) {
  const { t } = useTranslation('members')
  const recovery = useTranslation('recovery').t
  const [asked, setAsked] = useState<Act>()
  const [recovers, setRecovers] = useState(false)
  const acts: readonly Act[] = member.suspended ? ['restore', 'remove'] : ['end', 'suspend', 'remove']
  return (
    <>
      {!member.suspended && (
        <Button variant="default" size="xs" onClick={() => setRecovers(true)}>
          {recovery('action')}
        </Button>
      )}
      {acts.map((act) => (
        <Button key={act} variant="default" size="xs" onClick={() => setAsked(act)}>
          {t(`act.${act}`)}
        </Button>
      ))}
      <Suspense>{recovers && <RecoverDialog member={member} onClose={() => setRecovers(false)} />}</Suspense>
      {asked && <Asking member={member} act={asked} onClose={() => setAsked(undefined)} />}
    </>
  )
}

function Asking({ member, act, onClose }: { member: Member; act: Act; onClose: () => void }) {
  const { t } = useTranslation('members')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const name = member.name || member.username
  const run = useMutation({
    mutationFn: () => deeds[act](member.id),
    onSuccess: async () => {
      if (act === 'remove') await navigate({ to: '/members' })
      if (act === 'end') notifications.show({ message: t('act.ended', { name }) })
      onClose()
      await rolesChanged(queries)
    },
  })
  return (
    <ConfirmDialog
      title={t(`act.${act}Title`, { name })}
      action={t(`act.${act}`)}
      destructive={act === 'suspend' || act === 'remove'}
      busy={run.isPending}
      fault={run.error}
      onConfirm={() => run.mutate()}
      onClose={onClose}
    >
      {t(`act.${act}Lesson`)}
    </ConfirmDialog>
  )
}
