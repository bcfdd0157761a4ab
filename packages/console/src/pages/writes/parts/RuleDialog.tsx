import { Button, Input, Modal, NumberInput, SegmentedControl } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { platform, type WriteRule, type WriteRuleRequest } from '../../../platform.ts'
import { rulesQuery } from '../queries.ts'
import styles from '../writes.module.css'

const usualMinutes = 30
const mostMinutes = 1440

interface RuleDialogProps {
  rules: readonly WriteRule[]
  /** Changed; without one a new rule is made. */
  rule?: WriteRule
  onClose: () => void
}

export function RuleDialog({ rules, rule, onClose }: RuleDialogProps) {
  const { t } = useTranslation('writes')
  const { t: ofParts } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const who = useId()
  const [asset, setAsset] = useState<PickedAsset | null>(null)
  const [confirm, setConfirm] = useState(rule?.confirm ?? true)
  const [minutes, setMinutes] = useState<number | string>(rule?.minutes ?? usualMinutes)
  const place = rule ? rule.asset : (asset?.id ?? null)
  const fits = Number.isInteger(minutes) && Number(minutes) >= 1 && Number(minutes) <= mostMinutes
  const replaces = !rule && rules.some((each) => each.asset === place)
  const save = useMutation({
    mutationFn: (request: WriteRuleRequest) => platform.commands.setRule(request),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: rulesQuery.queryKey })
      onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!confirm || fits) save.mutate({ asset: place, confirm, ...(fits ? { minutes: Number(minutes) } : {}) })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={rule ? t('rules.editTitle', { place: rule.assetName ?? t('rules.whole') }) : t('rules.addTitle')}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        {!rule && (
          <AssetPicker
            label={t('rules.asset')}
            description={t('rules.assetHint')}
            placeholder={t('rules.whole')}
            value={asset}
            onChange={setAsset}
          />
        )}
        <div role="group" aria-labelledby={who}>
          <Input.Label component="span" id={who} mb={4} fw={500}>
            {t('rules.who')}
          </Input.Label>
          <SegmentedControl
            fullWidth
            aria-labelledby={who}
            value={String(confirm)}
            onChange={(value) => setConfirm(value === 'true')}
            data={[
              { value: 'true', label: t('rules.two') },
              { value: 'false', label: t('rules.one') },
            ]}
          />
        </div>
        {confirm && (
          <NumberInput
            label={t('rules.wait')}
            description={t('rules.waitHint')}
            min={1}
            max={mostMinutes}
            clampBehavior="none"
            allowDecimal={false}
            value={minutes}
            error={fits ? null : t('rules.waitWrong')}
            onChange={setMinutes}
          />
        )}
        {replaces && <p className={styles.note}>{t('rules.replaces')}</p>}
        {save.error && <FormFault words={words(save.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={confirm && !fits}>
            {t('rules.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
