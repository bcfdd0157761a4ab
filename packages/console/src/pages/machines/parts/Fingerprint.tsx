import styles from '../machines.module.css'

/** The beginning of a fingerprint, enough to tell two apart; all of it on hover. */
export function Fingerprint({ of }: { of: string }) {
  return (
    <code className={styles.code} title={of}>
      {of.slice(0, 16)}…
    </code>
  )
}
