import { Button, Modal, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { assetQuery } from '../../../parts/asset-query.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type MaintenancePlan, type MaintenancePlanRequest, platform } from '../../../platform.ts'
import { plansQuery } from '../queries.ts'
import { type TriggerDraft, TriggerFields, triggerDraftOf, triggerOf } from './TriggerFields.tsx'

const priorities = ['critical', 'high', 'medium', 'low'] as const
const kinds = ['counter', 'months', 'event'] as const

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

interface PlanDialogProps {
  /** Absent: a new one. */
  plan?: MaintenancePlan
  onClose: () => void
}

export function PlanDialog({ plan, onClose }: PlanDialogProps) {
  const { t } = useTranslation('maintenance')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const known = useQuery({ ...assetQuery(plan?.asset ?? ''), enabled: plan !== undefined })
  const [name, setName] = useState(plan?.name ?? '')
  const [picked, setPicked] = useState<PickedAsset | null>()
  const [trigger, setTrigger] = useState<TriggerDraft>(() => triggerDraftOf(plan?.trigger))
  const [priority, setPriority] = useState<MaintenancePlan['priority']>(plan?.priority ?? 'medium')
  const [instructions, setInstructions] = useState(plan?.instructions ?? '')
  const [tasks, setTasks] = useState(plan?.checklist.map(({ text }) => text).join('\n') ?? '')
  const [enabled, setEnabled] = useState(plan?.enabled ?? true)
  const asset = picked === undefined ? (known.data ?? null) : picked
  const save = useMutation({
    mutationFn: (request: MaintenancePlanRequest) =>
      plan ? platform.maintenance.changePlan(plan.id, request) : platform.maintenance.addPlan(request),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: plansQuery.queryKey })
      onClose()
    },
  })
  const when = triggerOf(trigger)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!asset || !when || name.trim() === '') return
    save.mutate({
      name: name.trim(),
      asset: asset.id,
      instructions: instructions.trim(),
      // A line that stays as it was keeps what is to be measured.
      checklist: linesOf(tasks).map(
        (text) => plan?.checklist.find((task) => task.text === text) ?? { text, required: true },
      ),
      priority,
      trigger: when,
      enabled,
    })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={540}
      title={plan ? t('plans.change') : t('plans.add')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t('plans.name')}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <AssetPicker label={t('plans.asset')} value={asset} onChange={setPicked} />
        <SegmentedControl
          aria-label={t('plans.trigger')}
          fullWidth
          value={trigger.is}
          onChange={(value) => setTrigger({ ...trigger, is: kinds.find((kind) => kind === value) ?? trigger.is })}
          data={kinds.map((value) => ({ value, label: t(`plans.${value}`) }))}
        />
        <TriggerFields value={trigger} onChange={setTrigger} />
        <Select
          label={t('plans.priority')}
          allowDeselect={false}
          value={priority}
          onChange={(value) => setPriority(priorities.find((one) => one === value) ?? priority)}
          data={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
        />
        <Textarea
          label={t('new.instructions')}
          autosize
          minRows={2}
          maxLength={4000}
          value={instructions}
          onChange={(event) => setInstructions(event.currentTarget.value)}
        />
        <Textarea
          label={t('new.checklist')}
          autosize
          minRows={2}
          value={tasks}
          onChange={(event) => setTasks(event.currentTarget.value)}
        />
        <Switch
          label={t('plans.enabled')}
          checked={enabled}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
        />
        {save.error && <FormFault words={words(save.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!asset || !when || name.trim() === ''}>
            {t('plans.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
