import { IconCheck, IconCircleDashed } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import type { AppListed } from '../../../platform.ts'
import styles from '../apps.module.css'
import { said } from '../words.ts'

/** Whether an app finds here what it works on, and else what is not there yet. */
export function PlantFit({ lacking }: { lacking: NonNullable<AppListed['lacking']> }) {
  const { t } = useTranslation('apps')
  const fits = lacking.length === 0
  const Sign = fits ? IconCheck : IconCircleDashed
  const listed = new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(lacking.map(said))
  return (
    <p className={styles.plantFit} data-fits={fits || undefined}>
      <Sign size={14} stroke={1.8} aria-hidden="true" />
      {fits ? t('shelf.fits') : t('shelf.lacking', { needs: listed })}
    </p>
  )
}
