import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { platform } from '../../../../platform.ts'
import { mechanismQuery } from '../../queries.ts'
import { said } from '../../words.ts'

/** A model of the registry, found by its words. */
export function ModelSelect({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation('mechanismStudies')
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), 200)
  const chosen = useQuery({ ...mechanismQuery(value), enabled: value !== '' }).data
  const asked = chosen && search === said(chosen.title) ? '' : search
  const found = useQuery({
    queryKey: ['mechanisms', 'pick', asked],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await platform.mechanisms.list({ limit: 30, ...(asked && { search: asked }) }, signal)).items,
  })
  const known = new Map([...(chosen ? [chosen] : []), ...(found.data ?? [])].map((model) => [model.id, model]))
  return (
    <Select
      label={t('field.model')}
      placeholder={t('field.chooseModel')}
      nothingFoundMessage={t('field.noModel')}
      searchable
      value={value || null}
      data={[...known.values()].map((model) => ({ value: model.id, label: said(model.title) }))}
      // The platform has searched.
      filter={({ options }) => options}
      searchValue={words}
      onSearchChange={setWords}
      onChange={(id) => onChange(id ?? '')}
    />
  )
}
