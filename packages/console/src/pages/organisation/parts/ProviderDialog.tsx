import { Button, Modal, PasswordInput, Switch, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { CopyField } from '../../../parts/ShownOnce.tsx'
import { type IdentityProvider, type IdentityProviderRequest, platform } from '../../../platform.ts'
import styles from '../organisation.module.css'
import { domainsFit, draftOf, type ProviderDraft, requestOf } from '../provider-form.ts'
import { providersQuery } from '../queries.ts'
import { GroupMapping } from './GroupMapping.tsx'
import { ProviderTry } from './ProviderTry.tsx'

interface ProviderDialogProps {
  /** Missing: a new one. */
  provider?: IdentityProvider
  onClose: () => void
}

export default function ProviderDialog({ provider, onClose }: ProviderDialogProps) {
  const { t } = useTranslation('organisation')
  const { t: part } = useTranslation('parts')
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (request: IdentityProviderRequest) =>
      provider ? platform.providers.change(provider.id, request) : platform.providers.add(request),
    onSuccess: async () => {
      if (provider) onClose()
      await queries.invalidateQueries({ queryKey: providersQuery.queryKey })
    },
  })
  const added = provider ? undefined : save.data
  const title = added
    ? t('providers.added.title', { name: added.name })
    : provider
      ? t('providers.form.editTitle', { name: provider.name })
      : t('providers.form.addTitle')
  return (
    <Modal opened onClose={onClose} size={640} title={title} closeButtonProps={{ 'aria-label': part('close') }}>
      {added ? (
        <div className={form.form}>
          <p className={form.lesson}>{t('providers.added.lesson')}</p>
          <CopyField label={t('providers.redirect')} value={added.redirectUri} />
          <ProviderTry id={added.id} />
          <div className={form.actions}>
            <Button onClick={onClose}>{t('providers.added.done')}</Button>
          </div>
        </div>
      ) : (
        <ProviderForm provider={provider} busy={save.isPending} fault={save.error} onSubmit={save.mutate} />
      )}
    </Modal>
  )
}

interface ProviderFormProps {
  provider: IdentityProvider | undefined
  busy: boolean
  fault: unknown
  onSubmit: (request: IdentityProviderRequest) => void
}

function ProviderForm({ provider, busy, fault, onSubmit }: ProviderFormProps) {
  const { t } = useTranslation('organisation')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const [draft, setDraft] = useState(() => draftOf(provider))
  const set = (change: Partial<ProviderDraft>) => setDraft((before) => ({ ...before, ...change }))
  const typed = (
    field: 'name' | 'issuer' | 'clientId' | 'clientSecret' | 'scopes' | 'groupClaim' | 'emailDomains',
  ) => ({
    value: draft[field],
    onChange: (event: ChangeEvent<HTMLInputElement>) => set({ [field]: event.currentTarget.value }),
  })
  const needed = { required: true, withAsterisk: false } as const
  const keepsSecret = provider !== undefined && draft.issuer.trim() === provider.issuer

  function submit(event: FormEvent) {
    event.preventDefault()
    if (domainsFit(draft.emailDomains)) onSubmit(requestOf(draft))
  }

  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t('providers.form.name')}
        description={t('providers.form.nameHint')}
        maxLength={100}
        data-autofocus
        {...needed}
        {...typed('name')}
      />
      <TextInput
        label={t('providers.form.issuer')}
        description={t('providers.form.issuerHint')}
        placeholder="https://login.example.com/realms/plant"
        type="url"
        maxLength={500}
        {...needed}
        {...typed('issuer')}
      />
      <div className={styles.pair}>
        <TextInput
          label={t('providers.form.client')}
          description={t('providers.form.clientHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          {...needed}
          {...typed('clientId')}
        />
        <PasswordInput
          label={t('providers.form.secret')}
          description={t(
            keepsSecret
              ? 'providers.form.secretKept'
              : provider
                ? 'providers.form.secretAnew'
                : 'providers.form.secretHint',
          )}
          autoComplete="off"
          maxLength={1024}
          {...needed}
          required={!keepsSecret}
          visibilityToggleButtonProps={{ 'aria-label': part('showSecret') }}
          {...typed('clientSecret')}
        />
      </div>
      <h3 className={styles.part}>{t('providers.joins')}</h3>
      <Switch
        label={t('providers.form.joins')}
        description={t('providers.form.joinsHint')}
        checked={draft.autoJoin}
        onChange={(event) => set({ autoJoin: event.currentTarget.checked })}
      />
      <TextInput
        label={t('providers.form.domains')}
        description={t('providers.form.domainsHint')}
        error={domainsFit(draft.emailDomains) ? undefined : t('providers.form.domainsWrong')}
        {...typed('emailDomains')}
      />
      <h3 className={styles.part}>{t('providers.form.mapping')}</h3>
      <GroupMapping rows={draft.mapping} onChange={(mapping) => set({ mapping })} />
      <div className={styles.pair}>
        <TextInput
          label={t('providers.form.claim')}
          description={t('providers.form.claimHint')}
          maxLength={200}
          {...needed}
          {...typed('groupClaim')}
        />
        <TextInput
          label={t('providers.form.scopes')}
          description={t('providers.form.scopesHint')}
          {...typed('scopes')}
        />
      </div>
      {fault ? <FormFault words={words(fault)} /> : null}
      <div className={form.actions}>
        <Button type="submit" loading={busy}>
          {t(provider ? 'providers.form.save' : 'providers.form.add')}
        </Button>
      </div>
    </form>
  )
}
