import { NumberInput, PasswordInput, Select, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import type { AppManifest } from '../../../platform.ts'
import styles from '../apps.module.css'
import type { Setting } from '../queries.ts'
import { said } from '../words.ts'

/** By name, as far as somebody gave one; null takes it back to what it is unless told. */
export type Draft = Readonly<Record<string, number | boolean | string | null>>

interface SettingFieldsProps {
  manifest: AppManifest
  draft: Draft
  /** Secrets that are kept already. */
  kept?: readonly string[]
  onChange: (draft: Draft) => void
}

/** The settings of an app, each with its unit and bounds. */
export function SettingFields({ manifest: { settings = [] }, draft, kept = [], onChange }: SettingFieldsProps) {
  const { t } = useTranslation('apps')
  if (settings.length === 0) return <p className="quiet">{t('settings.nothing')}</p>
  return (
    <div className={styles.settings}>
      {settings.map((setting) => (
        <SettingField
          key={setting.name}
          setting={setting}
          kept={kept.includes(setting.name)}
          value={draft[setting.name] ?? setting.default}
          onChange={(value) => onChange({ ...draft, [setting.name]: value })}
        />
      ))}
    </div>
  )
}

interface SettingFieldProps {
  setting: Setting
  kept: boolean
  value: number | boolean | string | undefined
  onChange: (value: number | boolean | string | null) => void
}

function SettingField({ setting, kept, value, onChange }: SettingFieldProps) {
  const { t } = useTranslation('apps')
  const { type, title, help, unit, low, high, choices = [] } = setting
  const about = { label: said(title), ...(help && { description: said(help) }) }
  switch (type) {
    case 'boolean':
      return <Switch {...about} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
    case 'number':
      return (
        <NumberInput
          {...about}
          value={typeof value === 'number' ? value : ''}
          {...(low !== undefined && { min: low })}
          {...(high !== undefined && { max: high })}
          clampBehavior="blur"
          suffix={unit ? ` ${unitText(unit)}` : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : null)}
        />
      )
    case 'choice':
      return (
        <Select
          {...about}
          value={typeof value === 'string' ? value : null}
          data={choices.map((choice) => ({ value: choice.value, label: said(choice.title) }))}
          onChange={onChange}
        />
      )
    case 'secret':
      return (
        <PasswordInput
          {...about}
          placeholder={kept ? t('settings.kept') : ''}
          autoComplete="new-password"
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )
    default:
      return (
        <TextInput
          {...about}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )
  }
}
