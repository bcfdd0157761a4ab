import { useTranslation } from 'react-i18next'
import folding from '../../../parts/folding.module.css'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { PriorityMark } from '../../../parts/PriorityMark.tsx'
import type { AlarmDefinitionInForce } from '../../../platform.ts'
import styles from '../database.module.css'
import { useAlarmWords } from '../use-alarm-words.ts'

interface DefinitionTableProps {
  definitions: readonly AlarmDefinitionInForce[]
  onOpen: (definition: AlarmDefinitionInForce) => void
}

export function DefinitionTable({ definitions, onOpen }: DefinitionTableProps) {
  const { t } = useTranslation('alarms')
  const words = useAlarmWords()
  return (
    <table className={`${lists.table} ${folding.folding} ${styles.table}`}>
      <thead>
        <tr>
          <th>{t('column.alarm')}</th>
          <th>{t('field.condition')}</th>
          <th>{t('field.action')}</th>
          <th>{t('database.column.standing')}</th>
        </tr>
      </thead>
      <tbody>
        {definitions.map((one) => (
          <tr key={one.id}>
            <td className={styles.what}>
              <button type="button" className={lists.open} onClick={() => onOpen(one)}>
                <PriorityMark priority={one.priority} />
                <span className={lists.names}>
                  <span className="clip">{words.of(one.definition.name)}</span>
                  <span className="clip label">{one.path.join(' / ')}</span>
                </span>
              </button>
            </td>
            <td className={styles.condition}>
              {t(`condition.${one.definition.condition.is}`)}
              {'limit' in one.definition.condition && (
                <span className="num quiet"> {one.definition.condition.limit}</span>
              )}
            </td>
            <td className={styles.action}>
              <span>{words.ofText(one.definition.action) || t('field.none')}</span>
            </td>
            <td className={styles.standing}>
              {one.waiting ? (
                <Mark tone="warn">{t('database.changeWaits')}</Mark>
              ) : (
                <Mark tone={one.definition.rationalised ? 'plain' : 'hollow'}>
                  {t(one.definition.rationalised ? 'database.rationalised' : 'database.notRationalised')}
                </Mark>
              )}
              <span className="label num">{t('database.version', { version: one.version })}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
