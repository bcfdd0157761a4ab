import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import { platform } from '../../platform.ts'
import styles from './login.module.css'

/** So that who comes back need not know the handle by heart. */
const KEPT = 'millrace.sign-in.organisation'

interface ProviderStepProps {
  /** Handle that the address names. */
  organisation: string | undefined
  onBack: () => void
}

/** Signing in by what the organisation signs in by: its handle leads to its providers, and none is listed to who does not name it. */
export function ProviderStep({ organisation, onBack }: ProviderStepProps) {
  const { t } = useTranslation('login')
  const words = useFaultWords()
  const [handle, setHandle] = useState(organisation ?? localStorage.getItem(KEPT) ?? '')
  const find = useMutation({
    mutationFn: (wanted: string) => platform.signInProviders(wanted),
    onSuccess: (found, wanted) => {
      if (found.length > 0) localStorage.setItem(KEPT, wanted)
    },
  })
  const fault = find.error
    ? words(find.error)
    : find.data?.length === 0
      ? { says: t('byProvider.none'), remedy: t('byProvider.noneRemedy') }
      : null

  function submit(event: FormEvent) {
    event.preventDefault()
    find.mutate(handle.trim().toLowerCase())
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-labelledby="by-provider">
      <h2 id="by-provider" className="page-title">
        {t('byProvider.title')}
      </h2>
      <TextInput
        label={t('byProvider.organisation')}
        description={t('byProvider.organisationHint')}
        size="md"
        autoComplete="organization"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
        withAsterisk={false}
        maxLength={63}
        value={handle}
        onChange={(event) => {
          setHandle(event.currentTarget.value)
          find.reset()
        }}
      />
      {fault && <FormFault words={fault} />}
      {find.data?.map(({ id, name }) => (
        <Button key={id} component="a" href={platform.signInAddress(id)} size="md" fullWidth>
          {t('byProvider.go', { name })}
        </Button>
      ))}
      {!find.data?.length && (
        <Button type="submit" size="md" fullWidth loading={find.isPending}>
          {t('byProvider.find')}
        </Button>
      )}
      <Button variant="subtle" color="gray" size="sm" onClick={onBack}>
        {t('byProvider.back')}
      </Button>
    </form>
  )
}
