import { Button, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaultView, useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import lists from '../../../../parts/list.module.css'
import { Mark, type Tone } from '../../../../parts/Mark.tsx'
import { RelativeTime } from '../../../../parts/RelativeTime.tsx'
import { unitText } from '../../../../parts/unit-text.ts'
import { countText } from '../../../../parts/value-text.ts'
import { type Binding, type BindingComparison, platform } from '../../../../platform.ts'
import { figureText } from '../../words.ts'
import styles from '../bindings.module.css'
import { comparisonQuery } from '../queries.ts'

const tones: Readonly<Record<BindingComparison['verdict'], Tone>> = {
  better: 'plain',
  alike: 'plain',
  worse: 'bad',
  too_little: 'hollow',
}

interface CanaryProps {
  binding: Binding
  binds: boolean
  onPromote: () => void
}

/** The version in the shadow beside the one in force, output by output. */
export function Canary({ binding, binds, onPromote }: CanaryProps) {
  const { t } = useTranslation('mechanismRuns')
  const words = useFaultWords()
  const queries = useQueryClient()
  const comparison = useQuery(comparisonQuery(binding.id))
  const end = useMutation({
    mutationFn: () => platform.bindings.endCanary(binding.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bindings'] }),
  })
  const { data } = comparison
  return (
    <section className={`panel ${styles.preview}`} aria-labelledby="canary">
      <div className={styles.panelHead}>
        <h2 id="canary" className="section-title">
          {t('canary.title', { version: binding.canary?.version, now: binding.model.version })}
        </h2>
        {data && <Mark tone={tones[data.verdict]}>{t(`canary.${data.verdict}`)}</Mark>}
        <span className="label">
          <RelativeTime time={binding.canary?.since} /> · {binding.canary?.by.name}
          {data && ` · ${t('canary.rows', { count: data.rows })}`}
        </span>
        {binds && (
          <div className={lists.actions}>
            <Button size="xs" variant="default" loading={end.isPending} onClick={() => end.mutate()}>
              {t('canary.end')}
            </Button>
            <Button
              size="xs"
              {...(data?.verdict === 'worse' ? { color: 'red', variant: 'default' } : {})}
              onClick={onPromote}
            >
              {t('canary.promote')}
            </Button>
          </div>
        )}
      </div>
      {end.error && <FormFault words={words(end.error)} />}
      {comparison.isPending && <Skeleton height={80} m={16} w="auto" />}
      {comparison.isError && <FaultView fault={comparison.error} retry={() => void comparison.refetch()} />}
      {data && data.why.length > 0 && <p className={styles.inset}>{data.why.join(' ')}</p>}
      {data && data.outputs.length > 0 && (
        <div className={styles.scroll}>
          <table className={lists.table}>
            <thead>
              <tr>
                <th>{t('canary.output')}</th>
                <th className={lists.right}>{t('canary.good')}</th>
                <th className={lists.right}>{t('canary.notGood')}</th>
                <th className={lists.right}>{t('canary.residual')}</th>
                <th className={lists.right}>{t('canary.bias')}</th>
                <th className={lists.right}>{t('canary.pace')}</th>
                <th className={lists.right}>{t('canary.faults')}</th>
              </tr>
            </thead>
            {data.outputs.map((output) => (
              <tbody key={output.name}>
                {(['now', 'canary'] as const).map((side) => {
                  const of = output[side]
                  return (
                    <tr key={side} data-side={side}>
                      <td>
                        {side === 'now' && (
                          <>
                            <code>{output.name}</code> <span className="label">{unitText(output.unit)}</span>{' '}
                          </>
                        )}
                        <span className="num quiet">{side === 'now' ? data.version : data.canary}</span>
                      </td>
                      <td className={`${lists.right} num`}>{countText(of.good)}</td>
                      <td className={`${lists.right} num`}>{countText(of.uncertain + of.bad)}</td>
                      <td className={`${lists.right} num`}>{figureText(of.residual)}</td>
                      <td className={`${lists.right} num`}>{figureText(of.bias)}</td>
                      <td className={`${lists.right} num`}>
                        {of.msPerRow === undefined ? '—' : `${figureText(Number(of.msPerRow.toPrecision(3)))} ms`}
                      </td>
                      <td className={`${lists.right} num`}>{countText(of.faults)}</td>
                    </tr>
                  )
                })}
                <tr>
                  <td colSpan={7} className={styles.differenceCell}>
                    {t('canary.difference', {
                      mean: figureText(output.meanDifference),
                      largest: figureText(output.largestDifference),
                      unit: unitText(output.unit),
                    })}
                  </td>
                </tr>
              </tbody>
            ))}
          </table>
        </div>
      )}
    </section>
  )
}
