import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { platform } from '../../../platform.ts'
import { said } from '../../mechanisms/words.ts'

interface ModelFieldProps {
  label: string
  value: string
  error: ReactNode
  readOnly: boolean
  onChange: (value: unknown) => void
}

/** As many as are offered. */
const most = 500

/** A published version of a model that runs inside flows: formulas and scripts. The version stays as it was chosen. */
export function ModelField({ label, value, error, readOnly, onChange }: ModelFieldProps) {
  const { t } = useTranslation('flows')
  const models = useQuery({
    queryKey: ['mechanisms', 'for flows'],
    queryFn: ({ signal }) => platform.mechanisms.list({ limit: most, stage: 'published' }, signal),
  })
  const offered = (models.data?.items ?? []).flatMap(({ id, title, kind, published }) =>
    published !== undefined && (kind === 'formula' || kind === 'script')
      ? [{ value: `${id}@${published}`, label: `${said(title)} ${published}` }]
      : [],
  )
  const isOther = value !== '' && !offered.some((one) => one.value === value)
  return (
    <Select
      size="xs"
      label={label}
      error={error}
      readOnly={readOnly}
      searchable
      nothingFoundMessage={t('settings.noModel')}
      value={value || null}
      data={isOther ? [...offered, { value, label: value }] : offered}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
