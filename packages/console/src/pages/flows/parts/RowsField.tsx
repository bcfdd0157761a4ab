import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { said } from '../../mechanisms/words.ts'
import type { SettingKind } from '../catalogue.ts'
import styles from '../flows.module.css'

interface RowsFieldProps {
  kind: SettingKind
  value: unknown
  error: ReactNode
  readOnly: boolean
  /** One cell, which is a setting like any other. */
  field: (column: SettingKind, value: unknown, onChange: (next: unknown) => void) => ReactNode
  onChange: (value: unknown) => void
}

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** A list of things that have the same fields, such as the steps of a state machine or the points of a curve. */
export function RowsField({ kind, value, error, readOnly, field, onChange }: RowsFieldProps) {
  const { t } = useTranslation('flows')
  const rows = Array.isArray(value) ? value.filter(isRow) : []
  const set = (k: number, name: string, next: unknown) =>
    onChange(rows.map((row, at) => (at === k ? { ...row, [name]: next } : row)))
  return (
    <fieldset className={styles.rows}>
      <legend>{said(kind.title)}</legend>
      {kind.help && <p className="quiet">{said(kind.help)}</p>}
      {rows.map((row, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place
        <div key={k} className={styles.row}>
          {(kind.columns ?? []).map((column) => (
            <Fragment key={column.name}>
              {field(column, row[column.name], (next) => set(k, column.name, next))}
            </Fragment>
          ))}
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            disabled={readOnly}
            aria-label={t('settings.dropRow', { number: k + 1 })}
            onClick={() => onChange(rows.filter((_, at) => at !== k))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      {error && <div className={styles.wrong}>{error}</div>}
      <Button
        size="compact-xs"
        variant="default"
        disabled={readOnly}
        leftSection={<IconPlus size={13} />}
        onClick={() => onChange([...rows, {}])}
      >
        {t('settings.addRow')}
      </Button>
    </fieldset>
  )
}
