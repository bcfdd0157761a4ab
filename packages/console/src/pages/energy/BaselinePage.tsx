import { Button, Skeleton, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { FaultView, useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import lists from '../../parts/list.module.css'
import { dateFormat } from '../../parts/time-text.ts'
import { type EnergyBaseline, platform } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import styles from './energy.module.css'
import { AdjustDialog } from './parts/AdjustDialog.tsx'
import { Adjustments } from './parts/Adjustments.tsx'
import { BaselineMark } from './parts/BaselineMark.tsx'
import { FitView } from './parts/FitView.tsx'
import { SavingsView } from './parts/SavingsView.tsx'
import { baselineQuery } from './queries.ts'

const route = getRouteApi('/app/energy/baselines/$id')

export function BaselinePage() {
  const { id } = route.useParams()
  const baseline = useQuery(baselineQuery(id))
  if (baseline.isError && !baseline.data)
    return <FaultView fault={baseline.error} retry={() => void baseline.refetch()} />
  if (!baseline.data)
    return (
      <div className="page">
        <Skeleton height={90} radius={6} mb={16} />
        <Skeleton height={420} radius={6} />
      </div>
    )
  return <KnownBaseline baseline={baseline.data} />
}

function KnownBaseline({ baseline }: { baseline: EnergyBaseline }) {
  const { t } = useTranslation('energy')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [adjusting, { open, close }] = useDisclosure(false)
  const mayAdjust = useMay('energy:manage') && baseline.state !== 'retired'
  const mayApprove = useMay('energy:approve')
  const { id, name, version, meterName, state, frozenBy, frozenAt, approvedBy, approvedAt } = baseline
  const day = dateFormat(currentLanguage(), { year: 'numeric', month: 'short', day: 'numeric' })
  const step = useMutation({
    mutationFn: (to: 'approve' | 'retire') =>
      to === 'approve' ? platform.energy.approve(id) : platform.energy.retire(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['energy', 'baselines'] }),
  })
  return (
    <div className="page">
      <title>{`${name} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/energy" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={lists.head}>
        <h1 className="page-title">{name}</h1>
        <BaselineMark state={state} />
        <div className={lists.actions}>
          {mayAdjust && (
            <Button variant="default" onClick={open}>
              {t('adjust.open')}
            </Button>
          )}
          {mayApprove && state === 'frozen' && (
            <Button loading={step.isPending} onClick={() => step.mutate('approve')}>
              {t('baseline.approve')}
            </Button>
          )}
          {mayApprove && state === 'approved' && (
            <Button variant="default" loading={step.isPending} onClick={() => step.mutate('retire')}>
              {t('baseline.retire')}
            </Button>
          )}
        </div>
      </header>
      <p className="quiet">
        {meterName} · {t('baselines.version', { version })} ·{' '}
        {t('baseline.frozen', { day: day.format(Date.parse(frozenAt)), name: frozenBy.name })}
        {approvedBy && approvedAt && (
          <> · {t('baseline.approved', { day: day.format(Date.parse(approvedAt)), name: approvedBy.name })}</>
        )}
      </p>
      {step.error && <FormFault words={words(step.error)} />}
      <Tabs defaultValue="savings" keepMounted={false} mt={14}>
        <Tabs.List aria-label={name}>
          <Tabs.Tab value="savings">{t('baseline.savings')}</Tabs.Tab>
          <Tabs.Tab value="fit">{t('baseline.fit')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="savings">
          <div className={styles.stack}>
            <SavingsView baseline={baseline} />
            <Adjustments baseline={baseline} mayDrop={mayAdjust} />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="fit">
          <div className={styles.stack}>
            <FitView
              figures={baseline.figures}
              rows={baseline.rows}
              unit={baseline.unit}
              drivers={baseline.definition.drivers.map((driver) => ({ name: driver.name }))}
            />
            {(baseline.staticFactors.length > 0 || baseline.note) && (
              <section className="panel" aria-labelledby="static-factors">
                <h2 id="static-factors" className={`section-title ${styles.panelTitle}`}>
                  {t('baseline.factors')}
                </h2>
                <div className={styles.note}>
                  {baseline.staticFactors.map((factor) => (
                    <p key={factor.name}>
                      {factor.name}: {factor.value}
                    </p>
                  ))}
                  {baseline.note && <p>{baseline.note}</p>}
                </div>
              </section>
            )}
          </div>
        </Tabs.Panel>
      </Tabs>
      {adjusting && <AdjustDialog baseline={baseline} onClose={close} />}
    </div>
  )
}
