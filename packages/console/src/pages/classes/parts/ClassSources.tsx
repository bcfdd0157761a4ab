import { useTranslation } from 'react-i18next'
import type { EquipmentClass } from '../../../platform.ts'
import styles from '../classes.module.css'

export function ClassSources({ equipment }: { equipment: EquipmentClass }) {
  const { t } = useTranslation('classes')
  return (
    <section className="panel" aria-labelledby="sources">
      <div className={styles.panelHead}>
        <h2 id="sources" className="section-title">
          {t('sources.title')}
        </h2>
      </div>
      <ul className={styles.rows}>
        {equipment.sources.map(({ id, kind, title, publisher, address, seen }) => (
          <li key={id} className={styles.row}>
            <div className={styles.rowHead}>
              {address === undefined ? (
                <span>{title}</span>
              ) : (
                <a href={address} target="_blank" rel="noreferrer noopener" className="link">
                  {title}
                </a>
              )}
              <span className="label">{t(`sources.${kind}`)}</span>
            </div>
            <span className={styles.fine}>
              {publisher}
              {!seen && ` · ${t('source.unseen')}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
