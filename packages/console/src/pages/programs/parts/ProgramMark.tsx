import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '../../../parts/Mark.tsx'
import type { Program } from '../../../platform.ts'

const tones: Readonly<Record<Program['state'], Tone>> = { active: 'plain', suspended: 'hollow', expired: 'bad' }

export function ProgramMark({ state }: { state: Program['state'] }) {
  const { t } = useTranslation('programs')
  return <Mark tone={tones[state]}>{t(`state.${state}`)}</Mark>
}
