import { useTranslation } from 'react-i18next'
import type { EquipmentClass } from '../../../platform.ts'
import styles from '../classes.module.css'

interface SourceProps {
  of: { id: string; clause?: string } | undefined
  equipment: Pick<EquipmentClass, 'sources'>
}

/** Where a formula or a figure is from, and whether that text was read. */
export function Source({ of, equipment: { sources } }: SourceProps) {
  const { t } = useTranslation('classes')
  const source = sources.find(({ id }) => id === of?.id)
  if (!of || !source) return null
  const words = of.clause === undefined ? source.title : t('source.clause', { source: source.title, clause: of.clause })
  return (
    <span className={styles.fine}>
      {source.address === undefined ? (
        words
      ) : (
        <a href={source.address} target="_blank" rel="noreferrer noopener" className="link">
          {words}
        </a>
      )}
      {!source.seen && ` · ${t('source.unseen')}`}
    </span>
  )
}
