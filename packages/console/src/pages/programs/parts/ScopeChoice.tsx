import { Checkbox, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRightWords } from '../../../parts/right-words.ts'
import type { Action } from '../../../platform.ts'
import { rightsQuery } from '../../../rights.ts'
import styles from '../programs.module.css'

interface ScopeChoiceProps {
  /** null: all that its roles give. */
  value: readonly Action[] | null
  onChange: (scopes: readonly Action[] | null) => void
}

/** What a program may do at most. Only what one holds everywhere oneself is offered: the platform takes no more. */
export function ScopeChoice({ value, onChange }: ScopeChoiceProps) {
  const { t } = useTranslation('programs')
  const { action: say } = useRightWords()
  const rights = useQuery(rightsQuery)
  const held = rights.data?.items.filter(({ everywhere }) => everywhere) ?? []
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{t('scopes.title')}</legend>
      <SegmentedControl
        fullWidth
        aria-label={t('scopes.title')}
        value={value ? 'some' : 'all'}
        onChange={(chosen) => onChange(chosen === 'some' ? [] : null)}
        data={[
          { value: 'all', label: t('scopes.all') },
          { value: 'some', label: t('scopes.some') },
        ]}
      />
      {value && (
        <>
          <p className="label">{t('scopes.hint')}</p>
          <div className={styles.boxes}>
            {held.map(({ action }) => (
              <Checkbox
                key={action}
                label={say(action)}
                checked={value.includes(action)}
                onChange={(event) =>
                  onChange(event.currentTarget.checked ? [...value, action] : value.filter((each) => each !== action))
                }
              />
            ))}
          </div>
        </>
      )}
    </fieldset>
  )
}
