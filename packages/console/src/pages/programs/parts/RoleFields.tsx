import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { RoleSelect } from '../../../parts/RoleSelect.tsx'

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
  const { t } = useTranslation('programs')
  return (
    <>
      <RoleSelect
        label={t('roles.role')}
        description={t('roles.roleHint')}
        placeholder={t(optional ? 'roles.later' : 'roles.choose')}
        clearable={optional}
        value={value.role}
        onChange={(role) => onChange(role ? { ...value, role } : noRole)}
      />
      {value.role && (
        <AssetPicker
          label={t('roles.place')}
          placeholder={t('roles.everywhere')}
          value={value.below}
          onChange={(below) => onChange({ ...value, below })}
        />
      )}
    </>
  )
}
