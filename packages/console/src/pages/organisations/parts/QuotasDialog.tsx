import { Button, Modal, NumberInput, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { QuotaBar } from '../../../parts/QuotaBar.tsx'
import { quotaAmount } from '../../../parts/quota.ts'
import { type Organisation, platform, type Quota, type QuotaChange } from '../../../platform.ts'
import styles from '../organisations.module.css'
import { organisationQuotasQuery } from '../queries.ts'
import { changesOf, isBelowUse, type QuotaDraft, type TypedLimit, typedOf } from '../quota-draft.ts'

export default function QuotasDialog({ organisation, onClose }: { organisation: Organisation; onClose: () => void }) {
  const { t } = useTranslation('organisations')
  const { t: part } = useTranslation('parts')
  const quotas = useQuery(organisationQuotasQuery(organisation.id))
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={t('quotas.title', { name: organisation.name })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      {quotas.isError && <FaultView fault={quotas.error} retry={() => void quotas.refetch()} />}
      {quotas.isPending && <Skeleton height={420} />}
      {quotas.data && <QuotasForm id={organisation.id} quotas={quotas.data} onDone={onClose} />}
    </Modal>
  )
}

interface QuotasFormProps {
  id: string
  quotas: readonly Quota[]
  onDone: () => void
}

function QuotasForm({ id, quotas, onDone }: QuotasFormProps) {
  const { t } = useTranslation('organisations')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<QuotaDraft>({})
  const changes = changesOf(quotas, draft)
  const save = useMutation({
    mutationFn: async (wanted: readonly QuotaChange[]) => {
      for (const change of wanted) await platform.organisations.setQuota(id, change)
    },
    onSuccess: onDone,
    // What went before a refusal is set all the same.
    onSettled: () => queries.invalidateQueries({ queryKey: organisationQuotasQuery(id).queryKey }),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    save.mutate(changes)
  }

  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.lesson}>{t('quotas.lesson')}</p>
      <ul className={styles.quotas}>
        {quotas.map((quota) => (
          <QuotaField
            key={quota.kind}
            quota={quota}
            typed={draft[quota.kind] ?? typedOf(quota)}
            onChange={(typed) => setDraft((before) => ({ ...before, [quota.kind]: typed }))}
          />
        ))}
      </ul>
      {save.error && <FormFault words={words(save.error)} />}
      <div className={form.actions}>
        <Button type="submit" loading={save.isPending} disabled={changes.length === 0}>
          {t('quotas.save')}
        </Button>
      </div>
    </form>
  )
}

/** What cannot be held as a number comes as text; what is none yet, such as a lone point, counts as empty. */
function limitOf(value: number | string): TypedLimit {
  const limit = value === '' ? Number.NaN : Number(value)
  return Number.isFinite(limit) ? limit : ''
}

interface QuotaFieldProps {
  quota: Quota
  typed: TypedLimit
  onChange: (typed: TypedLimit) => void
}

function QuotaField({ quota, typed, onChange }: QuotaFieldProps) {
  const { t } = useTranslation('organisations')
  const { t: part } = useTranslation('parts')
  const name = part(`quota.kind.${quota.kind}`)
  const inGib = quota.kind === 'storage_bytes'
  return (
    <li className={styles.quota}>
      <div className={styles.use}>
        <span>{name}</span>
        <span className="label num">{t('quotas.used', { used: quotaAmount(quota.kind, quota.used) })}</span>
        <QuotaBar quota={quota} label={name} />
        {isBelowUse(quota, typed) && <span className={styles.below}>{t('quotas.belowUse')}</span>}
      </div>
      <NumberInput
        aria-label={name}
        placeholder={part('quota.none')}
        {...(inGib ? { suffix: ' GiB', decimalScale: 3 } : { allowDecimal: false })}
        thousandSeparator=","
        allowNegative={false}
        hideControls
        value={typed}
        onChange={(value) => onChange(limitOf(value))}
      />
    </li>
  )
}
