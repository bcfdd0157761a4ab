import { Checkbox } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AppFit } from '../../../platform.ts'
import styles from '../apps.module.css'
import type { Need } from '../queries.ts'
import { said } from '../words.ts'

interface CandidateProps {
  need: Need
  fit: AppFit
  chosen: boolean
  /** As many are chosen as there may be. */
  full: boolean
  onChoose: (takes: boolean) => void
}

/** An asset that a need could be, and why it fits or does not: property by property. */
export function Candidate({ need, fit, chosen, full, onChoose }: CandidateProps) {
  const { t } = useTranslation('apps')
  return (
    <li className={styles.candidate} data-unfit={!fit.fits || undefined}>
      <Checkbox
        label={fit.name}
        description={fit.path.slice(0, -1).join(' / ')}
        checked={chosen}
        disabled={!chosen && (!fit.fits || full)}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <ul className={styles.reasons}>
        {need.properties.map(({ name, title, optional }) => {
          const problem = fit.properties[name]?.problem
          if (!problem)
            return (
              <li key={name}>
                <IconCheck size={14} stroke={2} aria-label={t('bind.has')} />
                {said(title)}
              </li>
            )
          return optional ? (
            <li key={name} className="quiet">
              {t('bind.without', { property: said(title) })}
            </li>
          ) : (
            <li key={name} className={styles.lacks}>
              <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" />
              {t(`bind.problem.${problem}`, { property: said(title) })}
            </li>
          )
        })}
      </ul>
    </li>
  )
}
