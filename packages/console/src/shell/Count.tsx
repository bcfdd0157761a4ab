import { Tooltip } from '@mantine/core'
import styles from './frame.module.css'

interface CountProps {
  /** What is counted, with the number. */
  label: string
  children: string
  /** Somebody is to act now. */
  urgent?: boolean
}

/** A number beside a place of the menu: what asks for attention there. */
export function Count({ label, children, urgent = false }: CountProps) {
  return (
    <Tooltip label={label} position="right">
      <span className={`num ${styles.count}`} data-urgent={urgent}>
        <span aria-hidden="true">{children}</span>
        <span className="sr">{label}</span>
      </span>
    </Tooltip>
  )
}
