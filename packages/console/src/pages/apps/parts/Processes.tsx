import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { Mark } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { CommandSample, CopyField, OnceNotice } from '../../../parts/ShownOnce.tsx'
import { type AppKeyMade, type AppProcessList, platform } from '../../../platform.ts'
import styles from '../apps.module.css'
import { processesQuery } from '../queries.ts'
import { said } from '../words.ts'

type Process = AppProcessList['items'][number]

/** Processes outside that work as the app, and their keys. */
export function Processes({ id }: { id: string }) {
  const { t } = useTranslation('apps')
  const { data } = useQuery(processesQuery(id))
  const [asked, setAsked] = useState<{ process: Process; act: 'give' | 'revoke' }>()
  const [made, setMade] = useState<AppKeyMade>()
  if (!data || data.length === 0) return null
  return (
    <section className={`panel ${styles.panel}`}>
      <h2 className="section-title">{t('process.title')}</h2>
      <p className="quiet">{t('process.lesson')}</p>
      <ul className={styles.asks}>
        {data.map((process) => (
          <li key={process.name} className={styles.ask}>
            <div>
              {said(process.title)}
              {process.does && <p className="label">{said(process.does)}</p>}
              <p className="label">
                {process.key?.lastUsedAt ? (
                  <>
                    {t('process.used')} <RelativeTime time={process.key.lastUsedAt} />
                  </>
                ) : (
                  t(process.key ? 'process.unused' : 'process.keyless')
                )}
              </p>
            </div>
            {process.key?.state === 'expired' && <Mark tone="bad">{t('process.expired')}</Mark>}
            <span className={styles.acts}>
              <Button variant="default" size="xs" onClick={() => setAsked({ process, act: 'give' })}>
                {t(process.key ? 'process.rotate' : 'process.give')}
              </Button>
              {process.key && (
                <Button variant="default" size="xs" onClick={() => setAsked({ process, act: 'revoke' })}>
                  {t('process.revoke')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {asked && <KeyDialog id={id} {...asked} onMade={setMade} onClose={() => setAsked(undefined)} />}
      {made && <Shown made={made} onClose={() => setMade(undefined)} />}
    </section>
  )
}

interface KeyDialogProps {
  id: string
  process: Process
  act: 'give' | 'revoke'
  onMade: (made: AppKeyMade) => void
  onClose: () => void
}

function KeyDialog({ id, process, act, onMade, onClose }: KeyDialogProps) {
  const { t } = useTranslation('apps')
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: async () => {
      if (act === 'give') onMade(await platform.apps.giveKey(id, process.name))
      else await platform.apps.revokeKey(id, process.name)
    },
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['apps', 'processes', id] })
    },
  })
  const what = act === 'revoke' ? 'revoke' : process.key ? 'rotate' : 'give'
  return (
    <ConfirmDialog
      title={`${t(`process.${what}`)} – ${said(process.title)}`}
      action={t(`process.${what}`)}
      destructive={act === 'revoke'}
      busy={change.isPending}
      fault={change.error}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      {t(`process.${what}Lesson`)}
    </ConfirmDialog>
  )
}

function Shown({ made, onClose }: { made: AppKeyMade; onClose: () => void }) {
  const { t } = useTranslation('apps')
  const { t: part } = useTranslation('parts')
  const { process, secret } = made
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={said(process.title)}
      closeButtonProps={{ 'aria-label': part('close') }}
      closeOnClickOutside={false}
    >
      <div className={styles.panel}>
        <OnceNotice text={t('process.once')} />
        <CopyField label={t('process.key')} value={secret} />
        <CommandSample
          label={t('process.begin')}
          text={`MILLRACE=${location.origin} MILLRACE_KEY=… ${process.command ?? 'node process.mjs'}`}
        />
        <Button onClick={onClose}>{t('process.done')}</Button>
      </div>
    </Modal>
  )
}
