import { Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MechanismFinding } from '../../../../platform.ts'
import styles from '../studio.module.css'
import { useFindingWords } from '../use-finding-words.ts'

const functions = ['if()', 'max()', 'min()', 'mean()', 'abs()', 'sqrt()'] as const

interface FormulaFieldProps {
  label: string
  value: string
  /** What it may read. */
  names: readonly string[]
  findings: readonly MechanismFinding[]
  onChange: (formula: string) => void
  onLeave: () => void
}

/** A formula with the names that it may read, and every mistake below it, at its place. */
export function FormulaField({ label, value, names, findings, onChange, onLeave }: FormulaFieldProps) {
  const { t } = useTranslation('studio')
  const words = useFindingWords()
  const field = useRef<HTMLTextAreaElement>(null)
  /** Where the cursor is. */
  function insert(text: string) {
    const at = field.current?.selectionStart ?? value.length
    const end = field.current?.selectionEnd ?? at
    onChange(value.slice(0, at) + text + value.slice(end))
    field.current?.focus()
  }
  const word = (text: string, inserted = text) => (
    <button key={text} type="button" className={styles.word} onClick={() => insert(inserted)}>
      {text}
    </button>
  )
  const shown = value.trim() === '' ? [] : findings
  return (
    <div className={styles.field}>
      <Textarea
        ref={field}
        className={styles.editor ?? ''}
        aria-label={label}
        placeholder={t('working.example')}
        autosize
        minRows={2}
        maxLength={10_000}
        spellCheck={false}
        value={value}
        error={shown.length > 0}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onLeave}
      />
      {shown.map((finding) => {
        const { says, excerpt, remedy } = words(finding)
        return (
          <div key={finding.says} className={styles.said}>
            <span className={styles.wrong} role="alert">
              <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" /> {says}
            </span>
            {excerpt && <code className={styles.excerpt}>{excerpt}</code>}
            {remedy && <span className="quiet">{remedy}</span>}
          </div>
        )
      })}
      <div className={styles.words}>
        {names.map((name) => word(name))}
        {functions.map((name) => word(name, name.slice(0, -1)))}
      </div>
    </div>
  )
}
