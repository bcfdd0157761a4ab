import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placedName } from '../../../parts/point-name.ts'
import { platform, type Write } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { writeQuery } from '../queries.ts'
import styles from '../writes.module.css'
import { DecideDialog, type Decision } from './DecideDialog.tsx'
import { useSomebody } from './use-somebody.ts'

/** What one can do with a write that waits: confirm or refuse that of another, withdraw one's own. */
export function Decide({ write, grant }: { write: Write; grant?: string | undefined }) {
  const { t } = useTranslation('writes')
  const { isMe } = useSomebody()
  const mayConfirm = useMay('write:confirm')
  const mayWrite = useMay('point:write')
  const queries = useQueryClient()
  const [decision, setDecision] = useState<Decision>()
  const decide = useMutation({
    mutationFn: async ({ what, note }: { what: Decision; note: string }) => {
      if (what === 'confirm') return platform.commands.confirm(write.id, note === '' ? undefined : note)
      if (what === 'refuse') return platform.commands.refuse(write.id, note)
      await platform.commands.withdraw(write.id, grant)
      return undefined
    },
    onSuccess: (decided) => {
      if (decided) queries.setQueryData(writeQuery(write.id).queryKey, decided)
    },
    // Also after a fault: somebody may have decided before, or an answer was lost on its way.
    onSettled: () => queries.invalidateQueries({ queryKey: ['writes'] }),
  })
  if (write.state !== 'waiting') return null

  const mine = isMe(write.askedBy)
  const open = (next: Decision) => () => {
    decide.reset()
    setDecision(next)
  }
  if (mine ? !mayWrite : !mayConfirm) return null
  return (
    <div className={styles.decide}>
      {mine ? (
        <Button variant="default" onClick={open('withdraw')}>
          {t('decide.withdraw')}
        </Button>
      ) : (
        <>
          <Button onClick={open('confirm')}>{t('decide.confirm')}</Button>
          <Button variant="default" onClick={open('refuse')}>
            {t('decide.refuse')}
          </Button>
        </>
      )}
      {decision && (
        <DecideDialog
          what={decision}
          write={write}
          title={t(`decide.${decision}Title`, { point: placedName(write.point).name })}
          busy={decide.isPending}
          fault={decide.error}
          onDecide={(note) => decide.mutate({ what: decision, note })}
          onClose={() => setDecision(undefined)}
        />
      )}
    </div>
  )
}
