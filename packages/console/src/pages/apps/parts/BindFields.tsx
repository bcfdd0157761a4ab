import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { Mark } from '../../../parts/Mark.tsx'
import type { AppBound, AppFit, AppManifest } from '../../../platform.ts'
import styles from '../apps.module.css'
import { type Need, previewQuery } from '../queries.ts'
import { said } from '../words.ts'

interface BindFieldsProps {
  manifest: AppManifest
  bound: AppBound
  onChange: (bound: AppBound) => void
}

/** For each need the assets that it could be: those that fit first, the others with what they lack. */
export function BindFields({ manifest, bound, onChange }: BindFieldsProps) {
  const { t } = useTranslation('apps')
  const words = useFaultWords()
  const preview = useQuery(previewQuery(manifest.id, manifest.version, bound))
  const { needs = [] } = manifest
  if (needs.length === 0) return <p className="quiet">{t('needs.nothing')}</p>
  return (
    <div className={styles.settings}>
      {preview.error && <FormFault words={words(preview.error)} />}
      {needs.map((need) => {
        const offered = preview.data?.needs.find((each) => each.need === need.name)
        const fits = [...(offered?.bound ?? []), ...(offered?.suggested ?? [])].toSorted((a, b) =>
          a.path.join('/').localeCompare(b.path.join('/')),
        )
        const chosen = bound[need.name] ?? []
        return (
          <fieldset key={need.name} className={styles.needField}>
            <legend className={styles.needTitle}>{said(need.title)}</legend>
            <p className="label">{t('bind.count', { least: need.least ?? 1, count: chosen.length })}</p>
            {offered && fits.length === 0 && <p className="quiet">{t('bind.none')}</p>}
            <ul className={styles.asks}>
              {fits.map((fit) => (
                <Candidate
                  key={fit.asset}
                  need={need}
                  fit={fit}
                  chosen={chosen.includes(fit.asset)}
                  full={chosen.length >= (need.most ?? Number.POSITIVE_INFINITY)}
                  onChoose={(takes) =>
                    onChange({
                      ...bound,
                      [need.name]: takes ? [...chosen, fit.asset] : chosen.filter((id) => id !== fit.asset),
                    })
                  }
                />
              ))}
            </ul>
          </fieldset>
        )
      })}
    </div>
  )
}

interface CandidateProps {
  need: Need
  fit: AppFit
  chosen: boolean
  full: boolean
  onChoose: (takes: boolean) => void
}

function Candidate({ need, fit, chosen, full, onChoose }: CandidateProps) {
  const { t } = useTranslation('apps')
  const lacks = need.properties.flatMap((property) => {
    const problem = fit.properties[property.name]?.problem
    return problem && !property.optional ? [t(`bind.problem.${problem}`, { property: said(property.title) })] : []
  })
  return (
    <li className={styles.ask}>
      <Checkbox
        label={fit.name}
        description={lacks.length > 0 ? lacks.join(' ') : fit.path.slice(0, -1).join(' / ')}
        checked={chosen}
        disabled={!chosen && (!fit.fits || full)}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      {!fit.fits && <Mark tone="warn">{t('bind.lacks')}</Mark>}
    </li>
  )
}
