import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface SearchFieldProps {
  value: string
  label: string
  onChange: (value: string) => void
  icon?: ReactNode
  className?: string | undefined
}

/** Typed text goes to the address a little later, so that each letter asks the platform nothing. */
export function SearchField({ value, label, onChange, icon, className }: SearchFieldProps) {
  const { t } = useTranslation('parts')
  const [typed, setTyped] = useState(value)
  const say = useDebouncedCallback(onChange, 200)
  useEffect(() => setTyped(value), [value])
  return (
    <TextInput
      className={className ?? ''}
      value={typed}
      aria-label={label}
      placeholder={label}
      leftSection={icon ?? <IconSearch size={16} stroke={1.6} />}
      rightSection={
        typed ? (
          <CloseButton
            size="sm"
            aria-label={t('clear')}
            onClick={() => {
              setTyped('')
              onChange('')
            }}
          />
        ) : null
      }
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        say(event.currentTarget.value)
      }}
    />
  )
}
