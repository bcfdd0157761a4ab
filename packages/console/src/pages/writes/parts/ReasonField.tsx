import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../../../session.ts'
import { lastReasons } from '../reasons.ts'
import styles from '../writes.module.css'

const longest = 500
const offered = 4

interface ReasonFieldProps {
  reason: string
  error: string | null
  onReason: (reason: string) => void
}

/** Why. While it is empty, what this person wrote last is offered below it, so that nothing covers the buttons. */
export function ReasonField({ reason, error, onReason }: ReasonFieldProps) {
  const { t } = useTranslation('writes')
  const { data: session } = useQuery(sessionQuery)
  const [last] = useState(() => (session ? lastReasons(session.user.id).slice(0, offered) : []))
  return (
    <div>
      <TextInput
        label={t('write.reason')}
        description={t('write.reasonHint')}
        required
        withAsterisk={false}
        maxLength={longest}
        autoComplete="off"
        value={reason}
        error={error}
        onChange={(event) => onReason(event.currentTarget.value)}
      />
      {reason === '' && last.length > 0 && (
        <ul className={styles.lastReasons} aria-label={t('write.lastReasons')}>
          {last.map((each) => (
            <li key={each}>
              <button type="button" className={`clip ${styles.lastReason}`} title={each} onClick={() => onReason(each)}>
                {each}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
