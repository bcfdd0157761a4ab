import { Checkbox, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import type { AlarmChange } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { sessionQuery } from '../../../session.ts'
import styles from '../database.module.css'
import { classOf, useClassTitles } from '../use-class-titles.ts'
import { ChangeDecision } from './ChangeDecision.tsx'
import { OneChange } from './OneChange.tsx'

/** Changes that wait for a second person, by class, each with what differs; many are decided on at once. */
export function ChangeList({ changes, fault }: { changes: readonly AlarmChange[] | undefined; fault: unknown }) {
  const { t } = useTranslation('alarms')
  const titles = useClassTitles()
  const mayApprove = useMay('alarm:approve')
  const session = useQuery(sessionQuery)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  if (!changes) return fault ? <FaultView fault={fault} /> : <Skeleton height={220} />
  if (changes.length === 0)
    return (
      <div className="panel">
        <EmptyState title={t('database.noChanges')} lesson={t('database.noChangesLesson')} />
      </div>
    )
  const isOwn = ({ by }: AlarmChange): boolean => by.id === session.data?.user.id
  const decidable = mayApprove ? changes.filter((change) => !isOwn(change)) : []
  const classes = [...new Set(changes.map(classOf))]
  const choose = (ids: readonly string[], want: boolean): void => {
    const next = new Set(chosen)
    for (const id of ids)
      if (want) next.add(id)
      else next.delete(id)
    setChosen(next)
  }
  return (
    <div className={styles.changes}>
      {decidable.length > 0 && (
        <ChangeDecision
          decidable={decidable}
          chosen={decidable.filter(({ id }) => chosen.has(id)).map(({ id }) => id)}
          onChoose={(ids) => setChosen(new Set(ids))}
        />
      )}
      {classes.map((of) => {
        const here = changes.filter((change) => classOf(change) === of)
        const ids = here.filter((change) => decidable.includes(change)).map(({ id }) => id)
        const all = ids.length > 0 && ids.every((id) => chosen.has(id))
        const title = titles(of)
        return (
          <section key={of} className={styles.changes} aria-label={title}>
            <div className={styles.ofClass}>
              {ids.length > 0 && (
                <Checkbox
                  size="xs"
                  aria-label={t('decide.allOf', { title })}
                  checked={all}
                  indeterminate={!all && ids.some((id) => chosen.has(id))}
                  onChange={() => choose(ids, !all)}
                />
              )}
              <h2 className="section-title">{title}</h2>
              <span className="quiet num">{here.length}</span>
            </div>
            {here.map((change) => (
              <OneChange
                key={change.id}
                change={change}
                isOwn={isOwn(change)}
                mayApprove={mayApprove}
                isChosen={chosen.has(change.id)}
                onChoose={(want) => choose([change.id], want)}
              />
            ))}
          </section>
        )
      })}
    </div>
  )
}
