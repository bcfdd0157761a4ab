import { IconApi, IconCpu, IconLink, IconServer2, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { AuditRecord } from '../../../platform.ts'
import styles from '../audit.module.css'
import { useAuditWords } from '../audit-words.ts'
import { parseAuditSearch } from '../search.ts'
import { OutcomeMark } from './OutcomeMark.tsx'

const icons = { person: IconUser, program: IconApi, link: IconLink, device: IconCpu, system: IconServer2 }
const iconOf = (kind: string) => Object.entries(icons).find(([known]) => known === kind)?.[1] ?? IconServer2

export function RecordList({ records }: { records: readonly AuditRecord[] }) {
  const { t } = useTranslation('audit')
  return (
    <table className={lists.table}>
      <thead>
        <tr>
          <th className={styles.atColumn}>{t('column.at')}</th>
          <th>{t('column.actor')}</th>
          <th className={styles.actionColumn}>{t('column.action')}</th>
          <th className={styles.outcomeColumn}>{t('column.outcome')}</th>
          <th className={`${lists.wide} ${lists.right}`}>{t('column.seq')}</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <RecordLine key={record.seq} record={record} />
        ))}
      </tbody>
    </table>
  )
}

function RecordLine({ record }: { record: AuditRecord }) {
  const words = useAuditWords()
  const { seq, at, actor, action, outcome } = record
  const Icon = iconOf(actor.kind)
  const about = words.targetName(record)
  return (
    <tr>
      <td className={styles.atColumn}>
        <RelativeTime time={at} />
      </td>
      <td className={styles.actorColumn}>
        <span className={styles.actor}>
          <Icon size={17} stroke={1.6} aria-label={words.actorKind(actor.kind)} />
          <span className={lists.names}>
            <span className="clip" title={actor.name}>
              {actor.name}
            </span>
            <span className="clip label num">{actor.remote}</span>
          </span>
        </span>
      </td>
      <td className={styles.actionColumn}>
        <Link
          to="/audit"
          search={(before) => parseAuditSearch({ ...before, record: seq })}
          replace
          resetScroll={false}
          className={lists.open}
        >
          <span className={lists.names}>
            <span className={styles.what}>{words.action(action)}</span>
            {about && (
              <span className="clip label" title={about}>
                {about}
              </span>
            )}
          </span>
        </Link>
        <span className={styles.small}>
          {outcome !== 'done' && <OutcomeMark outcome={outcome} />}
          <RelativeTime time={at} />
        </span>
      </td>
      <td className={styles.outcomeColumn}>
        <OutcomeMark outcome={outcome} />
      </td>
      <td className={`${lists.wide} ${lists.right} num quiet`}>{seq}</td>
    </tr>
  )
}
