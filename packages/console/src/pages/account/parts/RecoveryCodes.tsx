import { Button } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import form from '../../../parts/form.module.css'
import { CopyAction, OnceNotice } from '../../../parts/ShownOnce.tsx'
import styles from '../account.module.css'

interface RecoveryCodesProps {
  codes: readonly string[]
  username: string
  /** They came with a first factor, so it is told that it counts now. */
  isFirst?: boolean
  onClose: () => void
}

/** The codes, this once: to be copied, kept as a file or printed. */
export function RecoveryCodes({ codes, username, isFirst = false, onClose }: RecoveryCodesProps) {
  const { t } = useTranslation('account')
  const text = [t('codes.file', { username, address: location.host }), '', ...codes, ''].join('\n')

  function download() {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `millrace-${username}.txt`
    link.click()
    URL.revokeObjectURL(address)
  }

  return (
    <div className={form.form}>
      {isFirst && <p>{t('codes.first')}</p>}
      <p className={form.lesson}>{t('codes.use')}</p>
      <OnceNotice text={t('codes.once')} />
      <div className={styles.printed}>
        <p className={styles.printedHead}>{t('codes.file', { username, address: location.host })}</p>
        <ol className={styles.codes} aria-label={t('codes.title')}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.keep}>
        <CopyAction value={text} />
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconDownload size={14} stroke={1.6} />}
          onClick={download}
        >
          {t('codes.download')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconPrinter size={14} stroke={1.6} />}
          onClick={() => print()}
        >
          {t('codes.print')}
        </Button>
      </div>
      <div className={form.actions}>
        <Button onClick={onClose}>{t('codes.kept')}</Button>
      </div>
    </div>
  )
}
