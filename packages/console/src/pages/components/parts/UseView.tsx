import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import type { ComponentUseRow } from '../../../platform.ts'
import { figureText } from '../../mechanisms/words.ts'
import styles from '../components.module.css'
import { usedQuery } from '../queries.ts'
import { UseChart } from './UseChart.tsx'

type Counted = Pick<ComponentUseRow, 'calls' | 'samples' | 'ms' | 'errors'>

interface Line extends Counted {
  readonly key: string
  readonly name: string
  readonly number: number
  readonly consumer: ComponentUseRow['consumer']
}

/** Rows of all days together, by version and by who uses it. */
function linesOf(rows: readonly ComponentUseRow[]): Line[] {
  const lines = new Map<string, Line>()
  for (const { name, number, consumer, calls, samples, ms, errors } of rows) {
    const key = `${name}@${number} ${consumer.kind} ${consumer.id}`
    const was = lines.get(key)
    lines.set(key, {
      key,
      name,
      number,
      consumer,
      calls: calls + (was?.calls ?? 0),
      samples: samples + (was?.samples ?? 0),
      ms: ms + (was?.ms ?? 0),
      errors: errors + (was?.errors ?? 0),
    })
  }
  return [...lines.values()]
}

interface UseViewProps {
  days: number
  name?: string
  /** What is drawn, and goes first: a service has no samples. */
  of: 'samples' | 'calls'
}

/** Samples or calls a day, and who they were worked for. */
export function UseView({ days, name, of }: UseViewProps) {
  const { t } = useTranslation('components')
  const use = useQuery(usedQuery(days, name))
  if (use.isError && !use.data) return <FaultView fault={use.error} retry={() => void use.refetch()} />
  if (!use.data) return <Skeleton height={220} radius={6} />
  const lines = linesOf(use.data.items).sort((a, b) => b[of] - a[of] || b.calls - a.calls)
  if (lines.length === 0)
    return (
      <div className="panel">
        <EmptyState title={t('use.empty')} lesson={t('use.emptyLesson')} />
      </div>
    )
  const hasSamples = lines.some(({ samples }) => samples > 0)
  return (
    <>
      <div className={`panel ${styles.panel}`}>
        <UseChart rows={use.data.items} from={use.data.from} days={days} of={of} />
      </div>
      <div className={`panel ${lists.list} ${styles.below}`}>
        <table className={lists.table}>
          <thead>
            <tr>
              {name === undefined && <th scope="col">{t('use.component')}</th>}
              {name !== undefined && <th scope="col">{t('use.version')}</th>}
              <th scope="col">{t('use.consumer')}</th>
              <th scope="col" className={`${styles.right} ${of === 'calls' ? '' : lists.wide}`}>
                {t('use.calls')}
              </th>
              {hasSamples && (
                <th scope="col" className={`${styles.right} ${of === 'calls' ? lists.wide : ''}`}>
                  {t('use.samples')}
                </th>
              )}
              <th scope="col" className={`${styles.right} ${lists.wide}`}>
                {t('use.time')}
              </th>
              <th scope="col" className={styles.right}>
                {t('use.errors')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, ...line }) => (
              <tr key={key}>
                <td>
                  {name === undefined ? (
                    <Link
                      to="/components/$name"
                      params={{ name: line.name }}
                      search={{ number: line.number }}
                      className="link"
                    >
                      {line.name}@{line.number}
                    </Link>
                  ) : (
                    line.number
                  )}
                </td>
                <td>
                  {line.consumer.kind === 'flow' ? (
                    <Link to="/flows/$id" params={{ id: line.consumer.id }} search={{}} className="link">
                      {line.consumer.name}
                    </Link>
                  ) : (
                    line.consumer.name
                  )}{' '}
                  <span className="quiet">{t(`consumer.${line.consumer.kind}`)}</span>
                </td>
                <td className={`num ${styles.right} ${of === 'calls' ? '' : lists.wide}`}>{figureText(line.calls)}</td>
                {hasSamples && (
                  <td className={`num ${styles.right} ${of === 'calls' ? lists.wide : ''}`}>
                    {figureText(line.samples)}
                  </td>
                )}
                <td className={`num ${styles.right} ${lists.wide}`}>{timeText(line.ms)}</td>
                <td className={`num ${styles.right}`} data-bad={line.errors > 0 || undefined}>
                  {figureText(line.errors)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const timeText = (ms: number): string =>
  ms < 1_000 ? `${figureText(Number(ms.toPrecision(3)))} ms` : `${figureText(Number((ms / 1_000).toPrecision(3)))} s`
