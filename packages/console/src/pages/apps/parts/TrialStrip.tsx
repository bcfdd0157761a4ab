import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { type AppInstallation, platform } from '../../../platform.ts'
import styles from '../apps.module.css'
import { sidesQuery } from '../queries.ts'
import { said } from '../words.ts'

interface TrialStripProps {
  one: AppInstallation
  trial: NonNullable<AppInstallation['trial']>
  manages: boolean
}

/** A version that is tried, with the figures of both side by side. */
export function TrialStrip({ one, trial, manages }: TrialStripProps) {
  const { t } = useTranslation('apps')
  const { data } = useQuery(sidesQuery(one.id))
  const [ends, setEnds] = useState<'promote' | 'back'>()
  const page = one.pages?.find(({ at = 'menu' }) => at === 'menu')
  return (
    <section className={`panel ${styles.panel} ${styles.trial}`} aria-label={t('trial.title')}>
      <div className={styles.needHead}>
        <h2 className="section-title">{t('trial.runs', { version: trial.version, count: trial.assets.length })}</h2>
        {manages && (
          <span className={styles.acts}>
            <Button size="xs" onClick={() => setEnds('promote')}>
              {t('trial.promote')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setEnds('back')}>
              {t('trial.back')}
            </Button>
          </span>
        )}
      </div>
      <p className="quiet">
        {trial.until ? (
          <>
            {t('trial.until')} <RelativeTime time={trial.until} />.
          </>
        ) : (
          t('trial.endless')
        )}{' '}
        {page && (
          <Link
            to="/apps/installations/$id/$page"
            params={{ id: trial.installation, page: page.name }}
            className="link"
          >
            {t('trial.page', { page: said(page.title) })}
          </Link>
        )}
      </p>
      {data && (
        <div className={styles.figures}>
          <table className={lists.table}>
            <thead>
              <tr>
                <th>{t('column.version')}</th>
                <th className={lists.right}>{t('trial.assets')}</th>
                <th className={lists.right}>{t('activity.calls')}</th>
                <th className={lists.right}>{t('activity.failed')}</th>
                <th className={lists.right}>{t('hours.refused')}</th>
                <th className={lists.right}>{t('trial.alarms')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map(({ installation, version, assets, calls, failed, refused, alarms }) => (
                <tr key={installation}>
                  <td>{version}</td>
                  {[assets, calls, failed, refused, alarms].map((figure, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns stand where they stand
                    <td key={i} className={`num ${lists.right}`}>
                      {figure}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {ends && <EndDialog one={one} version={trial.version} ends={ends} onClose={() => setEnds(undefined)} />}
    </section>
  )
}

interface EndDialogProps {
  one: AppInstallation
  version: string
  ends: 'promote' | 'back'
  onClose: () => void
}

function EndDialog({ one, version, ends, onClose }: EndDialogProps) {
  const { t } = useTranslation('apps')
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: () => (ends === 'promote' ? platform.apps.promote(one.id) : platform.apps.goBack(one.id)),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['apps'] })
    },
  })
  return (
    <ConfirmDialog
      title={t(`trial.${ends}Title`, { name: said(one.title), version })}
      action={t(`trial.${ends}`)}
      busy={act.isPending}
      fault={act.error}
      onConfirm={() => act.mutate()}
      onClose={onClose}
    >
      {t(`trial.${ends}Lesson`, { version, before: one.version })}
    </ConfirmDialog>
  )
}
