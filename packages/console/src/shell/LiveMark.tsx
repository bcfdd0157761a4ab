import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLiveState } from '../live/use-live.ts'
import styles from './frame.module.css'

/** Whether the values on the page are live; nothing where it shows none. */
export function LiveMark() {
  const { t } = useTranslation('shell')
  const live = useLiveState()
  return (
    <Tooltip label={t(`live.${live.is}Hint`)}>
      <span className={styles.live} data-live={live.is} role="status">
        <span className={styles.liveDot} aria-hidden="true" />
        <span className={styles.liveText}>{t(`live.${live.is}`)}</span>
      </span>
    </Tooltip>
  )
}
