import { Skeleton } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { ordersQuery } from '../../production/queries.ts'
import { stretchText } from '../../production/times.ts'
import styles from '../kpis.module.css'
import { definitionsQuery, isToldOf, type Looked, newest, resultsQuery, type Told } from '../queries.ts'
import type { KpiSearch } from '../search.ts'
import { isMeant, windowText } from '../window-text.ts'
import { KpiTable } from './KpiTable.tsx'
import { LostTime } from './LostTime.tsx'
import { Oee } from './Oee.tsx'
import { WindowBars } from './WindowBars.tsx'

interface KpiViewProps {
  looked: Looked
  /** Whose trend is shown. */
  kpi: string
  at: string | undefined
  onChange: (change: { [Key in keyof KpiSearch]?: KpiSearch[Key] | undefined }) => void
}

/** One window in full, and the windows around it. */
export function KpiView({ looked, kpi, at, onChange }: KpiViewProps) {
  const { t } = useTranslation('kpis')
  const { asset, isUnit, kind } = looked
  const language = currentLanguage()
  const definitions = useQuery(definitionsQuery)
  const orders = useQuery({ ...ordersQuery(asset), enabled: isUnit && kind === 'order' })
  const told = newest(definitions.data ?? []).filter(
    (one) => one.content.windows.includes(kind) && (!isUnit || isToldOf(one, asset)),
  )
  const results = useQueries({ queries: told.map(({ key }) => resultsQuery(looked, key)) })
  const fault = definitions.error ?? results.find(({ error }) => error)?.error
  if (fault) return <FaultView fault={fault} retry={() => void definitions.refetch()} />
  if (!definitions.data || results.every(({ data }) => data === undefined)) return <Skeleton height={420} />

  const byKey = new Map(
    told.map(({ key }, k) => [key, (results[k]?.data ?? []).filter((window) => isMeant(window, kind))]),
  )
  const numbers = new Map((orders.data ?? []).map(({ id, number }) => [id, number]))
  const nameOf = (window: Told): string => windowText(window, kind, { language, orders: numbers })
  const windows = windowsOf(byKey)
  const chosen = windows.find(({ begin }) => begin === at) ?? usual(windows, byKey)
  if (!chosen)
    return (
      <div className="panel">
        <EmptyState title={t('nothing')} lesson={t('nothingLesson')} />
      </div>
    )
  const inWindow = (key: string): Told | undefined => byKey.get(key)?.find(({ begin }) => begin === chosen.begin)
  const shown = told.find(({ key }) => key === kpi) ?? told[0]
  return (
    <div className={styles.stack}>
      <h2 className={styles.window}>
        {nameOf(chosen)}{' '}
        <span className="num quiet">{stretchText(chosen.begin, chosen.end, Date.now(), language)}</span>
        {!isUnit && <span className="quiet">{t('unitsTogether', { count: chosen.assets.length })}</span>}
      </h2>
      <Oee
        oee={inWindow('oee')}
        availability={inWindow('availability')}
        effectiveness={inWindow('effectiveness')}
        quality={inWindow('quality_ratio')}
      />
      <div className={styles.columns}>
        {shown && (
          <WindowBars
            title={shown.content.name[language]}
            unit={unitText(shown.content.unit)}
            windows={windows}
            told={byKey.get(shown.key) ?? []}
            chosen={chosen.begin}
            nameOf={nameOf}
            onChoose={(begin) => onChange({ at: begin })}
          />
        )}
        <LostTime asset={asset} isUnit={isUnit} window={chosen} />
      </div>
      <KpiTable
        definitions={definitions.data}
        told={isUnit ? told : told.filter(({ key }) => inWindow(key) !== undefined)}
        inWindow={inWindow}
        shown={shown?.key}
        onShow={(key) => onChange({ kpi: key })}
      />
    </div>
  )
}

/** Every window of which something is told, the first first. */
function windowsOf(byKey: ReadonlyMap<string, readonly Told[]>): Told[] {
  const found = new Map<string, Told>()
  for (const results of byKey.values()) for (const one of results) if (!found.has(one.begin)) found.set(one.begin, one)
  return [...found.values()].sort((a, b) => Date.parse(a.begin) - Date.parse(b.begin))
}

/** The newest window in which there was something to tell, or the newest of all. */
function usual(windows: readonly Told[], byKey: ReadonlyMap<string, readonly Told[]>): Told | undefined {
  for (const key of ['oee', 'availability']) {
    const last = byKey.get(key)?.findLast(({ value }) => value !== undefined)
    if (last) return windows.find(({ begin }) => begin === last.begin)
  }
  return windows.at(-1)
}
