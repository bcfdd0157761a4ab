import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '../../../parts/Mark.tsx'
import type { EnergyBaselineListed } from '../../../platform.ts'

const tones: Record<EnergyBaselineListed['state'], Tone> = { approved: 'plain', frozen: 'warn', retired: 'hollow' }

export function BaselineMark({ state }: Pick<EnergyBaselineListed, 'state'>) {
  const { t } = useTranslation('energy')
  return <Mark tone={tones[state]}>{t(`state.${state}`)}</Mark>
}
