import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from './AssetPicker.tsx'
import { RoleSelect } from './RoleSelect.tsx'

export interface ChosenRole {
  readonly role: string | null
  /** Only for this asset and what is below it; null: everywhere. */
  readonly below: PickedAsset | null
}

export const noRole: ChosenRole = { role: null, below: null }

interface RoleFieldsProps {
  value: ChosenRole
  /** May be left open. */
  optional?: boolean
  onChange: (value: ChosenRole) => void
}

/** A role, and the part of the plant it is for. */
export function RoleFields({ value, optional = false, onChange }: RoleFieldsProps) {
  const { t } = useTranslation('parts')
  return (
    <>
      <RoleSelect
        label={t('roles.role')}
        placeholder={t(optional ? 'roles.later' : 'roles.choose')}
        clearable={optional}
        value={value.role}
        onChange={(role) => onChange(role ? { ...value, role } : noRole)}
      />
      {value.role && (
        <AssetPicker
          label={t('roles.where')}
          description={t('roles.whereHint')}
          placeholder={t('held.everywhere')}
          value={value.below}
          onChange={(below) => onChange({ ...value, below })}
        />
      )}
    </>
  )
}
