import {
  type Icon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCircleCheck,
  IconCircleX,
  IconClockOff,
  IconHourglass,
  IconSend,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Write } from '../../../platform.ts'
import styles from '../writes.module.css'

export const stateIcons: Record<Write['state'], Icon> = {
  waiting: IconHourglass,
  sending: IconSend,
  done: IconCircleCheck,
  failed: IconCircleX,
  unknown: IconAlertTriangle,
  refused: IconBan,
  withdrawn: IconArrowBackUp,
  expired: IconClockOff,
}

/** The state of a write in plain words; only what needs a person has a colour. */
export function WriteStateMark({ state }: { state: Write['state'] }) {
  const { t } = useTranslation('writes')
  const StateIcon = stateIcons[state]
  return (
    <span className={styles.state} data-state={state}>
      <StateIcon size={16} stroke={1.8} aria-hidden="true" />
      {t(`state.${state}`)}
    </span>
  )
}
