import { Textarea } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import styles from '../kpis.module.css'
import type { useChecked } from './use-checked.ts'

/** Time elements and quantities of ISO 22400-2 that every formula may name. */
const elements = [
  'PBT',
  'APT',
  'AUPT',
  'AUBT',
  'AUST',
  'ADET',
  'ADOT',
  'PDOT',
  'POT',
  'PRT',
  'AOET',
  'PQ',
  'GQ',
  'SQ',
  'RQ',
  'GP',
  'IP',
  'FE',
  'TBF',
  'TTR',
  'TTF',
  'CMT',
  'PMT',
  'WINDOW',
] as const
const aggregates = [
  'delta',
  'integral',
  'avg',
  'sum',
  'min_of',
  'max_of',
  'first',
  'last',
  'count',
  'duration',
] as const

interface FormulaEditorProps {
  value: string
  /** Names of its inputs. */
  inputs: readonly string[]
  checked: ReturnType<typeof useChecked>
  onChange: (formula: string) => void
}

/** A formula with the names it may hold, and what the platform says of it. */
export function FormulaEditor({ value, inputs, checked, onChange }: FormulaEditorProps) {
  const { t } = useTranslation('kpis')
  const words = useFaultWords()
  const field = useRef<HTMLTextAreaElement>(null)
  const fault = value.trim() === '' ? undefined : checked.error
  const said = fault ? words(fault) : undefined

  /** Where the cursor is. */
  function insert(text: string) {
    const at = field.current?.selectionStart ?? value.length
    const end = field.current?.selectionEnd ?? at
    onChange(value.slice(0, at) + text + value.slice(end))
    field.current?.focus()
  }
  const word = (text: string, title?: string, inserted = text) => (
    <button key={text} type="button" className={styles.word} title={title} onClick={() => insert(inserted)}>
      {text}
    </button>
  )

  return (
    <>
      <Textarea
        ref={field}
        className={styles.editor ?? ''}
        label={t('definitions.formula')}
        description={t('definitions.formulaHint')}
        autosize
        minRows={3}
        maxLength={4_000}
        spellCheck={false}
        placeholder="integral(power) / PQ"
        value={value}
        error={said !== undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={styles.checked} data-empty={value.trim() === ''} aria-live="polite">
        {said && (
          <>
            <span className={styles.wrong} role="alert">
              <IconAlertTriangle size={16} stroke={1.8} aria-hidden="true" /> {said.says}
            </span>
            <span className="quiet">{said.remedy}</span>
          </>
        )}
        {!said && checked.data && value.trim() !== '' && (
          <>
            <span className={styles.right}>
              <IconCheck size={16} stroke={2} aria-hidden="true" /> {t('definitions.unitsFit')}
            </span>
            <span className="quiet">
              {t('definitions.reads', {
                names: [...checked.data.reads, ...checked.data.points, ...checked.data.constants].join(', '),
              })}
              {!checked.data.addsUp && ` ${t('definitions.doesNotAddUp')}`}
            </span>
          </>
        )}
      </div>
      <div className={styles.words}>{elements.map((name) => word(name, t(`element.${name}`)))}</div>
      <div className={styles.words}>
        {aggregates.map((name) => word(`${name}()`, t(`aggregate.${name}`), `${name}(`))}
        {inputs.map((name) => word(name))}
      </div>
    </>
  )
}
