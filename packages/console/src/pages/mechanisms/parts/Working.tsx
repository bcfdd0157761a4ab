import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import { bytesText } from '../../../parts/value-text.ts'
import type { MechanismVersion } from '../../../platform.ts'
import styles from '../mechanisms.module.css'

/** How it works: formulas line by line, or the text of its files. */
export function Working({ version: { manifest, files } }: { version: MechanismVersion }) {
  const { t } = useTranslation('mechanisms')
  const { runtime, outputs } = manifest
  const unitOf = (name: string): string => unitText(outputs.find((output) => output.name === name)?.unit)
  const lines =
    runtime.kind === 'formula'
      ? [
          ...(runtime.steps ?? []).map(({ name, unit, formula }) => ({ name, unit: unitText(unit), formula })),
          ...Object.entries(runtime.outputs ?? {}).map(([name, formula]) => ({
            name,
            unit: unitOf(name),
            formula: String(formula),
          })),
        ]
      : []
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="working">
      <h2 id="working" className="section-title">
        {t('working.title')}
      </h2>
      {lines.length > 0 && (
        <dl className={styles.formulas}>
          {lines.map(({ name, unit, formula }) => (
            <div key={name}>
              <dt>
                <code>{name}</code> {unit && <span className="quiet">{unit}</span>}
              </dt>
              <dd>
                <code>= {formula}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {files.map((file) => (
        <details key={file.path} className={styles.file} open={file.path === runtime.file}>
          <summary>
            <code>{file.path}</code>{' '}
            <span className="quiet num">
              {bytesText(file.bytes).value} {bytesText(file.bytes).unit}
            </span>
          </summary>
          {file.text === undefined ? (
            <p className="quiet">{t('working.binary')}</p>
          ) : (
            <pre className={styles.source} tabIndex={0}>
              {file.text}
            </pre>
          )}
        </details>
      ))}
    </section>
  )
}
