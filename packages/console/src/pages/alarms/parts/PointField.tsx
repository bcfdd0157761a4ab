import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placedName } from '../../../parts/point-name.ts'
import { platform } from '../../../platform.ts'

const offered = 30

interface PointFieldProps {
  label: string
  value: string
  error?: ReactNode
  onChange: (id: string) => void
}

/** One point, found by part of its name; the platform searches. */
export function PointField({ label, value, error, onChange }: PointFieldProps) {
  const { t } = useTranslation('parts')
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), 160)
  const chosen = useQuery({
    queryKey: ['point', value, 'own'],
    enabled: value !== '',
    queryFn: ({ signal }) => platform.point(value, signal),
  })
  const name = chosen.data?.name ?? ''
  const found = useQuery({
    queryKey: ['points', 'pick', search === name ? '' : search],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await platform.points({ limit: offered, ...(search !== '' && search !== name && { search }) }, signal)).items,
  })
  const known = new Map((found.data ?? []).map((point) => [point.id, point]))
  if (chosen.data) known.set(chosen.data.id, chosen.data)
  return (
    <Select
      label={label}
      error={error}
      placeholder={t('pointsPicker.placeholder')}
      nothingFoundMessage={found.data ? t('pointsPicker.none') : t('assetPicker.reading')}
      searchable
      value={value === '' ? null : value}
      data={[...known.values()].map((point) => {
        const { name: own, place } = placedName(point)
        return { value: point.id, label: own, place }
      })}
      // The platform has searched; by what it goes is its to say.
      filter={({ options }) => options}
      onSearchChange={setWords}
      onChange={(id) => onChange(id ?? '')}
    />
  )
}
