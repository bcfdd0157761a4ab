import { Button, Modal, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type AppInstallation, type AppManifest, platform } from '../../../platform.ts'
import styles from '../apps.module.css'
import { lackingOf, type MakeOf, machinesOf } from '../machines.ts'
import { previewQuery } from '../queries.ts'
import { said } from '../words.ts'
import { FoundMachines } from './FoundMachines.tsx'

interface AddMachinesProps {
  one: AppInstallation
  manifest: AppManifest
  onClose: () => void
}

/** Machines that came since it was installed: they are found and matched as at first, and join those that it works on. */
export function AddMachines({ one, manifest, onClose }: AddMachinesProps) {
  const { t } = useTranslation('apps')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const preview = useQuery({ ...previewQuery(one.app, one.version, one.bound), staleTime: 0 })
  const [make, setMake] = useState<readonly MakeOf[]>([])
  const add = useMutation({
    mutationFn: () => platform.apps.change(one.id, { make: make.map(({ machine: _, ...each }) => each) }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['apps'] })
    },
  })
  const { needs = [] } = manifest
  const found = needs.flatMap((need) => {
    const seen = preview.data?.needs.find((each) => each.need === need.name)
    const machines = seen ? machinesOf(seen) : []
    return machines.length > 0 ? [{ need, machines }] : []
  })
  const isShort = needs.some((need) =>
    make.some(
      (each) =>
        each.need === need.name && each.asset === undefined && (!each.name?.trim() || lackingOf(need, each).length > 0),
    ),
  )
  return (
    <Modal
      opened
      onClose={onClose}
      size={820}
      title={t('machines.title', { name: said(one.title) })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <div className={form.form}>
        {preview.error && <FormFault words={words(preview.error)} />}
        {preview.isPending && <Skeleton height={160} radius={6} />}
        {preview.data && found.length === 0 && <p className={styles.teach}>{t('machines.none')}</p>}
        {found.map(({ need, machines }) => (
          <div key={need.name} className={styles.needField}>
            <h3 className={styles.needTitle}>{said(need.title)}</h3>
            <FoundMachines
              need={need}
              machines={machines}
              making={{ make, onMake: setMake }}
              chosen={one.bound[need.name]?.length ?? 0}
            />
          </div>
        ))}
        {isShort && <p className="label">{t('machines.short')}</p>}
        {add.error && <FormFault words={words(add.error)} />}
        {found.length > 0 && (
          <div className={form.actions}>
            <Button disabled={make.length === 0 || isShort} loading={add.isPending} onClick={() => add.mutate()}>
              {t('machines.action', { count: make.length })}
            </Button>
          </div>
        )}
      </div>
    </Modal>
  )
}
