import { useTranslation } from 'react-i18next'
import { type AppShelfPage, appParts, appReaches, appScenarios, appStages } from '../../../platform.ts'
import styles from '../apps.module.css'
import type { AppSearch, SetSearch } from '../search.ts'
import { useClassTitle, useIndustryText } from '../words.ts'

type Counts = Readonly<Record<string, number>>

interface FacetsProps {
  search: AppSearch
  set: SetSearch
  counts: AppShelfPage['facets']
}

/** What apps are for, each with how many there are within what else is asked for. */
export function Facets({ search, set, counts }: FacetsProps) {
  const { t } = useTranslation('apps')
  const industry = useIndustryText()
  const classTitle = useClassTitle()
  return (
    <>
      <Facet
        title={t('shelf.plant')}
        values={['yes'] as const}
        chosen={search.fits}
        counts={counts.fits}
        text={() => t('shelf.fits')}
        onChoose={(fits) => set({ fits })}
      />
      <Facet
        title={t('shelf.scenario')}
        values={appScenarios}
        chosen={search.scenario}
        counts={counts.scenario}
        text={(value) => t(`scenario.${value}`)}
        onChoose={(scenario) => set({ scenario })}
      />
      <Facet
        title={t('shelf.stage')}
        values={appStages}
        chosen={search.stage}
        counts={counts.stage}
        text={(value) => t(`stage.${value}`)}
        onChoose={(stage) => set({ stage })}
      />
      <Facet
        title={t('shelf.reach')}
        values={appReaches}
        chosen={search.reach}
        counts={counts.reach}
        text={(value) => t(`reach.${value}`)}
        onChoose={(reach) => set({ reach })}
      />
      <Facet
        title={t('shelf.industry')}
        values={industriesOf(counts.industry, search.industry)}
        chosen={search.industry}
        counts={counts.industry}
        text={industry}
        onChoose={(value) => set({ industry: value })}
      />
      <Facet
        title={t('shelf.class')}
        values={namesOf(counts.class, search.class)}
        chosen={search.class}
        counts={counts.class}
        text={classTitle}
        onChoose={(value) => set({ class: value })}
      />
      <Facet
        title={t('shelf.has')}
        values={appParts}
        chosen={search.has}
        counts={counts.has}
        text={(value) => t(`shelf.part.${value}`)}
        onChoose={(has) => set({ has })}
      />
    </>
  )
}

const namesOf = (counts: Counts, chosen: string | undefined): string[] =>
  [...new Set([...Object.keys(counts), ...(chosen ? [chosen] : [])])].toSorted()

/** Sections, and what is below the one that is chosen. */
const industriesOf = (counts: Counts, chosen: string | undefined): string[] =>
  namesOf(counts, chosen).filter((code) => code.length === 1 || code[0] === chosen?.[0])

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
