import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from './FaultView.tsx'
import { useRightWords } from './right-words.ts'
import { rolesQuery } from './role-query.ts'

interface RoleSelectProps {
  label: string
  description?: string
  placeholder?: string
  /** May be left open. */
  clearable?: boolean
  /** Name of the role. */
  value: string | null
  onChange: (role: string | null) => void
}

/** One of the roles that can be given. */
export function RoleSelect({ clearable = false, ...field }: RoleSelectProps) {
  const { t } = useTranslation('parts')
  const words = useFaultWords()
  const { role: titleOf } = useRightWords()
  const roles = useQuery(rolesQuery)
  return (
    <Select
      {...field}
      required={!clearable}
      withAsterisk={false}
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('assetPicker.clear', { label: field.label }) }}
      searchable
      allowDeselect={clearable}
      error={roles.error ? words(roles.error).says : undefined}
      data={(roles.data ?? []).map((role) => ({ value: role.name, label: titleOf(role) }))}
    />
  )
}
