import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRightWords } from '../../../parts/right-words.ts'
import type { Action } from '../../../platform.ts'
import { rightsQuery } from '../../../rights.ts'
import styles from '../sharing.module.css'
import { offered, type ShareWith, type Subject } from '../subject.ts'

interface AllowedActionsProps {
  is: Subject['is']
  receiver: ShareWith
  value: readonly Action[]
  onChange: (actions: readonly Action[]) => void
}

/** What is allowed, out of what may be shared and what one may do oneself: nobody gives more than they hold. */
export function AllowedActions({ is, receiver, value, onChange }: AllowedActionsProps) {
  const { t } = useTranslation('sharing')
  const words = useRightWords()
  const { data } = useQuery(rightsQuery)
  const held = offered(is, receiver).filter(
    (action, at) => at === 0 || data?.items.some((own) => own.action === action),
  )
  return (
    <fieldset className={styles.allowed}>
      <legend className={styles.fieldLabel}>{t('give.allowed')}</legend>
      {held.map((action, at) => (
        <Checkbox
          key={action}
          size="sm"
          label={words.action(action)}
          description={action === 'point:write' ? t('give.writeHint') : undefined}
          checked={at === 0 || value.includes(action)}
          disabled={at === 0}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...value, action] : value.filter((each) => each !== action))
          }
        />
      ))}
    </fieldset>
  )
}
