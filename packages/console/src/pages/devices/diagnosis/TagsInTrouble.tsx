import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import type { DeviceDiagnosis } from '../../../platform.ts'
import styles from './diagnosis.module.css'

/** Tags that have no good value now, and why. */
export function TagsInTrouble({ tags }: { tags: DeviceDiagnosis['tags'] }) {
  const { t } = useTranslation('diagnosis')
  const whyOf = useWhy()
  const { total, notGood, named } = tags
  if (total === 0) return null
  return (
    <section className={styles.part} aria-labelledby="tags">
      <h3 id="tags">{t('tags')}</h3>
      {notGood === 0 ? (
        <p className={styles.fine}>{t('allGood', { count: total })}</p>
      ) : (
        <>
          <p className={styles.fine}>
            {t('notGood', { count: notGood, total })}
            {named.length < notGood && ` ${t('firstOnes', { count: named.length })}`}
          </p>
          <div className={`${styles.scroll} ${styles.tags}`}>
            <table className={`${lists.table} ${styles.table}`}>
              <thead>
                <tr>
                  <th>{t('column.tag')}</th>
                  <th>{t('column.status')}</th>
                  <th>{t('column.why')}</th>
                </tr>
              </thead>
              <tbody>
                {named.map(({ point, statusName, message }) => (
                  <tr key={point}>
                    <td className={styles.wrap}>{point}</td>
                    <td>
                      <code>{statusName}</code>
                    </td>
                    <td className={`${styles.wrap} ${styles.remedy}`}>{message ?? whyOf(statusName)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}

type KnownStatus = 'BadTimeout'

/** What an OPC UA status means for whoever stands at the machine, where the driver said nothing of its own. */
function useWhy(): (status: string) => string {
  const { t, i18n } = useTranslation('diagnosis')
  const isKnown = (status: string): status is KnownStatus => i18n.exists(`why.${status}`, { ns: 'diagnosis' })
  return (status) => (isKnown(status) ? t(`why.${status}`) : '—')
}
