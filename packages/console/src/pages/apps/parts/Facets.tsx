import { useTranslation } from 'react-i18next'
import styles from '../apps.module.css'
import { type AppSearch, reaches, type SetSearch, scenarios, stages } from '../search.ts'
import { useIndustryText } from '../words.ts'

type Counts = Readonly<Record<string, number>>

interface FacetsProps {
  search: AppSearch
  set: SetSearch
  counts: { readonly scenario: Counts; readonly stage: Counts; readonly reach: Counts; readonly industry: Counts }
}

/** What apps are for, each with how many there are within what else is asked for. */
export function Facets({ search, set, counts }: FacetsProps) {
  const { t } = useTranslation('apps')
  const industry = useIndustryText()
  return (
    <>
      <Facet
        title={t('shelf.scenario')}
        values={scenarios}
        chosen={search.scenario}
        counts={counts.scenario}
        text={(value) => t(`scenario.${value}`)}
        onChoose={(scenario) => set({ scenario })}
      />
      <Facet
        title={t('shelf.stage')}
        values={stages}
        chosen={search.stage}
        counts={counts.stage}
        text={(value) => t(`stage.${value}`)}
        onChoose={(stage) => set({ stage })}
      />
      <Facet
        title={t('shelf.reach')}
        values={reaches}
        chosen={search.reach}
        counts={counts.reach}
        text={(value) => t(`reach.${value}`)}
        onChoose={(reach) => set({ reach })}
      />
      <Facet
        title={t('shelf.industry')}
        values={[
          ...new Set([...Object.keys(counts.industry), ...(search.industry ? [search.industry] : [])]),
        ].toSorted()}
        chosen={search.industry}
        counts={counts.industry}
        text={industry}
        onChoose={(value) => set({ industry: value })}
      />
    </>
  )
}

interface FacetProps<Value extends string> {
  title: string
  values: readonly Value[]
  chosen: Value | undefined
  counts: Counts
  text: (value: Value) => string
  onChoose: (value: Value | undefined) => void
}

function Facet<Value extends string>({ title, values, chosen, counts, text, onChoose }: FacetProps<Value>) {
  // What nothing has is no choice, but for what is chosen already.
  const there = values.filter((value) => (counts[value] ?? 0) > 0 || value === chosen)
  if (there.length === 0) return null
  return (
    <div role="group" aria-label={title} className={styles.facet}>
      <h2 className={styles.facetTitle}>{title}</h2>
      {there.map((value) => (
        <button
          key={value}
          type="button"
          className={styles.facetValue}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value === chosen ? undefined : value)}
        >
          <span>{text(value)}</span>
          <span className="num">{counts[value] ?? 0}</span>
        </button>
      ))}
    </div>
  )
}
