import styles from './state.module.css'

/** An error a device told of: its words first, the row of the error table it came from after them, small. */
export function ErrorText({ text }: { text: string }) {
  const row = /^([a-z0-9]+\.[a-z0-9_]+): (.+)$/s.exec(text)
  if (!row) return text
  return (
    <>
      {row[2]} <code className={styles.code}>{row[1]}</code>
    </>
  )
}
