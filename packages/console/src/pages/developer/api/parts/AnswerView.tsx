import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyAction } from '../../../../parts/ShownOnce.tsx'
import { saveFile } from '../../../../parts/save-file.ts'
import styles from '../../developer.module.css'
import { parsed } from '../request.ts'
import type { Answer } from '../send.ts'

/** More than this at once is not laid out; it is all there to be copied or kept. */
const MOST_SHOWN = 100_000

const sizeOf = (bytes: number): string => (bytes < 10_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(0)} kB`)

/** JSON laid out for people; everything else as it came. */
function shownOf({ text = '', type }: Answer): string {
  const value = /json/.test(type) && !type.includes('ndjson') ? parsed(text) : undefined
  return value === undefined ? text : JSON.stringify(value, undefined, 2)
}

export function AnswerView({ answer, name }: { answer: Answer; name: string }) {
  const { t } = useTranslation('developer')
  const [showsHeaders, setShowsHeaders] = useState(false)
  const shown = shownOf(answer)
  return (
    <div className={styles.answer} role="status" aria-label={t('try.answer')}>
      <div className={styles.answerHead}>
        <span className={`num ${styles.answerStatus}`} data-ok={answer.status < 400}>
          {answer.status} {answer.statusText}
        </span>
        <span className="label num">{`${Math.round(answer.ms)} ms`}</span>
        <span className="label num">{sizeOf(answer.bytes)}</span>
        <span className="label">{answer.type}</span>
        <div className={styles.answerActions}>
          <button
            type="button"
            className={`link ${styles.headersOpen}`}
            aria-expanded={showsHeaders}
            onClick={() => setShowsHeaders(!showsHeaders)}
          >
            {t('try.headers', { count: answer.headers.length })}
          </button>
          {answer.text !== undefined && <CopyAction value={shown} />}
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}
            onClick={() => saveFile(answer.blob ?? new Blob([answer.text ?? '']), name)}
          >
            {t('try.keep')}
          </Button>
        </div>
      </div>
      {showsHeaders && (
        <dl className={styles.headers}>
          {answer.headers.map(([header, value]) => (
            <div key={header}>
              <dt>{header}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {answer.isPart && <p className="label">{t('try.part')}</p>}
      {answer.text === undefined ? (
        <p className="quiet">{t('try.bytes')}</p>
      ) : shown === '' ? (
        <p className="quiet">{t('try.empty')}</p>
      ) : (
        <pre className={styles.output} tabIndex={0}>
          {shown.slice(0, MOST_SHOWN)}
        </pre>
      )}
    </div>
  )
}
