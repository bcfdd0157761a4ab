import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from '../components.module.css'
import type { ServiceField } from '../form.ts'

const types = ['number', 'boolean', 'text', 'time', 'json'] as const

interface FieldEditorProps {
  side: 'takes' | 'gives'
  fields: readonly ServiceField[]
  onChange: (fields: ServiceField[]) => void
}

/** Fields of a form that no manifest tells; without any it is any JSON. */
export function FieldEditor({ side, fields, onChange }: FieldEditorProps) {
  const { t } = useTranslation('components')
  const set = (at: number, next: ServiceField) => onChange(fields.map((field, place) => (place === at ? next : field)))
  return (
    <>
      {fields.length === 0 && <p className="quiet">{t(side === 'takes' ? 'form.anyTaken' : 'form.anyGiven')}</p>}
      {fields.map((field, at) => {
        const { name, title, type, unit, optional } = field
        const label = name || String(at + 1)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a field has nothing but its place while it is named
          <div key={at} className={styles.formField}>
            <TextInput
              size="xs"
              label={t('ports.name')}
              maxLength={40}
              value={name}
              onChange={(event) => set(at, { ...field, name: event.currentTarget.value.trim() })}
            />
            <TextInput
              size="xs"
              label={t('publish.titleEn')}
              maxLength={120}
              required
              value={title.en}
              onChange={(event) => set(at, { ...field, title: { ...title, en: event.currentTarget.value } })}
            />
            <TextInput
              size="xs"
              label={t('publish.titleZh')}
              maxLength={120}
              required
              value={title.zh}
              onChange={(event) => set(at, { ...field, title: { ...title, zh: event.currentTarget.value } })}
            />
            <Select
              size="xs"
              label={t('ports.type')}
              allowDeselect={false}
              value={type}
              data={types.map((value) => ({ value, label: t(`type.${value}`) }))}
              onChange={(value) => {
                const { unit: _, ...rest } = field
                const next = types.find((each) => each === value) ?? 'number'
                set(at, next === 'number' ? { ...field, type: next } : { ...rest, type: next })
              }}
            />
            <TextInput
              size="xs"
              label={t('ports.unit')}
              maxLength={60}
              disabled={type !== 'number'}
              value={unit ?? ''}
              onChange={(event) => {
                const { unit: _, ...rest } = field
                const text = event.currentTarget.value.trim()
                set(at, text ? { ...rest, unit: text } : rest)
              }}
            />
            <div className={styles.formEnd}>
              <Checkbox
                size="xs"
                label={t('form.optional')}
                checked={optional === true}
                onChange={(event) => set(at, { ...field, optional: event.currentTarget.checked })}
              />
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={t('form.remove', { name: label })}
                onClick={() => onChange(fields.filter((_, place) => place !== at))}
              >
                <IconTrash size={16} stroke={1.6} />
              </ActionIcon>
            </div>
          </div>
        )
      })}
      <Button
        mt={8}
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} stroke={1.8} />}
        onClick={() => onChange([...fields, { name: '', title: { en: '', zh: '' }, type: 'number' }])}
      >
        {t('form.add')}
      </Button>
    </>
  )
}
