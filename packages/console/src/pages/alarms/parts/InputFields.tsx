import { ActionIcon, Button, Input, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputDraft } from '../condition-draft.ts'
import styles from '../database.module.css'
import { PointField } from './PointField.tsx'

interface InputFieldsProps {
  inputs: readonly InputDraft[]
  error: ReactNode
  /** Its points are offered first. */
  asset?: string | undefined
  most?: number
  onChange: (inputs: readonly InputDraft[]) => void
}

/** The next letter that is no name yet. */
function freeName(inputs: readonly InputDraft[]): string {
  const names = new Set(inputs.map(({ name }) => name))
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') if (!names.has(letter)) return letter
  return `x${inputs.length}`
}

/** Names of an expression, and the point that each stands for. */
export function InputFields({ inputs, error, asset, most = 50, onChange }: InputFieldsProps) {
  const { t } = useTranslation('alarms')
  const change = (key: number, part: Partial<InputDraft>) =>
    onChange(inputs.map((input) => (input.key === key ? { ...input, ...part } : input)))
  const add = () => {
    const key = inputs.reduce((highest, input) => Math.max(highest, input.key), -1) + 1
    onChange([...inputs, { key, name: freeName(inputs), point: '' }])
  }
  return (
    <fieldset className={styles.inputs}>
      <legend className={styles.fieldLabel}>{t('field.inputs')}</legend>
      {inputs.map((input) => (
        <div key={input.key} className={styles.input}>
          <TextInput
            label={t('field.inputName')}
            maxLength={60}
            spellCheck={false}
            value={input.name}
            onChange={(event) => change(input.key, { name: event.currentTarget.value })}
          />
          <PointField
            asset={asset}
            label={t('field.point')}
            value={input.point}
            onChange={(point) => change(input.key, { point })}
          />
          <ActionIcon
            variant="subtle"
            size="input-sm"
            aria-label={t('field.dropInput', { name: input.name })}
            disabled={inputs.length === 1}
            onClick={() => onChange(inputs.filter(({ key }) => key !== input.key))}
          >
            <IconTrash size={16} stroke={1.6} />
          </ActionIcon>
        </div>
      ))}
      {error && <Input.Error>{error}</Input.Error>}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.8} />}
          disabled={inputs.length >= most}
          onClick={add}
        >
          {t('field.addInput')}
        </Button>
      </div>
    </fieldset>
  )
}
