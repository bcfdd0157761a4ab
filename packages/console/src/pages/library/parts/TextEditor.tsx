import type { Ref } from 'react'
import styles from '../library.module.css'

interface TextEditorProps {
  label: string
  placeholder: string
  value: string
  /** Lines, from 1, that somebody should look at. */
  marked: ReadonlySet<number>
  onChange: (value: string) => void
  ref: Ref<HTMLTextAreaElement>
}

const fewest = 12

/** Text with the numbers of its lines. */
export function TextEditor({ label, placeholder, value, marked, onChange, ref }: TextEditorProps) {
  const count = Math.max(fewest, value.split('\n').length)
  return (
    <div className={styles.editor}>
      <div className={styles.gutter} aria-hidden="true">
        {Array.from({ length: count }, (_, i) => i + 1).map((line) => (
          <span key={line} data-marked={marked.has(line) || undefined}>
            {line}
          </span>
        ))}
      </div>
      <textarea
        ref={ref}
        data-autofocus
        className={styles.text}
        aria-label={label}
        placeholder={placeholder}
        rows={count}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}
