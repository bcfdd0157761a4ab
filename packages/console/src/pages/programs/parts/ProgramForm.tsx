import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type ChosenRole, noRole, RoleFields } from '../../../parts/RoleFields.tsx'
import type { Action, ProgramRequest } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { endOf, type Lifetime, lifetimes } from '../expiry.ts'
import styles from '../programs.module.css'
import { ScopeChoice } from './ScopeChoice.tsx'

export interface ProgramWanted {
  readonly request: ProgramRequest
  readonly given: ChosenRole
}

interface ProgramFormProps {
  busy: boolean
  fault: unknown
  onSubmit: (wanted: ProgramWanted) => void
}

export function ProgramForm({ busy, fault, onSubmit }: ProgramFormProps) {
  const { t } = useTranslation('programs')
  const words = useFaultWords()
  const givesRoles = useMay('role:manage')
  const seesRoles = useMay('member:read')
  const [kind, setKind] = useState<ProgramRequest['kind']>('key')
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [lifetime, setLifetime] = useState<Lifetime>('90')
  const [given, setGiven] = useState(noRole)
  const [scopes, setScopes] = useState<readonly Action[] | null>(null)

  function submit(event: FormEvent) {
    event.preventDefault()
    const request: ProgramRequest = {
      kind,
      name: name.trim(),
      expiresAt: endOf(lifetime, Date.now()),
      ...(description.trim() && { description: description.trim() }),
      ...(scopes && { scopes: [...scopes] }),
    }
    onSubmit({ request, given })
  }

  return (
    <form className={form.form} onSubmit={submit}>
      <div className={styles.choice}>
        <SegmentedControl
          fullWidth
          aria-label={t('fact.kind')}
          value={kind}
          onChange={(value) => setKind(value === 'client' ? 'client' : 'key')}
          data={[
            { value: 'key', label: t('kind.key') },
            { value: 'client', label: t('kind.client') },
          ]}
        />
        <p className={form.lesson}>{t(`make.lesson.${kind}`)}</p>
      </div>
      <TextInput
        label={t('make.name')}
        description={t('make.nameHint')}
        required
        withAsterisk={false}
        maxLength={100}
        pattern=".*\S.*"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('make.description')}
        maxLength={500}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      {givesRoles && seesRoles ? (
        <RoleFields optional value={given} onChange={setGiven} />
      ) : (
        <p className={form.lesson}>{t('make.roleElsewhere')}</p>
      )}
      <ScopeChoice value={scopes} onChange={setScopes} />
      <Select
        label={t('make.lifetime')}
        description={t('make.lifetimeHint')}
        allowDeselect={false}
        value={lifetime}
        onChange={(value) => setLifetime(lifetimes.find((known) => known === value) ?? '90')}
        data={lifetimes.map((days) => ({ value: days, label: t(`lifetime.${days}`) }))}
      />
      {fault ? <FormFault words={words(fault)} /> : null}
      <div className={form.actions}>
        <Button type="submit" loading={busy} disabled={scopes?.length === 0}>
          {t(`make.action.${kind}`)}
        </Button>
      </div>
    </form>
  )
}
