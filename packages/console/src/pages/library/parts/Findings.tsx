import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { platform } from '../../../platform.ts'
import styles from '../library.module.css'

type Check = Awaited<ReturnType<typeof platform.deviceProfiles.check>>

interface FindingsProps {
  /** Missing while it is being checked. */
  check: Check | undefined
  /** Those of the last check, until the next is there. */
  findings: Check['findings']
  text: string
  field: RefObject<HTMLTextAreaElement | null>
}

/** What the check says, line by line; a finding leads to its line. */
export function Findings({ check, findings, text, field }: FindingsProps) {
  const { t } = useTranslation('library')
  function show(line: number) {
    const lines = text.split('\n')
    const begin = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
    const area = field.current
    if (!area) return
    area.focus()
    area.setSelectionRange(begin, begin + (lines[line - 1]?.length ?? 0))
    const box = area.parentElement
    if (box) box.scrollTop = ((line - 1) / lines.length) * area.scrollHeight - box.clientHeight / 3
  }
  return (
    <div className={styles.findings} aria-live="polite">
      {check?.total === 0 && (
        <p className={styles.fine}>
          {t('contribute.fine', { key: check.key, version: check.version, count: check.points ?? 0 })}
        </p>
      )}
      {!check && findings.length === 0 && <p className="quiet">{t('contribute.checking')}</p>}
      {findings.length > 0 && (
        <>
          <p className={styles.count}>{t('contribute.total', { count: check?.total ?? findings.length })}</p>
          <ul>
            {findings.map(({ line, column, path, reason }) => (
              <li key={`${line} ${column} ${path} ${reason}`}>
                <button type="button" className={styles.finding} onClick={() => show(line)}>
                  <span className={`num ${styles.lineNumber}`}>{t('contribute.line', { line })}</span>
                  <span>
                    {path && <code className={styles.code}>{path}</code>} {reason}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
