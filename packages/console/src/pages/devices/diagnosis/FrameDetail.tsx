import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceDiagnosis } from '../../../platform.ts'
import styles from './diagnosis.module.css'

type Frame = DeviceDiagnosis['frames'][number]

const BYTES_A_LINE = 16

/** The bytes of a frame beside what they mean; a field that is pointed at or focused shows its bytes. */
export function FrameDetail({ frame }: { frame: Frame }) {
  const { t } = useTranslation('diagnosis')
  const [pointed, setPointed] = useState<number>()
  const pairs = frame.hex === '' ? [] : frame.hex.split(' ')
  const field = pointed === undefined ? undefined : frame.fields[pointed]
  if (pairs.length === 0) return <p className={styles.noBytes}>{t('inWords')}</p>
  const lines = Array.from({ length: Math.ceil(pairs.length / BYTES_A_LINE) }, (_, line) => line * BYTES_A_LINE)
  return (
    <div className={styles.detailBox}>
      <div className={styles.hex} role="img" aria-label={t('hexOf', { count: pairs.length })}>
        {lines.map((from) => (
          <div key={from}>
            <span className={styles.offset}>{from.toString(16).padStart(4, '0')}</span>
            {pairs.slice(from, from + BYTES_A_LINE).map((pair, i) => {
              const at = from + i
              const isPointed = field !== undefined && at >= field.from && at < field.to
              return (
                <span key={at} data-pointed={isPointed || undefined}>
                  {pair}
                </span>
              )
            })}
          </div>
        ))}
        {frame.length > pairs.length && (
          <p className={styles.offset}>{t('rest', { count: frame.length - pairs.length })}</p>
        )}
      </div>
      {frame.fields.length === 0 ? (
        <p className="quiet">{t('undecodedLesson')}</p>
      ) : (
        <ul className={styles.fields} onMouseLeave={() => setPointed(undefined)}>
          {frame.fields.map(({ field: name, value, from, to, secret }, i) => (
            <li key={`${from} ${name}`}>
              <button
                type="button"
                data-pointed={i === pointed || undefined}
                onMouseEnter={() => setPointed(i)}
                onFocus={() => setPointed(i)}
                onClick={() => setPointed(i)}
              >
                <span className={styles.fieldName}>{name}</span>
                <span className={styles.fieldValue}>{secret ? t('hidden') : value}</span>
                <span className={`num ${styles.offset}`}>{to - from > 1 ? `${from}–${to - 1}` : from}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
