import { useTranslation } from 'react-i18next'
import type { Device } from '../platform.ts'
import { Mark, type Tone } from './Mark.tsx'

const tones: Record<Device['state'], Tone> = { online: 'plain', never: 'hollow', stale: 'warn', offline: 'bad' }

/** The state of a device: filled for online, hollow for never seen, and only what needs a person has a colour. */
export function StateMark({ state }: { state: Device['state'] }) {
  const { t } = useTranslation('parts')
  return <Mark tone={tones[state]}>{t(`state.${state}`)}</Mark>
}
