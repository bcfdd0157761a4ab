import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '../../../parts/Mark.tsx'
import type { DeviceProfileListed } from '../../../platform.ts'

type Standing = DeviceProfileListed['status']

/** Only what waits for a person has a colour. */
const tones: Readonly<Record<Standing, Tone>> = {
  draft: 'hollow',
  submitted: 'warn',
  tried: 'hollow',
  published: 'plain',
  rejected: 'bad',
  withdrawn: 'hollow',
  superseded: 'hollow',
}

export function StandingMark({ status }: { status: Standing }) {
  const { t } = useTranslation('library')
  return <Mark tone={tones[status]}>{t(`state.${status}`)}</Mark>
}
