import { Button, SegmentedControl, Select, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { SearchField } from '../../../parts/SearchField.tsx'
import { type AppInstallation, type AppManifest, type AppServiceFigures, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../apps.module.css'
import { type LogSearch, logQuery, metricsQuery } from '../queries.ts'
import { said } from '../words.ts'
import { Hours } from './Hours.tsx'

interface ActivityProps {
  one: AppInstallation
  manifest: AppManifest
}

/** What an app did and took, and what it wrote. */
export function Activity({ one, manifest }: ActivityProps) {
  const { t } = useTranslation('apps')
  const words = useFaultWords()
  const metrics = useQuery(metricsQuery(one.id))
  const titleOf = (service: string) => {
    const { services = [], processes = [] } = manifest
    const title = [...services, ...processes].find(({ name }) => name === service)?.title
    return title ? said(title) : service
  }
  return (
    <section className={`panel ${styles.panel}`}>
      <h2 className="section-title">{t('activity.title')}</h2>
      {metrics.isPending && <Skeleton height={80} />}
      {metrics.error && !metrics.data && <FormFault words={words(metrics.error)} />}
      {metrics.data && metrics.data.length > 0 && (
        <div className={styles.figures}>
          <table className={lists.table}>
            <thead>
              <tr>
                <th>{t('activity.service')}</th>
                <th>{t('column.state')}</th>
                <th className={lists.right}>{t('activity.calls')}</th>
                <th className={lists.right}>{t('activity.failed')}</th>
                <th className={lists.right}>{t('activity.computing')}</th>
                <th className={lists.wide}>{t('activity.last')}</th>
              </tr>
            </thead>
            <tbody>
              {metrics.data.map((figures) => (
                <Service key={figures.service} one={one} figures={figures} title={titleOf(figures.service)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Hours id={one.id} />
      <Log id={one.id} titleOf={titleOf} />
    </section>
  )
}

function Service({ one, figures, title }: { one: AppInstallation; figures: AppServiceFigures; title: string }) {
  const { t } = useTranslation('apps')
  const queries = useQueryClient()
  const manages = useMay('app:manage')
  const { calls, computingMs, failed, lastAt, service, state, stopped, why } = figures
  const resume = useMutation({
    mutationFn: () => platform.apps.resumeService(one.id, service),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['apps', 'metrics', one.id] }),
  })
  return (
    <>
      <tr>
        <td>{title}</td>
        <td>
          <Mark tone={state === 'active' ? 'plain' : 'bad'}>{t(`activity.${state}`)}</Mark>
        </td>
        <td className={`num ${lists.right}`}>{calls}</td>
        <td className={`num ${lists.right}`}>{failed + Object.values(stopped).reduce((sum, each) => sum + each, 0)}</td>
        <td className={`num ${lists.right}`}>{calls > 0 ? `${(computingMs / calls).toFixed(1)} ms` : '–'}</td>
        <td className={lists.wide}>{lastAt ? <RelativeTime time={lastAt} /> : '–'}</td>
      </tr>
      {why && (
        <tr>
          <td colSpan={6} className={styles.why}>
            <span>{why.says}</span>
            {manages && (
              <Button variant="default" size="xs" loading={resume.isPending} onClick={() => resume.mutate()}>
                {t('activity.resume')}
              </Button>
            )}
          </td>
        </tr>
      )}
    </>
  )
}

const levels = ['all', 'warn', 'error'] as const
const sources = ['service', 'process', 'page', 'flow'] as const
const tones = { info: 'hollow', warn: 'warn', error: 'bad' } as const

function Log({ id, titleOf }: { id: string; titleOf: (service: string) => string }) {
  const { t } = useTranslation('apps')
  const [search, setSearch] = useState<LogSearch>({})
  const { level, source, text = '' } = search
  const log = useQuery(logQuery(id, search))
  return (
    <>
      <div className={styles.needHead}>
        <h3 className={styles.needTitle}>{t('log.title')}</h3>
        <SegmentedControl
          size="xs"
          aria-label={t('log.level')}
          value={level ?? 'all'}
          onChange={(value) =>
            setSearch({ ...search, level: value === 'warn' || value === 'error' ? value : undefined })
          }
          data={levels.map((value) => ({ value, label: t(`log.${value}`) }))}
        />
      </div>
      <div className={styles.logTools}>
        <SearchField label={t('log.search')} value={text} onChange={(words) => setSearch({ ...search, text: words })} />
        <Select
          aria-label={t('log.source')}
          clearable
          placeholder={t('log.source')}
          value={source ?? null}
          data={sources.map((value) => ({ value, label: t(`log.of.${value}`) }))}
          onChange={(value) => setSearch({ ...search, source: sources.find((one) => one === value) })}
        />
      </div>
      {log.data?.length === 0 && <p className="quiet">{t('log.none')}</p>}
      <ol className={styles.log}>
        {log.data?.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no number, and are replaced together
          <li key={i}>
            <span className="label">
              <RelativeTime time={line.at} /> · {titleOf(line.service)}
            </span>
            <Mark tone={tones[line.level]}>{line.text}</Mark>
            {line.fields && <code className={styles.digest}>{JSON.stringify(line.fields)}</code>}
          </li>
        ))}
      </ol>
    </>
  )
}
