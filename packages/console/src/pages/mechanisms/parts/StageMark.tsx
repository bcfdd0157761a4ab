import { useTranslation } from 'react-i18next'
import { Mark } from '../../../parts/Mark.tsx'
import { type Stage, stageTones } from '../words.ts'

/** How far a version may be believed. */
export function StageMark({ stage }: { stage: Stage }) {
  const { t } = useTranslation('mechanisms')
  return <Mark tone={stageTones[stage]}>{t(`stage.${stage}`)}</Mark>
}
