import { Button, Modal, MultiSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../../i18n/language.ts'
import { AssetPicker, type PickedAsset } from '../../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import form from '../../../../parts/form.module.css'
import { platform, type Webhook, type WebhookMade, type WebhookRequest } from '../../../../platform.ts'
import { rightsQuery } from '../../../../rights.ts'
import { eventTypesQuery } from '../../events/queries.ts'
import { SecretShown } from './SecretShown.tsx'

interface WebhookDialogProps {
  /** To be changed; a new one without. */
  webhook?: Webhook
  /** Where it is bound to now. */
  asset?: PickedAsset | null
  onClose: () => void
}

export default function WebhookDialog({ webhook, asset: bound = null, onClose }: WebhookDialogProps) {
  const { t } = useTranslation('developer')
  const { t: part } = useTranslation('parts')
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: async (request: WebhookRequest): Promise<WebhookMade | undefined> => {
      if (!webhook) return platform.webhooks.make(request)
      await platform.webhooks.change(webhook.id, request)
      return undefined
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['webhooks'] })
      if (!made) onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={580}
      title={save.data ? t('webhooks.made', { name: save.data.name }) : t(webhook ? 'webhooks.change' : 'webhooks.add')}
      closeOnClickOutside={!save.data}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      {save.data ? (
        <SecretShown secret={save.data.secret} onClose={onClose} />
      ) : (
        <WebhookForm
          {...(webhook && { webhook })}
          bound={bound}
          busy={save.isPending}
          fault={save.error}
          onSubmit={save.mutate}
        />
      )}
    </Modal>
  )
}

interface WebhookFormProps {
  webhook?: Webhook
  bound: PickedAsset | null
  busy: boolean
  fault: unknown
  onSubmit: (request: WebhookRequest) => void
}

function WebhookForm({ webhook, bound, busy, fault, onSubmit }: WebhookFormProps) {
  const { t } = useTranslation('developer')
  const words = useFaultWords()
  const known = useQuery(eventTypesQuery)
  const rights = useQuery(rightsQuery)
  const [name, setName] = useState(webhook?.name ?? '')
  const [address, setAddress] = useState(webhook?.address ?? '')
  const [types, setTypes] = useState<readonly string[]>(webhook?.types ?? [])
  const [asset, setAsset] = useState<PickedAsset | null>(bound)
  const held = new Set<string>(rights.data?.items.map(({ action }) => action))
  // One passes on only what one may see oneself.
  const offered = (known.data ?? []).filter(({ type, permission }) => held.has(permission) || types.includes(type))

  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit({
      name: name.trim(),
      address: address.trim(),
      types: [...types],
      ...(asset && { asset: asset.id }),
      ...(webhook && { enabled: webhook.state !== 'disabled' }),
    })
  }

  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t('webhooks.name')}
        required
        withAsterisk={false}
        maxLength={100}
        pattern=".*\S.*"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('webhooks.address')}
        description={t('webhooks.addressHint')}
        required
        withAsterisk={false}
        type="url"
        placeholder="https://"
        maxLength={2_000}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <MultiSelect
        label={t('webhooks.column.types')}
        description={t('webhooks.typesHint')}
        placeholder={types.length === 0 ? t('webhooks.chooseTypes') : ''}
        searchable
        clearable
        hidePickedOptions
        maxDropdownHeight={260}
        value={[...types]}
        onChange={setTypes}
        data={offered.map(({ type, title }) => ({ value: type, label: `${title[currentLanguage()]} · ${type}` }))}
      />
      <AssetPicker
        label={t('webhooks.where')}
        description={t('webhooks.whereHint')}
        placeholder={t('webhooks.everywhere')}
        value={asset}
        onChange={setAsset}
      />
      {fault ? <FormFault words={words(fault)} /> : null}
      <div className={form.actions}>
        <Button type="submit" loading={busy} disabled={types.length === 0}>
          {t(webhook ? 'webhooks.save' : 'webhooks.make')}
        </Button>
      </div>
    </form>
  )
}
