import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import type { MechanismFinding } from '../../../../platform.ts'
import styles from '../studio.module.css'
import { useFindingWords } from '../use-finding-words.ts'

interface FindingsProps {
  findings: readonly MechanismFinding[]
  /** They are about what stands there now. */
  current: boolean
  fault: unknown
}

/** Every mistake, where it is; or that there is none. */
export function Findings({ findings, current, fault }: FindingsProps) {
  const { t } = useTranslation('studio')
  const words = useFaultWords()
  const found = useFindingWords()
  if (fault) return <FormFault words={words(fault)} />
  return (
    <div className={`panel ${styles.findings}`} aria-live="polite">
      {findings.length === 0 ? (
        <span className={styles.fine} data-current={current}>
          <IconCheck size={16} stroke={2} aria-hidden="true" /> {t(current ? 'findings.none' : 'findings.checking')}
        </span>
      ) : (
        <>
          <span className={styles.wrong}>
            <IconAlertTriangle size={16} stroke={1.8} aria-hidden="true" />{' '}
            {t('findings.some', { count: findings.length })}
          </span>
          <ul>
            {findings.map(({ file, line, path, says }) => (
              <li key={`${file} ${path ?? line} ${says}`}>
                <code>
                  {file}
                  {line !== undefined && `:${line}`}
                </code>{' '}
                {path && <span className="quiet">{path}</span>} {found({ file, says }).says}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
