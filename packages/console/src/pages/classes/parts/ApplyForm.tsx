import { Button, Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import type { Asset, EquipmentPlan } from '../../../platform.ts'
import styles from '../classes.module.css'
import { classQuery } from '../queries.ts'
import { type Application, useApplication } from '../use-application.ts'
import { useClassWords } from '../use-class-words.ts'
import { Applied } from './Applied.tsx'
import { ClassChanges } from './ClassChanges.tsx'
import { ComingAlarms } from './ComingAlarms.tsx'
import { ComingKpis } from './ComingKpis.tsx'
import { Matches } from './Matches.tsx'
import { Plate } from './Plate.tsx'

interface ApplyFormProps {
  asset: Asset
  /** Of the class. */
  name: string
  /** With which it was applied before. */
  variant: string | undefined
}

export function ApplyForm({ asset, name, variant }: ApplyFormProps) {
  const faults = useFaultWords()
  const application = useApplication(asset.id, name, variant)
  const { plan, apply } = application
  if (apply.data) return <Applied plan={apply.data} asset={asset} />
  const problem = apply.error ?? plan.error
  return (
    <>
      <Variant name={name} application={application} />
      {problem && <FormFault words={faults(problem)} />}
      {plan.isPending && <Skeleton height={320} radius={6} />}
      {plan.data && <Planned plan={plan.data} asset={asset} application={application} />}
    </>
  )
}

function Variant({ name, application }: { name: string; application: Application }) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  const equipment = useQuery(classQuery(name))
  const variants = equipment.data?.variants ?? []
  if (variants.length === 0) return null
  return (
    <Select
      className={styles.variant ?? ''}
      label={t('apply.variant')}
      value={application.variant ?? ''}
      allowDeselect={false}
      data={[
        { value: '', label: t('apply.noVariant') },
        ...variants.map((one) => ({ value: one.name, label: words.of(one) })),
      ]}
      onChange={(value) => application.setVariant(value || null)}
    />
  )
}

function Planned({ plan, asset, application }: { plan: EquipmentPlan; asset: Asset; application: Application }) {
  const { t } = useTranslation('classes')
  const { settled, apply } = application
  const alarms = plan.alarms.filter(({ chosen }) => chosen).length
  const kpis = plan.kpis.filter(({ chosen }) => chosen).length
  return (
    <div className={styles.panels}>
      <ClassChanges plan={plan} />
      <Matches plan={plan} asset={asset} application={application} />
      <Plate plan={plan} onSet={application.setParameter} />
      <ComingAlarms plan={plan} application={application} />
      <ComingKpis plan={plan} application={application} />
      <footer className={`panel ${styles.last}`}>
        <p className={styles.sum}>
          {plan.changes ? t('apply.sum', { alarms, kpis }) : t('apply.same')}
          {plan.model.replaces && (
            <span className={styles.warn}>
              {t('apply.replaces', { model: plan.model.replaces.title, version: plan.model.replaces.version })}
            </span>
          )}
        </p>
        <Button loading={apply.isPending} disabled={!settled || !plan.changes} onClick={() => apply.mutate(plan)}>
          {t('apply.action')}
        </Button>
      </footer>
    </div>
  )
}
