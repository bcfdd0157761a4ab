import { Button, NumberInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { Mark } from '../../../parts/Mark.tsx'
import { bytesText } from '../../../parts/value-text.ts'
import { type AppQuotas, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../apps.module.css'
import { quotasQuery } from '../queries.ts'

type Quota = AppQuotas['items'][number]

function amountText(kind: Quota['kind'], amount: number): string {
  if (kind !== 'bytes') return new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 0 }).format(amount)
  const { value, unit } = bytesText(amount)
  return `${value} ${unit}`
}

/** What an app may use, and uses now. */
export function Quotas({ id }: { id: string }) {
  const { t } = useTranslation('apps')
  const manages = useMay('organisation:manage')
  const { data } = useQuery(quotasQuery(id))
  const [setting, setSetting] = useState<Quota>()
  if (!data) return null
  return (
    <section className={`panel ${styles.panel}`}>
      <h2 className="section-title">{t('quota.title')}</h2>
      <p className="quiet">{t('quota.lesson')}</p>
      <dl className={styles.quotas}>
        {data.map((quota) => {
          const { kind, most, used, isOwn } = quota
          const share = most === null ? 0 : most === 0 ? 1 : Math.min(1, used / most)
          const text =
            most === null
              ? t('quota.unlimited', { used: amountText(kind, used) })
              : t('quota.of', { used: amountText(kind, used), most: amountText(kind, most) })
          return (
            <div key={kind} className={styles.quota}>
              <dt>{t(`quota.kind.${kind}`)}</dt>
              <dd className="num">
                {text} {share >= 1 && <Mark tone="bad">{t('quota.full')}</Mark>}{' '}
                {isOwn && <Mark tone="hollow">{t('quota.own')}</Mark>}
              </dd>
              {manages && (
                <dd>
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    aria-label={t('quota.set', { kind: t(`quota.kind.${kind}`) })}
                    onClick={() => setSetting(quota)}
                  >
                    {t('quota.change')}
                  </Button>
                </dd>
              )}
            </div>
          )
        })}
      </dl>
      {setting && <QuotaDialog id={id} quota={setting} onClose={() => setSetting(undefined)} />}
    </section>
  )
}

function QuotaDialog({ id, quota, onClose }: { id: string; quota: Quota; onClose: () => void }) {
  const { t } = useTranslation('apps')
  const queries = useQueryClient()
  const [most, setMost] = useState<number | null>(quota.isOwn ? quota.most : null)
  const kind = t(`quota.kind.${quota.kind}`)
  const change = useMutation({
    mutationFn: () => platform.apps.setQuota(id, { kind: quota.kind, most }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['apps', 'quotas', id] })
    },
  })
  return (
    <ConfirmDialog
      title={t('quota.set', { kind })}
      action={t('quota.keep')}
      busy={change.isPending}
      fault={change.error}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      <NumberInput
        label={kind}
        description={t('quota.empty')}
        min={0}
        allowDecimal={false}
        value={most ?? ''}
        onChange={(value) => setMost(typeof value === 'number' ? value : null)}
      />
    </ConfirmDialog>
  )
}
