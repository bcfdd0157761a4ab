import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type AppInstallation, type AppManifest, platform } from '../../../platform.ts'
import styles from '../apps.module.css'
import { machinesOf } from '../machines.ts'
import { previewQuery } from '../queries.ts'
import { AddMachines } from './AddMachines.tsx'
import { BindFields } from './BindFields.tsx'
import { NeedList } from './NeedList.tsx'
import { type Draft, SettingFields } from './SettingFields.tsx'

interface ChangeFormProps {
  one: AppInstallation
  manifest: AppManifest
  /** Whether the reader may change it; without that it is read. */
  may: boolean
}

/** What an installation works on, and its settings. */
export function ChangeForm({ one, manifest, may }: ChangeFormProps) {
  const { t } = useTranslation('apps')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [bound, setBound] = useState(one.bound)
  const [settings, setSettings] = useState<Draft>(one.settings)
  const changed = bound !== one.bound || settings !== one.settings
  const change = useMutation({
    mutationFn: () => platform.apps.change(one.id, { bound, settings }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['apps'] }),
  })
  const [adding, setAdding] = useState(false)
  // What came with a solution works on what that works on.
  const adds = may && one.by.kind !== 'app' && (manifest.needs?.length ?? 0) > 0
  const { data } = useQuery({ ...previewQuery(one.app, one.version, one.bound), enabled: adds })
  const found = data?.needs.flatMap(machinesOf).length ?? 0
  if (!may)
    return (
      <section className={`panel ${styles.panel}`}>
        <h2 className="section-title">{t('needs.title')}</h2>
        <NeedList manifest={manifest} />
      </section>
    )
  return (
    <section className={`panel ${styles.panel}`}>
      <div className={styles.needHead}>
        <h2 className="section-title">{t('install.assets')}</h2>
        {adds && (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            {t('machines.open', { count: found })}
          </Button>
        )}
      </div>
      <BindFields manifest={manifest} bound={bound} onChange={setBound} />
      <h2 className="section-title">{t('install.settings')}</h2>
      <SettingFields manifest={manifest} draft={settings} kept={one.secrets} onChange={setSettings} />
      {change.error && <FormFault words={words(change.error)} />}
      <div className={form.actions}>
        <Button disabled={!changed} loading={change.isPending} onClick={() => change.mutate()}>
          {t('settings.save')}
        </Button>
      </div>
      {adding && <AddMachines one={one} manifest={manifest} onClose={() => setAdding(false)} />}
    </section>
  )
}
