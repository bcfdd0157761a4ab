import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { dateFormat } from '../../parts/time-text.ts'
import { unitText } from '../../parts/unit-text.ts'
import type { KpiDefinition } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import styles from './kpis.module.css'
import { DefinitionForm } from './parts/DefinitionForm.tsx'
import { definitionsQuery } from './queries.ts'

/** A KPI of one's own: its versions, which never change, and the form for the next one. */
export function DefinitionPage() {
  const { t } = useTranslation('kpis')
  const { key } = useParams({ strict: false })
  const definitions = useQuery(definitionsQuery)
  const may = useMay('production:manage')
  const versions = (definitions.data ?? []).filter((one) => one.by && one.key === key).reverse()
  const last = versions[0]
  const title = key === undefined ? t('definitions.add') : (last?.content.name[currentLanguage()] ?? key)
  return (
    <div className="page">
      <title>{`${title} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/kpis" className="link">
          {t('title')}
        </Link>
        {' / '}
        <Link to="/kpis/definitions" className="link">
          {t('definitions.title')}
        </Link>
      </nav>
      <header className={lists.head}>
        <h1 className="page-title">{title}</h1>
        {last && <code className="quiet">{last.key}</code>}
      </header>
      {definitions.isError && !definitions.data && (
        <FaultView fault={definitions.error} retry={() => void definitions.refetch()} />
      )}
      {definitions.isPending && <Skeleton height={320} />}
      {definitions.data && key !== undefined && !last && (
        <div className="panel">
          <EmptyState title={t('definitions.gone')} lesson={t('definitions.goneLesson')} />
        </div>
      )}
      <div className={styles.stack}>
        {versions.length > 0 && <Versions versions={versions} />}
        {definitions.data && may && (key === undefined || last) && (
          <DefinitionForm key={`${key} ${last?.version}`} {...(last ? { last } : {})} />
        )}
      </div>
    </div>
  )
}

function Versions({ versions }: { versions: readonly KpiDefinition[] }) {
  const { t } = useTranslation('kpis')
  const full = dateFormat(currentLanguage(), {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const moment = (time: string | undefined): string => (time === undefined ? '—' : full.format(Date.parse(time)))
  return (
    <section className={`panel ${lists.list}`} aria-label={t('definitions.versions')}>
      <table className={`${lists.table} ${styles.table}`}>
        <thead>
          <tr>
            <th>{t('table.version')}</th>
            <th>{t('definitions.formula')}</th>
            <th className={lists.wide}>{t('definitions.unit')}</th>
            <th>{t('definitions.validFrom')}</th>
            <th className={lists.wide}>{t('definitions.bound')}</th>
            <th className={lists.wide}>{t('definitions.by')}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, content, validFrom, bindings, by, at }) => (
            <tr key={version}>
              <td className="num">{version}</td>
              <td className={styles.kpi}>
                <code>{content.formula}</code>
              </td>
              <td className={lists.wide}>{unitText(content.unit) || '1'}</td>
              <td className="num">{moment(validFrom)}</td>
              <td className={`${lists.wide} num`}>
                {t('definitions.units', { count: Object.keys(bindings ?? {}).length })}
              </td>
              <td className={lists.wide}>
                {by?.name} <span className="num quiet">{moment(at)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
