import { Button, Checkbox } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { type AlarmChange, type AlarmDecisionsReply, platform } from '../../../platform.ts'
import styles from '../database.module.css'
import { useDecide } from '../use-decide.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

/** What one request decides on at most. */
const MOST = 500

interface ChangeDecisionProps {
  decidable: readonly AlarmChange[]
  chosen: readonly string[]
  onChoose: (ids: readonly string[]) => void
}

/** One decision on all that are chosen; what could not be decided is said. */
export function ChangeDecision({ decidable, chosen, onChoose }: ChangeDecisionProps) {
  const { t } = useTranslation('alarms')
  const faults = useFaultWords()
  const [rejecting, setRejecting] = useState(false)
  const all = chosen.length === decidable.length
  const decide = useDecide<AlarmDecisionsReply>(({ changed, items }) => {
    setRejecting(false)
    onChoose([])
    const refused = items.flatMap(({ refused: code }) => (code === undefined ? [] : [code]))
    const why = [...new Set(refused)].map((code) =>
      t(`decide.why.${code.replace('alarms.', '')}` as 'decide.why.twice', { defaultValue: code }),
    )
    notifications.show({
      color: refused.length === 0 ? 'green' : changed === 0 ? 'red' : 'yellow',
      title: t('decide.done', { count: changed }),
      message: refused.length > 0 ? `${t('decide.left', { count: refused.length })} ${why.join(' ')}` : '',
    })
  })
  const run = (decision: 'approve' | 'reject', note?: string): void =>
    decide.mutate(() => platform.alarms.decide(chosen.slice(0, MOST), decision, note), {
      onError: (fault) => {
        const { says, remedy } = faults(fault)
        notifications.show({ color: 'red', title: says, message: remedy })
      },
    })
  return (
    <div className={styles.decision}>
      <Checkbox
        size="xs"
        label={t('decide.all', { count: decidable.length })}
        checked={all}
        indeterminate={!all && chosen.length > 0}
        onChange={() => onChoose(all ? [] : decidable.map(({ id }) => id))}
      />
      <div className={styles.decide}>
        <Button size="xs" variant="default" disabled={chosen.length === 0} onClick={() => setRejecting(true)}>
          {t('decide.reject', { count: chosen.length })}
        </Button>
        <Button size="xs" disabled={chosen.length === 0} loading={decide.isPending} onClick={() => run('approve')}>
          {t('decide.approve', { count: chosen.length })}
        </Button>
      </div>
      {rejecting && (
        <ReasonDialog
          what="reject"
          busy={decide.isPending}
          onSay={(note) => run('reject', note)}
          onClose={() => setRejecting(false)}
        />
      )}
    </div>
  )
}
