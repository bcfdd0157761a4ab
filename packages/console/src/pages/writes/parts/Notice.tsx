import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from '../notice.module.css'

/** `done`: all is well; `quiet`: it ended and nothing was sent; `wait`: it goes on; `bad`; `alarm`: go and look. */
export type NoticeTone = 'done' | 'quiet' | 'wait' | 'bad' | 'alarm'

interface NoticeProps {
  tone: NoticeTone
  icon: Icon
  title: string
  children: ReactNode
}

/** What became of something, in a box that says by form and place how much it matters. */
export function Notice({ tone, icon: ToneIcon, title, children }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'alarm' || tone === 'bad' ? 'alert' : 'status'}>
      <ToneIcon size={tone === 'alarm' ? 30 : 22} stroke={1.7} aria-hidden="true" />
      <div className={styles.noticeText}>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  )
}
