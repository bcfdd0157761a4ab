import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { type Holder, holderOf } from '../queries.ts'

interface HolderPickerProps {
  value: Holder | undefined
  onChange: (holder: Holder | undefined) => void
}

const most = 20
/** The platform does not search programs; few organisations have more. */
const mostPrograms = 200

/** A member, searched on the platform, or a program for whoever may see those. */
export function HolderPicker({ value, onChange }: HolderPickerProps) {
  const { t } = useTranslation('roles')
  const parts = useTranslation('parts').t
  const words = useFaultWords()
  const [typed, setTyped] = useState(value?.name ?? '')
  const [search] = useDebouncedValue(typed === value?.name ? '' : typed.trim(), 160)
  const members = useQuery({
    queryKey: ['members', 'picker', search],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Holder[]> =>
      (await platform.members.list({ limit: most, ...(search && { search }) }, signal)).items.map(holderOf),
  })
  const programs = useQuery({
    queryKey: ['programs', 'picker'],
    enabled: useMay('program:manage'),
    queryFn: async ({ signal }): Promise<Holder[]> =>
      (await platform.programs.list({ limit: mostPrograms }, signal)).items.map(({ id, name }) => ({
        kind: 'program',
        id,
        name,
      })),
  })
  const called = (programs.data ?? []).filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
  const found = [...(members.data ?? []), ...called.slice(0, most)]
  const all = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found
  const group = (kind: Holder['kind']) =>
    all.filter((one) => one.kind === kind).map(({ id, name }) => ({ value: id, label: name }))
  const fault = members.error ?? programs.error

  return (
    <Select
      label={t('why.who')}
      placeholder={t('why.whoHint')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': parts('assetPicker.clear', { label: t('why.who') }) }}
      filter={({ options }) => options}
      nothingFoundMessage={t('why.findNobody')}
      error={fault ? words(fault).says : undefined}
      value={value?.id ?? null}
      onChange={(id) => onChange(all.find((one) => one.id === id))}
      searchValue={typed}
      onSearchChange={setTyped}
      data={[
        { group: t('why.people'), items: group('member') },
        { group: t('why.programs'), items: group('program') },
      ].filter(({ items }) => items.length > 0)}
    />
  )
}
