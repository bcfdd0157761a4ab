import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { dateFormat } from '../../parts/time-text.ts'
import { unitText } from '../../parts/unit-text.ts'
import { useMay } from '../../rights.ts'
import styles from './kpis.module.css'
import { definitionsQuery, newest } from './queries.ts'

/** KPIs of one's own with their newest version, and those of the standard to compare with. */
export function DefinitionsPage() {
  const { t } = useTranslation('kpis')
  const language = currentLanguage()
  const definitions = useQuery(definitionsQuery)
  const may = useMay('production:manage')
  const all = newest(definitions.data ?? [])
  const own = all.filter(({ by }) => by)
  const day = dateFormat(language, { year: 'numeric', month: 'short', day: 'numeric' })
  const add = may && (
    <Button component={Link} to="/kpis/new" leftSection={<IconPlus size={16} stroke={1.8} />}>
      {t('definitions.add')}
    </Button>
  )
  return (
    <div className="page">
      <title>{`${t('definitions.title')} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/kpis" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={lists.head}>
        <h1 className="page-title">{t('definitions.title')}</h1>
        {own.length > 0 && <div className={lists.actions}>{add}</div>}
      </header>
      {definitions.isError && !definitions.data && (
        <FaultView fault={definitions.error} retry={() => void definitions.refetch()} />
      )}
      {definitions.isPending && <Skeleton height={220} />}
      {definitions.data && (
        <div className={styles.stack}>
          <section className={`panel ${lists.list}`} aria-label={t('definitions.own')}>
            {own.length === 0 ? (
              <EmptyState title={t('definitions.empty')} lesson={t('definitions.emptyLesson')}>
                {add}
              </EmptyState>
            ) : (
              <table className={`${lists.table} ${styles.table}`}>
                <thead>
                  <tr>
                    <th className={lists.nameColumn}>{t('table.name')}</th>
                    <th>{t('definitions.unit')}</th>
                    <th className={lists.wide}>{t('definitions.windows')}</th>
                    <th>{t('table.version')}</th>
                    <th className={lists.wide}>{t('definitions.validFrom')}</th>
                    <th className={lists.wide}>{t('definitions.by')}</th>
                  </tr>
                </thead>
                <tbody>
                  {own.map(({ key, version, content, validFrom, by }) => (
                    <tr key={key}>
                      <td className={styles.kpi}>
                        <Link to="/kpis/definitions/$key" params={{ key }} className={lists.open}>
                          <span className={lists.names}>
                            <span>{content.name[language]}</span>
                            <code className={styles.formula}>{content.formula}</code>
                          </span>
                        </Link>
                      </td>
                      <td>{unitText(content.unit) || '1'}</td>
                      <td className={lists.wide}>{content.windows.map((kind) => t(`kind.${kind}`)).join(', ')}</td>
                      <td className="num">{version}</td>
                      <td className={`${lists.wide} num`}>{validFrom && day.format(Date.parse(validFrom))}</td>
                      <td className={lists.wide}>{by?.name}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
          <section className={`panel ${lists.list}`} aria-label={t('definitions.standard')}>
            <h2 className={`section-title ${styles.tableTitle}`}>{t('definitions.standard')}</h2>
            <table className={`${lists.table} ${styles.table}`}>
              <thead>
                <tr>
                  <th className={lists.nameColumn}>{t('table.name')}</th>
                  <th>{t('definitions.unit')}</th>
                  <th className={lists.wide}>{t('definitions.windows')}</th>
                  <th className={lists.wide}>{t('table.source')}</th>
                </tr>
              </thead>
              <tbody>
                {all
                  .filter(({ by }) => !by)
                  .map(({ key, content }) => (
                    <tr key={key}>
                      <td className={`${styles.kpi} ${lists.names}`}>
                        <span>{content.name[language]}</span>
                        <code className={styles.formula}>{content.formula}</code>
                      </td>
                      <td>{unitText(content.unit) || '1'}</td>
                      <td className={lists.wide}>{content.windows.map((kind) => t(`kind.${kind}`)).join(', ')}</td>
                      <td className={lists.wide}>{content.source}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </section>
        </div>
      )}
    </div>
  )
}
