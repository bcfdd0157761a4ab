import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './shown-once.module.css'

/** Says over a secret that it is shown this once. */
export function OnceNotice({ text }: { text: string }) {
  return (
    <p role="status" className={styles.once}>
      {text}
    </p>
  )
}

/** Something to be entered elsewhere, with a button that copies it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <div className="label">{label}</div>
      <div className={styles.field}>
        <code>{value}</code>
        <CopyAction value={value} />
      </div>
    </div>
  )
}

export function CopyAction({ value }: { value: string }) {
  const { t } = useTranslation('parts')
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} stroke={1.6} />}
          onClick={copy}
        >
          {t(copied ? 'copied' : 'copy')}
        </Button>
      )}
    </CopyButton>
  )
}

/** A command to try; long lines are scrolled. */
export function CommandSample({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <div className={styles.labelled}>
        <span className="label">{label}</span>
        <CopyAction value={text} />
      </div>
      <pre className={styles.sample} tabIndex={0}>
        {text}
      </pre>
    </div>
  )
}
