import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { type Mechanism, type MechanismVersion, platform } from '../../../platform.ts'
import styles from '../mechanisms.module.css'
import { versionQuery } from '../queries.ts'
import type { Stage } from '../words.ts'
import { StepDialog } from './StepDialog.tsx'

const way = ['draft', 'tested', 'reviewed', 'published'] as const

type Asked = 'review' | 'publish' | 'deprecate' | 'remove'

interface StageStepperProps {
  version: MechanismVersion
  versions: Mechanism['versions']
}

/** The way of a version from a draft to one that may be bound: who took which step, and what the reader can do now. */
export function StageStepper({ version, versions }: StageStepperProps) {
  const { t } = useTranslation('mechanisms')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Asked>()
  const { may, stage, steps, mechanism } = version
  const test = useMutation({
    mutationFn: () => platform.mechanisms.test(mechanism, version.version),
    onSuccess: async (next) => {
      queries.setQueryData(versionQuery(mechanism, next.version).queryKey, next)
      await queries.invalidateQueries({ queryKey: ['mechanisms'] })
    },
  })
  const at = stage === 'deprecated' ? way.length - 1 : (way as readonly Stage[]).indexOf(stage)
  const stepOf = (each: Stage) => steps.findLast((step) => step.stage === each)
  const ended = stepOf('deprecated')
  const waits = stage === 'tested' && !may.includes('review') && !may.includes('publish')
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="stages">
      <h2 id="stages" className="section-title">
        {t('stages.title')}
      </h2>
      <ol className={styles.way}>
        {way.map((each, k) => {
          const step = k <= at ? stepOf(each) : undefined
          return (
            <li
              key={each}
              data-is={k < at ? 'done' : k === at ? 'here' : 'ahead'}
              aria-current={k === at ? 'step' : undefined}
            >
              <span className={styles.wayName}>{t(`stage.${each}`)}</span>
              {step ? (
                <span className="label">
                  {step.by.name} · <RelativeTime time={step.at} />
                </span>
              ) : (
                <span className="label">{t(`stages.${each}`)}</span>
              )}
              {step?.comment && <q className={styles.comment}>{step.comment}</q>}
            </li>
          )
        })}
        {ended && stage === 'deprecated' && (
          <li data-is="ended">
            <span className={styles.wayName}>{t('stage.deprecated')}</span>
            <span className="label">
              {ended.by.name} · <RelativeTime time={ended.at} />
            </span>
          </li>
        )}
      </ol>
      {test.error ? <FormFault words={words(test.error)} /> : null}
      {waits && <p className="quiet">{t('stages.second')}</p>}
      <div className={styles.buttons}>
        {may.includes('test') && (
          <Button
            size="xs"
            variant={stage === 'draft' ? 'filled' : 'default'}
            loading={test.isPending}
            onClick={() => test.mutate()}
          >
            {t('do.test')}
          </Button>
        )}
        {may.includes('review') && (
          <Button size="xs" onClick={() => setAsked('review')}>
            {t('do.review')}
          </Button>
        )}
        {may.includes('publish') && (
          <Button size="xs" onClick={() => setAsked('publish')}>
            {t('do.publish')}
          </Button>
        )}
        {may.includes('deprecate') && (
          <Button size="xs" variant="default" onClick={() => setAsked('deprecate')}>
            {t('do.deprecate')}
          </Button>
        )}
        {may.includes('remove') && (
          <Button size="xs" variant="default" onClick={() => setAsked('remove')}>
            {t('do.remove')}
          </Button>
        )}
      </div>
      {asked && <StepDialog step={asked} version={version} versions={versions} onClose={() => setAsked(undefined)} />}
    </section>
  )
}
