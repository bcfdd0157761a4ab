import { Button, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { type AlarmChange, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { sessionQuery } from '../../../session.ts'
import styles from '../database.module.css'
import { alarmsKey, definitionKeys } from '../queries.ts'
import { useAlarmWords } from '../use-alarm-words.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

/** Changes that wait for a second person, each with what differs. */
export function ChangeList({ changes, fault }: { changes: readonly AlarmChange[] | undefined; fault: unknown }) {
  const { t } = useTranslation('alarms')
  if (!changes) return fault ? <FaultView fault={fault} /> : <Skeleton height={220} />
  if (changes.length === 0)
    return (
      <div className="panel">
        <EmptyState title={t('database.noChanges')} lesson={t('database.noChangesLesson')} />
      </div>
    )
  return (
    <div className={styles.changes}>
      {changes.map((change) => (
        <OneChange key={change.id} change={change} />
      ))}
    </div>
  )
}

function OneChange({ change }: { change: AlarmChange }) {
  const { t } = useTranslation('alarms')
  const words = useAlarmWords()
  const faults = useFaultWords()
  const queries = useQueryClient()
  const mayApprove = useMay('alarm:approve')
  const session = useQuery(sessionQuery)
  const own = session.data?.user.id === change.by.id
  const [rejecting, setRejecting] = useState(false)
  const decide = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSuccess: async () => {
      setRejecting(false)
      await queries.invalidateQueries({ queryKey: definitionKeys })
      await queries.invalidateQueries({ queryKey: alarmsKey })
    },
  })
  const name = words.of(change.name)
  return (
    <article className={`panel ${styles.change}`} aria-label={name}>
      <header className={styles.changeHead}>
        <h2 className="section-title">{t(`database.kind.${change.kind}`, { name })}</h2>
        <span className="quiet">
          {change.by.name} · <RelativeTime time={change.at} />
        </span>
        <div className={styles.decide}>
          {own && (
            <Button
              size="xs"
              variant="default"
              loading={decide.isPending}
              onClick={() => decide.mutate(() => platform.alarms.withdraw(change.id))}
            >
              {t('database.withdraw')}
            </Button>
          )}
          {mayApprove && !own && (
            <>
              <Button size="xs" variant="default" onClick={() => setRejecting(true)}>
                {t('ask.reject.action')}
              </Button>
              <Button
                size="xs"
                loading={decide.isPending}
                onClick={() => decide.mutate(() => platform.alarms.approve([change.id]))}
              >
                {t('database.approve')}
              </Button>
            </>
          )}
        </div>
      </header>
      <p className={styles.why}>{change.reason}</p>
      {decide.error && <FormFault words={faults(decide.error)} />}
      {change.kind !== 'retire' && (
        <table className={styles.difference}>
          <tbody>
            {change.difference.map(({ field, before, after }) => (
              <tr key={field}>
                <td className="num">{field}</td>
                <td className="num">
                  {before !== undefined && <del>{String(before)}</del>}{' '}
                  {after !== undefined && <ins>{String(after)}</ins>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rejecting && (
        <ReasonDialog
          what="reject"
          busy={decide.isPending}
          onSay={(note) => decide.mutate(() => platform.alarms.reject(change.id, note))}
          onClose={() => setRejecting(false)}
        />
      )}
    </article>
  )
}
