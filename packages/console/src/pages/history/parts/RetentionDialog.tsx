import { Button, Modal, NumberInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { platform, type RetentionRule } from '../../../platform.ts'
import styles from '../history.module.css'
import { effectQuery } from '../queries.ts'
import { Effect, takesAway } from './Effect.tsx'

const usualDays = 365
const mostDays = 36_500
const settleMs = 250

interface RetentionDialogProps {
  rules: readonly RetentionRule[]
  /** Changed; without one a new rule is made. */
  rule?: RetentionRule
  onClose: () => void
}

export function RetentionDialog({ rules, rule, onClose }: RetentionDialogProps) {
  const { t } = useTranslation('history')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [asset, setAsset] = useState<PickedAsset | null>(null)
  const [days, setDays] = useState<number | string>(rule?.days ?? usualDays)
  const place = rule ? rule.asset : (asset?.id ?? null)
  const fits = Number.isInteger(days) && Number(days) >= 1 && Number(days) <= mostDays
  const [asked] = useDebouncedValue(Number(days), settleMs)
  const effect = useQuery({ ...effectQuery(place, asked), enabled: fits && asked === days })
  const replaced = rule ? undefined : rules.find((each) => each.asset === place)
  const save = useMutation({
    mutationFn: () => platform.storage.setRule({ asset: place, days: Number(days) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['history'] })
      onClose()
    },
  })
  const known = fits && asked === days ? effect.data : undefined

  function submit(event: FormEvent) {
    event.preventDefault()
    // What will be deleted is read before it can be agreed to.
    if (known) save.mutate()
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={rule ? t('rules.editTitle', { place: rule.assetName ?? t('rules.whole') }) : t('rules.addTitle')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        {!rule && (
          <AssetPicker
            label={t('rules.place')}
            description={t('rules.placeHint')}
            placeholder={t('rules.whole')}
            value={asset}
            onChange={setAsset}
          />
        )}
        <NumberInput
          label={t('rules.keptFor')}
          description={t('rules.daysHint')}
          suffix={` ${t('rules.unit')}`}
          min={1}
          max={mostDays}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          value={days}
          error={fits ? null : t('rules.daysWrong', { most: mostDays })}
          onChange={setDays}
        />
        {replaced && <p className={styles.effect}>{t('rules.replaces', { count: replaced.days })}</p>}
        {fits && <Effect share={known} fault={effect.error} />}
        {save.error && <FormFault words={words(save.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button
            type="submit"
            {...(takesAway(known) ? { color: 'red' } : {})}
            loading={save.isPending}
            disabled={!known}
          >
            {t(takesAway(known) ? 'rules.saveAndDelete' : 'rules.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
