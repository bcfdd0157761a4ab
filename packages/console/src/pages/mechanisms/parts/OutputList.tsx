import { useTranslation } from 'react-i18next'
import { FormFault } from '../../../parts/FormFault.tsx'
import { ValueText } from '../../../parts/ValueText.tsx'
import type { MechanismManifest, MechanismResults } from '../../../platform.ts'
import styles from '../mechanisms.module.css'
import { qualityOf, said } from '../words.ts'

interface OutputListProps {
  manifest: MechanismManifest
  results: MechanismResults
  row: number
}

/** Outputs of a row, with their quality, and why one is not good. */
export function OutputList({ manifest, results, row }: OutputListProps) {
  const { t } = useTranslation('mechanisms')
  return (
    <div className={styles.given} aria-live="polite">
      {results.fault && <FormFault words={{ says: results.fault.says, remedy: t('try.fault') }} />}
      <dl>
        {Object.entries(results.outputs).map(([name, output]) => {
          const known = manifest.outputs.find((each) => each.name === name)
          const status = output.status[row] ?? 0
          const reason = results.reasons[output.reason[row] ?? -1]
          return (
            <div key={name}>
              <dt>{(known && said(known)) || name}</dt>
              <dd>
                <ValueText
                  of={{
                    type: output.type === 'boolean' ? 'boolean' : 'double',
                    ...(output.unit && { unit: output.unit }),
                  }}
                  sample={{
                    time: '',
                    value: output.values[row] ?? null,
                    status,
                    quality: qualityOf(status),
                    statusName: reason ?? '',
                  }}
                />
                {reason && <span className={styles.reason}>{reason}</span>}
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}
