import { Button, NumberInput, SegmentedControl, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { platform, type Retention } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { retentionQuery } from '../../audit/queries.ts'
import styles from '../organisation.module.css'

/** Six months, the least that the platform takes (Cybersecurity Law of the PRC, article 21). */
const leastDays = 183
const mostDays = 36_500
const firstDays = 365

export function AuditRetention() {
  const { t } = useTranslation('organisation')
  const retention = useQuery(retentionQuery)
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="retention">
      <h2 id="retention" className="section-title">
        {t('retention.title')}
      </h2>
      <p className={styles.lesson}>{t('retention.lesson')}</p>
      {retention.isError && <FaultView fault={retention.error} retry={() => void retention.refetch()} />}
      {retention.isPending && <Skeleton height={36} />}
      {retention.data && <RetentionForm retention={retention.data} />}
    </section>
  )
}

function RetentionForm({ retention }: { retention: Retention }) {
  const { t } = useTranslation('organisation')
  const words = useFaultWords()
  const queries = useQueryClient()
  const manages = useMay('organisation:manage')
  const [days, setDays] = useState<number | string | null>(retention.days)
  const [asked, setAsked] = useState(false)
  const keep = useMutation({
    mutationFn: () => platform.audit.keep({ days: typeof days === 'number' ? days : null }),
    onSuccess: (kept) => {
      queries.setQueryData(retentionQuery.queryKey, kept)
      setAsked(false)
    },
  })
  const shorter = typeof days === 'number' && (retention.days === null || days < retention.days)
  const fits = days === null || (typeof days === 'number' && days >= leastDays && days <= mostDays)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (shorter) setAsked(true)
    else keep.mutate()
  }

  return (
    <>
      <form className={`${styles.line} ${styles.unlabelled}`} onSubmit={submit}>
        <SegmentedControl
          aria-label={t('retention.title')}
          disabled={!manages}
          value={days === null ? 'ever' : 'days'}
          onChange={(value) => setDays(value === 'ever' ? null : (retention.days ?? firstDays))}
          data={[
            { value: 'ever', label: t('retention.ever') },
            { value: 'days', label: t('retention.some') },
          ]}
        />
        {days !== null && (
          <NumberInput
            className={styles.days ?? ''}
            aria-label={t('retention.days')}
            suffix={` ${t('retention.unit')}`}
            disabled={!manages}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            error={fits ? undefined : t('retention.least', { least: leastDays })}
            value={days}
            onChange={setDays}
          />
        )}
        {manages && (
          <Button type="submit" loading={keep.isPending} disabled={!fits || days === retention.days}>
            {t('save')}
          </Button>
        )}
      </form>
      {keep.error && !asked && <FormFault words={words(keep.error)} />}
      {asked && typeof days === 'number' && (
        <ConfirmDialog
          title={t('retention.shorten', { count: days })}
          action={t('retention.shortenAction')}
          destructive
          busy={keep.isPending}
          fault={keep.error}
          onConfirm={() => keep.mutate()}
          onClose={() => setAsked(false)}
        >
          {t('retention.shortenFollows', { count: days })}
        </ConfirmDialog>
      )}
    </>
  )
}
