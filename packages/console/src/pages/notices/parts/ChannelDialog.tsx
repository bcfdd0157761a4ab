import { Button, Modal, NumberInput, PasswordInput, Select, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type NoticeChannel, platform } from '../../../platform.ts'
import { type ChannelDraft, draftOf, type Field, fieldsOf, newHookKey, requestOf } from '../channel-form.ts'
import styles from '../notices.module.css'
import { useSave } from '../use-save.ts'
import { keysOfKinds, ownZone } from '../words.ts'
import { ZoneSelect } from './ZoneSelect.tsx'

const securities = ['starttls', 'tls', 'none'] as const

export function ChannelDialog({ channel, onClose }: { channel?: NoticeChannel; onClose: () => void }) {
  const { t } = useTranslation('notices')
  const { t: ofParts } = useTranslation('parts')
  const words = useFaultWords()
  const [draft, setDraft] = useState<ChannelDraft>(() =>
    channel
      ? draftOf(channel)
      : {
          name: '',
          kind: 'email',
          language: currentLanguage(),
          zone: ownZone(),
          enabled: true,
          mostPerMinute: undefined,
          values: {},
        },
  )
  const save = useSave(() => platform.notices.saveChannel(requestOf(filled(draft), channel), channel?.id), onClose)
  const set = (change: Partial<ChannelDraft>) => setDraft((before) => ({ ...before, ...change }))
  const isWhole =
    draft.name.trim() !== '' &&
    fieldsOf[draft.kind].every(
      ({ name, type, required }) =>
        !required || (filled(draft).values[name] ?? '') !== '' || (type === 'secret' && channel?.hasSecret === true),
    )

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isWhole) save.mutate(undefined)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={channel ? t('channels.editTitle', { name: channel.name }) : t('channels.addTitle')}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <div className={styles.pair}>
          <Select
            label={t('channels.kind')}
            allowDeselect={false}
            disabled={channel !== undefined}
            value={draft.kind}
            onChange={(value) => set({ kind: keysOfKinds.find((known) => known === value) ?? 'email', values: {} })}
            data={keysOfKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <TextInput
            label={t('name')}
            value={draft.name}
            maxLength={100}
            onChange={(event) => set({ name: event.currentTarget.value })}
            data-autofocus
          />
        </div>
        <p className={form.lesson}>{t(`channels.about.${draft.kind}`)}</p>
        {fieldsOf[draft.kind].map((field) => (
          <ChannelField
            key={`${draft.kind} ${field.name}`}
            field={field}
            kept={channel?.hasSecret === true}
            value={filled(draft).values[field.name] ?? ''}
            onChange={(value) => set({ values: { ...draft.values, [field.name]: value } })}
            {...(draft.kind === 'webhook' && field.name === 'key'
              ? { onMake: () => set({ values: { ...draft.values, key: newHookKey() } }) }
              : {})}
          />
        ))}
        <div className={styles.pair}>
          <Select
            label={t('channels.language')}
            allowDeselect={false}
            value={draft.language}
            onChange={(value) => set({ language: value === 'zh' ? 'zh' : 'en' })}
            data={(['zh', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          />
          <NumberInput
            label={t('channels.rate')}
            placeholder={t('channels.rateUsual')}
            min={1}
            max={600}
            allowDecimal={false}
            value={draft.mostPerMinute ?? ''}
            onChange={(value) => set({ mostPerMinute: typeof value === 'number' ? value : undefined })}
          />
        </div>
        <ZoneSelect label={t('channels.zone')} zone={draft.zone} onChange={(zone) => set({ zone })} />
        <Switch
          label={t('channels.enabled')}
          checked={draft.enabled}
          onChange={(event) => set({ enabled: event.currentTarget.checked })}
        />
        {save.error && <FormFault words={words(save.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!isWhole}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** With what is usual where nothing was typed yet. */
function filled(draft: ChannelDraft): ChannelDraft {
  const usual = fieldsOf[draft.kind].flatMap(({ name, usual: value }) => (value === undefined ? [] : [[name, value]]))
  return { ...draft, values: { ...Object.fromEntries(usual), ...draft.values } }
}

interface ChannelFieldProps {
  field: Field
  /** A secret is kept already: left empty it stays. */
  kept: boolean
  value: string
  onChange: (value: string) => void
  onMake?: () => void
}

function ChannelField({ field, kept, value, onChange, onMake }: ChannelFieldProps) {
  const { t } = useTranslation('notices')
  // Every name of the table has its text; the keys test holds the two against each other.
  const label = t(`channels.field.${field.name as 'host'}`)
  if (field.type === 'security')
    return (
      <Select
        label={label}
        allowDeselect={false}
        value={value}
        onChange={(next) => onChange(next ?? 'starttls')}
        data={securities.map((one) => ({ value: one, label: t(`channels.security.${one}`) }))}
      />
    )
  if (field.type === 'secret')
    return (
      <div className={styles.secret}>
        <PasswordInput
          label={label}
          autoComplete="off"
          placeholder={kept ? t('channels.kept') : ''}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        {onMake && (
          <Button variant="default" onClick={onMake}>
            {t('channels.makeKey')}
          </Button>
        )}
      </div>
    )
  return (
    <TextInput
      label={field.required ? label : `${label} ${t('optional')}`}
      inputMode={field.type === 'number' ? 'numeric' : 'text'}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
