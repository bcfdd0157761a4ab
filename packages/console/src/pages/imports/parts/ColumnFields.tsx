import { Autocomplete, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from '../imports.module.css'
import { type Draft, timeFormats } from '../request.ts'

interface ColumnFieldsProps {
  draft: Draft
  /** Names of columns that the file is known to have. */
  head: readonly string[]
  onChange: (more: Partial<Draft>) => void
}

const needed = ['point', 'value'] as const
const optional = ['unit', 'status'] as const

/** Which column means what. */
export function ColumnFields({ draft, head, onChange }: ColumnFieldsProps) {
  const { t } = useTranslation('imports')
  const column = (name: 'time' | (typeof needed)[number] | (typeof optional)[number], required: boolean) => (
    <Autocomplete
      key={name}
      label={t(`field.${name}`)}
      required={required}
      withAsterisk={false}
      maxLength={200}
      data={[...new Set(head)]}
      limit={50}
      value={draft[name]}
      onChange={(value) => onChange({ [name]: value })}
    />
  )
  return (
    <>
      {column('time', true)}
      <div className={styles.pair}>
        <Select
          label={t('field.timeFormat')}
          allowDeselect={false}
          value={draft.timeFormat}
          data={timeFormats.map((value) => ({ value, label: t(`timeFormat.${value}`) }))}
          onChange={(value) => onChange({ timeFormat: timeFormats.find((one) => one === value) ?? 'iso' })}
        />
        {draft.timeFormat === 'iso' && (
          <TextInput
            label={t('field.offset')}
            pattern="[+\-]\d\d:\d\d"
            placeholder="+08:00"
            value={draft.offset}
            onChange={(event) => onChange({ offset: event.currentTarget.value })}
          />
        )}
      </div>
      {draft.layout === 'long' && (
        <>
          <div className={styles.pair}>{needed.map((name) => column(name, true))}</div>
          <div className={styles.pair}>{optional.map((name) => column(name, false))}</div>
        </>
      )}
    </>
  )
}
