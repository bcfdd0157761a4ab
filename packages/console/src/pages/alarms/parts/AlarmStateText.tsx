import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '../../../parts/Mark.tsx'
import type { Alarm } from '../../../platform.ts'

const tones: Readonly<Record<Alarm['state'], Tone>> = {
  normal: 'plain',
  unacknowledged: 'bad',
  acknowledged: 'warn',
  returned_unacknowledged: 'warn',
  latched_unacknowledged: 'bad',
  latched_acknowledged: 'warn',
  shelved: 'hollow',
  suppressed: 'hollow',
  out_of_service: 'hollow',
}

export function AlarmStateText({ state }: { state: Alarm['state'] }) {
  const { t } = useTranslation('alarms')
  return <Mark tone={tones[state]}>{t(`state.${state}`)}</Mark>
}
