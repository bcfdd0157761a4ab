import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import folding from '../../../parts/folding.module.css'
import lists from '../../../parts/list.module.css'
import { placedName } from '../../../parts/point-name.ts'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { Write } from '../../../platform.ts'
import styles from '../write-list.module.css'
import { WriteChange } from './ChangeText.tsx'
import { TimeLeft } from './TimeLeft.tsx'
import { useSomebody } from './use-somebody.ts'
import { WriteStateMark } from './WriteStateMark.tsx'

export function WriteList({ writes }: { writes: readonly Write[] }) {
  const { t } = useTranslation('writes')
  return (
    <table className={`${lists.table} ${folding.folding} ${styles.writes}`}>
      <thead>
        <tr>
          <th>{t('column.point')}</th>
          <th>{t('column.change')}</th>
          <th>{t('column.who')}</th>
          <th>{t('column.state')}</th>
          <th>{t('column.when')}</th>
        </tr>
      </thead>
      <tbody>
        {writes.map((write) => (
          <WriteLine key={write.id} write={write} />
        ))}
      </tbody>
    </table>
  )
}

function WriteLine({ write }: { write: Write }) {
  const { t } = useTranslation('writes')
  const { name: nameOf } = useSomebody()
  const { name, place } = placedName(write.point)
  return (
    <tr>
      <td className={styles.what}>
        <Link to="/writes/$id" params={{ id: write.id }} className={lists.open}>
          <span className={lists.names}>
            <span className="clip">{name}</span>
            <span className="clip label">{place}</span>
          </span>
        </Link>
      </td>
      <td className={styles.changes}>
        <WriteChange write={write} />
      </td>
      <td className={styles.why}>
        <span className="clip">
          {nameOf(write.askedBy)}
          {write.grant && ` · ${t('shared')}`}
        </span>
        <span className={`label ${styles.reason}`} title={write.reason}>
          {write.reason}
        </span>
      </td>
      <td className={styles.stateCell}>
        <WriteStateMark state={write.state} />
        {write.state === 'waiting' && write.expiresAt && (
          <span className={`label ${styles.left}`}>
            <TimeLeft until={write.expiresAt} />
          </span>
        )}
      </td>
      <td className={styles.when}>
        <RelativeTime time={write.askedAt} />
      </td>
    </tr>
  )
}
