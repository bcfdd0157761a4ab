import { Button, Modal, Select, Switch, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type DowntimeReason, type DowntimeReasonRequest, platform } from '../../../platform.ts'
import { reasonPath } from '../reasons.ts'

const states = ['failure', 'delay', 'setup', 'idle', 'planned'] as const
const kinds = ['corrective', 'preventive'] as const

interface ReasonDialogProps {
  all: readonly DowntimeReason[]
  /** Absent: a new one. */
  reason?: DowntimeReason
  onClose: () => void
}

export function ReasonDialog({ all, reason, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('production')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [zh, setZh] = useState(reason?.name.zh ?? '')
  const [en, setEn] = useState(reason?.name.en ?? '')
  const [parent, setParent] = useState<string | null>(reason?.parent ?? null)
  const [state, setState] = useState<DowntimeReason['state']>(reason?.state ?? 'failure')
  const [maintenance, setMaintenance] = useState<DowntimeReason['maintenance']>(reason?.maintenance)
  const [retired, setRetired] = useState(reason?.retired ?? false)
  const save = useMutation({
    mutationFn: (request: DowntimeReasonRequest) => platform.production.putReason(reason?.id, request),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['production'] })
      onClose()
    },
  })
  const names = { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (names.en)
      save.mutate({
        name: names,
        state,
        ...(parent && { parent }),
        ...(maintenance && { maintenance }),
        ...(retired && { retired }),
      })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={460}
      title={reason ? t('reasons.change') : t('reasons.add')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t('reasons.zh')}
          maxLength={100}
          value={zh}
          onChange={(event) => setZh(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={t('reasons.en')}
          maxLength={100}
          value={en}
          onChange={(event) => setEn(event.currentTarget.value)}
        />
        <Select
          label={t('reasons.parent')}
          placeholder={t('reasons.top')}
          clearable
          searchable
          value={parent}
          onChange={setParent}
          data={all
            .filter(({ id }) => id !== reason?.id)
            .map(({ id }) => ({ value: id, label: reasonPath(all, id, currentLanguage()).join(' / ') }))}
        />
        <Select
          label={t('reasons.state')}
          description={t('reasons.stateHint')}
          allowDeselect={false}
          value={state}
          onChange={(value) => setState(states.find((known) => known === value) ?? state)}
          data={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <Select
          label={t('reasons.maintenance')}
          placeholder={t('reasons.none')}
          clearable
          value={maintenance ?? null}
          onChange={(value) => setMaintenance(kinds.find((known) => known === value))}
          data={kinds.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        />
        {reason && (
          <Switch
            label={t('reasons.retire')}
            description={t('reasons.retireHint')}
            checked={retired}
            onChange={(event) => setRetired(event.currentTarget.checked)}
          />
        )}
        {save.error && <FormFault words={words(save.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!names.en}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
