import { Button, Modal, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { platform, type ThingMigration, type ThingModel } from '../../../platform.ts'
import styles from '../models.module.css'
import { versionsQuery } from '../queries.ts'
import { Differences } from './Differences.tsx'

/** Takes the assets of a version to another, after what becomes of their bindings was shown. */
export function MigrateDialog({ model, onClose }: { model: ThingModel; onClose: () => void }) {
  const { t } = useTranslation('models')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const versions = useQuery(versionsQuery(model.key))
  const [to, setTo] = useState<string | null>(null)
  const look = useMutation({ mutationFn: (target: string) => platform.things.migrate(model.id, { to: target }) })
  const apply = useMutation({
    mutationFn: ({ target, seen }: { target: string; seen: string }) =>
      platform.things.migrate(model.id, { to: target, seen }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries()
    },
  })
  const choices = (versions.data ?? []).filter(({ id, status }) => id !== model.id && status === 'published')
  const plan = look.data
  const fault = apply.error ?? look.error
  return (
    <Modal
      opened
      onClose={onClose}
      size={680}
      title={t('migrate.title', { name: `${model.title} ${model.version}` })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <div className={form.form}>
        <p className={form.lesson}>{t('migrate.lesson')}</p>
        <Select
          label={t('migrate.to')}
          placeholder={choices.length === 0 ? t('migrate.none') : t('migrate.choose')}
          disabled={choices.length === 0}
          value={to}
          data={choices.map(({ id, version }) => ({ value: id, label: version }))}
          onChange={(target) => {
            setTo(target)
            apply.reset()
            if (target) look.mutate(target)
          }}
        />
        {plan && to && (
          <>
            <Differences items={plan.differences} />
            <Becomes assets={plan.assets} />
          </>
        )}
        {fault ? <FormFault words={words(fault)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button
            loading={apply.isPending || look.isPending}
            disabled={!plan || !to || plan.assets.length === 0}
            onClick={() => plan && to && apply.mutate({ target: to, seen: plan.seen })}
          >
            {t('migrate.action', { count: plan?.assets.length ?? 0 })}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

function Becomes({ assets }: { assets: ThingMigration['assets'] }) {
  const { t } = useTranslation('models')
  return (
    <ul className={styles.differences}>
      {assets.map(({ asset, path, kept, bound, broken }) => (
        <li key={asset}>
          {path.join(' / ')}: {t('migrate.kept', { count: kept })}
          {bound.length > 0 && `, ${t('migrate.bound', { names: bound.join(', ') })}`}
          {broken.length > 0 && (
            <strong className={styles.wrong}>
              {' '}
              {t('migrate.broken', {
                names: broken.map(({ property, why }) => `${property} (${t(`why.${why}`)})`).join(', '),
              })}
            </strong>
          )}
        </li>
      ))}
    </ul>
  )
}
