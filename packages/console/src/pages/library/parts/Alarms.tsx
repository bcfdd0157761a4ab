import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import type { DeviceProfile } from '../../../platform.ts'
import styles from '../library.module.css'
import { useLibraryWords } from '../use-library-words.ts'

type Alarm = NonNullable<DeviceProfile['content']['alarms']>[number]

export function Alarms({ alarms }: { alarms: readonly Alarm[] }) {
  const { t } = useTranslation('library')
  const words = useLibraryWords()
  return (
    <section className="panel" aria-labelledby="alarms">
      <div className={styles.panelHead}>
        <h2 id="alarms" className="section-title">
          {t('alarms.title')}
        </h2>
      </div>
      {alarms.length === 0 ? (
        <p className={styles.nothing}>{t('alarms.none')}</p>
      ) : (
        <div className={lists.list}>
          <table className={lists.table}>
            <thead>
              <tr>
                <th>{t('alarms.text')}</th>
                <th>{t('alarms.severity')}</th>
                <th>{t('alarms.when')}</th>
              </tr>
            </thead>
            <tbody>
              {alarms.map((alarm) => (
                <tr key={alarm.name}>
                  <td className={styles.meaning}>{words.of(alarm.text)}</td>
                  <td>{t(`severity.${alarm.severity}`)}</td>
                  <td className={styles.meaning}>
                    <When alarm={alarm} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function When({ alarm: { point, when } }: { alarm: Alarm }) {
  const { t } = useTranslation('library')
  if (when.bit !== undefined) return t('alarms.bit', { point, bit: when.bit })
  if (when.begins !== undefined) return t('alarms.begins', { point, value: when.begins })
  if (when.above !== undefined) return t('alarms.above', { point, value: when.above })
  if (when.below !== undefined) return t('alarms.below', { point, value: when.below })
  return t('alarms.is', { point, value: String(when.is) })
}
