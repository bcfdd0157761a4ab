import styles from './state-mark.module.css'

/** `hollow`: there, but nothing happens; `warn` and `bad`: a person should look. */
export type Tone = 'plain' | 'hollow' | 'warn' | 'bad'

/** A state in a word, with a mark whose form tells it apart without its colour. */
export function Mark({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={styles.state} data-tone={tone}>
      <span className={styles.dot} aria-hidden="true" />
      {children}
    </span>
  )
}
