import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView, useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import lists from '../../parts/list.module.css'
import { unitText } from '../../parts/unit-text.ts'
import { type EnergyBaselineDefinition, platform } from '../../platform.ts'
import styles from './energy.module.css'
import { DefinitionForm, type Draft, definitionOf, firstDraft } from './parts/DefinitionForm.tsx'
import { FitView } from './parts/FitView.tsx'
import { FreezeDialog } from './parts/FreezeDialog.tsx'
import { metersQuery } from './queries.ts'

export function NewBaselinePage() {
  const { t } = useTranslation('energy')
  const words = useFaultWords()
  const meters = useQuery(metersQuery)
  const [draft, setDraft] = useState<Draft>(firstDraft)
  const [freezing, { open, close }] = useDisclosure(false)
  const trial = useMutation({
    mutationFn: (definition: EnergyBaselineDefinition) => platform.energy.tryBaseline(definition),
  })
  const tried = trial.variables
  const now = definitionOf(draft)
  // What is frozen is what is seen.
  const isCurrent = now !== undefined && JSON.stringify(now) === JSON.stringify(tried)

  return (
    <div className="page">
      <title>{`${t('new.title')} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/energy" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={lists.head}>
        <h1 className="page-title">{t('new.title')}</h1>
        <div className={lists.actions}>
          <Button disabled={!trial.data || !isCurrent} onClick={open}>
            {t('new.freeze')}
          </Button>
        </div>
      </header>
      {meters.isError && <FaultView fault={meters.error} retry={() => void meters.refetch()} />}
      {meters.isPending && <Skeleton height={320} radius={6} />}
      {meters.data && (
        <div className={styles.workbench}>
          <DefinitionForm
            draft={draft}
            meters={meters.data}
            busy={trial.isPending}
            onChange={setDraft}
            onTry={() => now && trial.mutate(now)}
          />
          <div className={styles.stack} aria-live="polite">
            {trial.error && <FormFault words={words(trial.error)} />}
            {!trial.data && !trial.error && (
              <div className="panel">
                <EmptyState title={t('new.empty')} lesson={t('new.emptyLesson')} />
              </div>
            )}
            {trial.data && tried && (
              <FitView
                figures={trial.data.figures}
                rows={trial.data.rows}
                unit={trial.data.unit}
                drivers={tried.drivers.map(({ name, point, as }) => ({
                  name,
                  unit: as.endsWith('days')
                    ? 'K·d'
                    : unitText(draft.drivers.find((one) => one.point?.id === point)?.point?.unit),
                }))}
              />
            )}
          </div>
        </div>
      )}
      {freezing && tried && <FreezeDialog definition={tried} onClose={close} />}
    </div>
  )
}
