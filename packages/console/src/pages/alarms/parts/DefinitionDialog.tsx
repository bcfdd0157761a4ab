import { Button, Modal, Switch, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type AlarmDefinitionInForce, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import type { ConditionDraft } from '../condition-draft.ts'
import styles from '../database.module.css'
import { type Draft, definitionIn, draftOf, emptyDraft, emptySuppression } from '../draft.ts'
import { definitionKeys } from '../queries.ts'
import { ConditionFields } from './ConditionFields.tsx'
import { MeaningFields } from './MeaningFields.tsx'

/** Proposes a new alarm, a change of one, or its end; nothing comes into force here. */
export function DefinitionDialog({ inForce, onClose }: { inForce?: AlarmDefinitionInForce; onClose: () => void }) {
  const { t } = useTranslation('alarms')
  const { t: ofParts } = useTranslation('parts')
  const faults = useFaultWords()
  const queries = useQueryClient()
  const mayPropose = useMay('alarm:propose')
  const before = inForce?.definition
  const [draft, setDraft] = useState<Draft>(before ? draftOf(before) : emptyDraft)
  const [asset, setAsset] = useState<PickedAsset | null>(
    inForce ? { id: inForce.definition.asset, name: inForce.path.at(-1) ?? '', path: inForce.path } : null,
  )
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const set = (change: Partial<Draft>) => setDraft((held) => ({ ...held, ...change }))
  const definition = definitionIn(draft, before)
  const fits = reason.trim() !== ''
  const propose = useMutation({
    mutationFn: (retire: boolean) =>
      platform.alarms.propose({
        ...(inForce && { alarm: inForce.id }),
        ...(retire ? { retire } : definition && { definition }),
        reason: reason.trim(),
      }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: definitionKeys })
    },
  })

  const setCondition = (change: Partial<ConditionDraft>) =>
    setDraft((held) => ({ ...held, condition: { ...held.condition, ...change } }))
  const setSuppression = (change: Partial<ConditionDraft>) =>
    setDraft((held) => ({ ...held, suppression: { ...(held.suppression ?? emptySuppression), ...change } }))

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (definition && fits) propose.mutate(false)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={inForce ? t('edit.title') : t('edit.new')}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t('edit.lesson')}</p>
        <AssetPicker
          label={t('field.asset')}
          value={asset}
          onChange={(picked) => {
            setAsset(picked)
            set({ asset: picked?.id ?? '' })
          }}
        />
        <ConditionFields draft={draft.condition} set={setCondition} tried={tried} asset={asset?.id} />
        <Switch
          label={t('field.suppression')}
          description={t('field.suppressionHint')}
          checked={draft.suppression !== undefined}
          onChange={(event) => set({ suppression: event.currentTarget.checked ? emptySuppression : undefined })}
        />
        {draft.suppression && (
          <fieldset className={styles.suppression} aria-label={t('field.suppression')}>
            <ConditionFields draft={draft.suppression} set={setSuppression} tried={tried} asset={asset?.id} />
          </fieldset>
        )}
        <MeaningFields draft={draft} set={set} tried={tried} />
        {mayPropose && (
          <Textarea
            label={t('edit.reason')}
            description={t('edit.reasonHint')}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {propose.error && <FormFault words={faults(propose.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts(mayPropose ? 'cancel' : 'close')}
          </Button>
          {mayPropose && inForce && (
            <Button color="red" variant="light" disabled={!fits} onClick={() => propose.mutate(true)}>
              {t('edit.retire')}
            </Button>
          )}
          {mayPropose && (
            <Button type="submit" loading={propose.isPending} disabled={!fits || (tried && !definition)}>
              {t('edit.propose')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  )
}
