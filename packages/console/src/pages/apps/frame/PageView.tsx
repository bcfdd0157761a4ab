import { Button, useComputedColorScheme } from '@mantine/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import styles from './frame.module.css'
import { type HeldFrame, holdFrame, SANDBOX } from './frame.ts'
import type { PageRelay } from './host.ts'

interface PageViewProps {
  title: string
  /** Of the frame; with a ticket for this person and this installation. */
  address: string
  relay: PageRelay
  /** Asks for another ticket, and shows the page anew. */
  onAgain: () => void
}

/** A page of an app, in a frame that has no part in the console. */
export function PageView({ title, address, relay, onAgain }: PageViewProps) {
  const { t, i18n } = useTranslation('apps')
  const theme = useComputedColorScheme('light')
  const frame = useRef<HTMLIFrameElement>(null)
  const held = useRef<HeldFrame>(null)
  const [ended, setEnded] = useState<'flood' | 'left'>()
  const [answers, setAnswers] = useState(true)
  const look = useRef({ language: currentLanguage(), theme })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is read where it is kept, and told by its change
  useEffect(() => {
    look.current = { language: currentLanguage(), theme }
    held.current?.follow(look.current)
  }, [theme, i18n.language])
  // Before the frame can have loaded anything.
  useLayoutEffect(() => {
    if (!frame.current) return
    const holds = holdFrame(frame.current, look.current, relay, { ended: setEnded, answering: setAnswers })
    held.current = holds
    return () => holds.close()
  }, [relay])
  const again = (
    <Button variant="default" size="xs" onClick={onAgain}>
      {t('frame.again')}
    </Button>
  )
  if (ended)
    return (
      <EmptyState title={t(`frame.${ended}`)} lesson={t(`frame.${ended}Lesson`)}>
        {again}
      </EmptyState>
    )
  return (
    <div className={styles.view}>
      {!answers && (
        <div className={styles.silent} role="status">
          <span>{t('frame.silent')}</span>
          {again}
        </div>
      )}
      <iframe
        ref={frame}
        title={title}
        src={address}
        sandbox={SANDBOX}
        referrerPolicy="no-referrer"
        className={styles.frame}
      />
    </div>
  )
}
