import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../flows.module.css'
import { secretsQuery } from '../queries.ts'

interface SecretFieldProps {
  label: string
  value: string
  error: ReactNode
  readOnly: boolean
  onChange: (value: unknown) => void
}

/** A secret of flows by its name; a new one is set on its own page, in a tab beside the sheet. */
export function SecretField({ label, value, error, readOnly, onChange }: SecretFieldProps) {
  const { t } = useTranslation('flows')
  const secrets = useQuery({ ...secretsQuery, enabled: !readOnly, refetchOnWindowFocus: 'always' })
  const known = secrets.data ?? []
  const isUnset = value !== '' && secrets.data !== undefined && !known.some(({ name }) => name === value)
  const offered = known.map(({ name, origin }) => ({ value: name, label: `${name} · ${origin}` }))
  return (
    <div className={styles.secretField}>
      <Select
        size="xs"
        label={label}
        error={error ?? (isUnset ? t('secrets.unset', { name: value }) : undefined)}
        readOnly={readOnly}
        searchable
        clearable
        placeholder={t('secrets.none')}
        nothingFoundMessage={t('secrets.empty')}
        value={value || null}
        data={
          value === '' || known.some(({ name }) => name === value) ? offered : [...offered, { value, label: value }]
        }
        onChange={(next) => onChange(next ?? undefined)}
      />
      {!readOnly && (
        <Link to="/flows/secrets" search={isUnset ? { set: value } : {}} target="_blank" className="link">
          {t(isUnset ? 'secrets.setIt' : 'secrets.title')}
        </Link>
      )}
    </div>
  )
}
