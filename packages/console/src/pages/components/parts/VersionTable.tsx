import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { type Component, type ComponentVersion, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../components.module.css'
import { DeprecateDialog } from './DeprecateDialog.tsx'

/** Versions with what may be done to them: agreed to, deprecated, removed. */
export function VersionTable({ component }: { component: Component }) {
  const { t } = useTranslation('components')
  const words = useFaultWords()
  const queries = useQueryClient()
  const publishes = useMay('component:publish')
  const [leaving, setLeaving] = useState<ComponentVersion>()
  const [deprecating, setDeprecating] = useState<ComponentVersion>()
  const { name } = component
  const again = () => queries.invalidateQueries({ queryKey: ['components'] })
  const review = useMutation({
    mutationFn: ({ number, agrees }: { number: number; agrees: boolean }) =>
      platform.components.review(name, number, { agrees }),
    onSuccess: again,
  })
  const remove = useMutation({
    mutationFn: (number: number) => platform.components.remove(name, number),
    onSuccess: async () => {
      setLeaving(undefined)
      await again()
    },
  })
  return (
    <section className="panel" aria-labelledby="component-versions">
      <h2 id="component-versions" className={`section-title ${styles.versionsTitle}`}>
        {t('versions.title')}
      </h2>
      {review.error && <FormFault words={words(review.error)} />}
      <div className={lists.list}>
        <table className={lists.table}>
          <tbody>
            {component.versions.map((version) => (
              <tr key={version.number}>
                <td className="num">{version.number}</td>
                <td>
                  <Stage version={version} />
                </td>
                <td className={lists.wide}>
                  <RelativeTime time={version.at} /> <span className="quiet">{version.by.name}</span>
                </td>
                <td>
                  <div className={styles.versionActs}>
                    {publishes && version.mayReview && (
                      <>
                        <Button
                          size="compact-xs"
                          loading={review.isPending}
                          onClick={() => review.mutate({ number: version.number, agrees: true })}
                        >
                          {t('versions.agree')}
                        </Button>
                        <Button
                          size="compact-xs"
                          variant="default"
                          loading={review.isPending}
                          onClick={() => review.mutate({ number: version.number, agrees: false })}
                        >
                          {t('versions.reject')}
                        </Button>
                      </>
                    )}
                    {publishes && version.stage === 'published' && !version.deprecated && (
                      <Button size="compact-xs" variant="default" onClick={() => setDeprecating(version)}>
                        {t('versions.deprecate')}
                      </Button>
                    )}
                    {publishes && (
                      <Button size="compact-xs" variant="subtle" color="red" onClick={() => setLeaving(version)}>
                        {t('versions.remove')}
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {deprecating && (
        <DeprecateDialog component={component} number={deprecating.number} onClose={() => setDeprecating(undefined)} />
      )}
      {leaving && (
        <ConfirmDialog
          title={t('versions.removeTitle', { name: `${name}@${leaving.number}` })}
          action={t('versions.remove')}
          destructive
          busy={remove.isPending}
          fault={remove.error}
          onConfirm={() => remove.mutate(leaving.number)}
          onClose={() => setLeaving(undefined)}
        >
          {t('versions.removeLesson')}
        </ConfirmDialog>
      )}
    </section>
  )
}

function Stage({ version }: { version: ComponentVersion }) {
  const { t } = useTranslation('components')
  if (version.deprecated) return <Mark tone="warn">{t('stage.deprecated')}</Mark>
  const tone = version.stage === 'published' ? 'plain' : version.stage === 'waiting' ? 'warn' : 'hollow'
  return <Mark tone={tone}>{t(`stage.${version.stage}`)}</Mark>
}
