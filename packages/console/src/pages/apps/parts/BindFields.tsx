import { Button, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import type { AppBound, AppFit, AppManifest } from '../../../platform.ts'
import styles from '../apps.module.css'
import { type Making, machinesOf } from '../machines.ts'
import { type Need, previewQuery } from '../queries.ts'
import { said, useClassTitle } from '../words.ts'
import { Candidate } from './Candidate.tsx'
import { FoundMachines } from './FoundMachines.tsx'

/** From so many on they are looked for by name. */
const MANY = 9

interface BindFieldsProps {
  manifest: AppManifest
  bound: AppBound
  onChange: (bound: AppBound) => void
  /** Assets that are to be made, where the app is installed. */
  making?: Making
}

/** For each need the assets that it could be: those that fit first, the others with what they lack. */
export function BindFields({ manifest, bound, onChange, making }: BindFieldsProps) {
  const { t } = useTranslation('apps')
  const words = useFaultWords()
  const preview = useQuery(previewQuery(manifest.id, manifest.version, bound))
  const { needs = [] } = manifest
  if (needs.length === 0) return <p className="quiet">{t('needs.nothing')}</p>
  return (
    <div className={styles.needs}>
      {preview.error && <FormFault words={words(preview.error)} />}
      {needs.map((need) => {
        const offered = preview.data?.needs.find((each) => each.need === need.name)
        return offered ? (
          <div key={need.name} className={styles.needField}>
            <NeedField
              need={need}
              fits={[...offered.bound, ...offered.suggested]}
              chosen={bound[need.name] ?? []}
              made={making?.make.filter((one) => one.need === need.name).length ?? 0}
              onChange={(ids) => onChange({ ...bound, [need.name]: ids })}
            />
            {making && (
              <FoundMachines
                need={need}
                machines={machinesOf(offered)}
                making={making}
                chosen={bound[need.name]?.length ?? 0}
              />
            )}
          </div>
        ) : (
          preview.isPending && <Skeleton key={need.name} height={120} radius={6} />
        )
      })}
    </div>
  )
}

interface NeedFieldProps {
  need: Need
  fits: readonly AppFit[]
  chosen: readonly string[]
  /** Assets that are to be made for it. */
  made: number
  onChange: (ids: string[]) => void
}

function NeedField({ need, fits, chosen, made, onChange }: NeedFieldProps) {
  const { t } = useTranslation('apps')
  const classTitle = useClassTitle()
  const [words, setWords] = useState('')
  const { least = 1, most = Number.POSITIVE_INFINITY } = need
  // In one order whatever is chosen: a line that jumps away under the pointer is not found again.
  const sorted = fits.toSorted(
    (a, b) => Number(b.fits) - Number(a.fits) || a.path.join('/').localeCompare(b.path.join('/')),
  )
  const shown = sorted.filter(({ path }) => path.join(' / ').toLowerCase().includes(words.trim().toLowerCase()))
  const free = shown.filter(({ asset, fits }) => fits && !chosen.includes(asset)).slice(0, most - chosen.length - made)
  return (
    <fieldset className={styles.needField}>
      <legend className={styles.needTitle}>{said(need.title)}</legend>
      <div className={styles.needHead}>
        <span className="label">
          {t('bind.count', { least, count: chosen.length + made })} ·{' '}
          {need.equipmentClass
            ? t('needs.class', { name: classTitle(need.equipmentClass) })
            : t('needs.model', { name: need.thingModel ?? '' })}
        </span>
        {fits.some((each) => each.fits) && (
          <Button
            variant="default"
            size="xs"
            disabled={free.length === 0}
            onClick={() => onChange([...chosen, ...free.map(({ asset }) => asset)])}
          >
            {t('bind.all', { count: free.length })}
          </Button>
        )}
        {fits.length >= MANY && (
          <TextInput
            size="xs"
            aria-label={t('bind.search', { need: said(need.title) })}
            placeholder={t('bind.search', { need: said(need.title) })}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )}
      </div>
      {fits.length === 0 && <p className={styles.teach}>{t('bind.none')}</p>}
      <ul className={styles.candidates}>
        {shown.map((fit) => (
          <Candidate
            key={fit.asset}
            need={need}
            fit={fit}
            chosen={chosen.includes(fit.asset)}
            full={chosen.length + made >= most}
            onChoose={(takes) => onChange(takes ? [...chosen, fit.asset] : chosen.filter((id) => id !== fit.asset))}
          />
        ))}
      </ul>
    </fieldset>
  )
}
