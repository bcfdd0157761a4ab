import { Button, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import { askPasskey } from '../../passkey.ts'
import { PlatformFault, type Proof, platform, type SecondStepNeeded, type Session } from '../../platform.ts'
import styles from './login.module.css'

interface SecondStepProps {
  needed: SecondStepNeeded
  /** Where the proof goes; signing in, unless told. */
  give?: (ticket: string, proof: Proof) => Promise<Session>
  onDone: (session: Session) => void
  onBack: () => void
}

const signIn = (ticket: string, proof: Proof): Promise<Session> => platform.secondStep(ticket, proof, 'cookie')

/** What the person holds beside the password: a passkey, a code of the app, or one of the recovery codes. */
export function SecondStep({ needed, give: prove = signIn, onDone, onBack }: SecondStepProps) {
  const { t } = useTranslation('login')
  const words = useFaultWords()
  const has = (kind: 'totp' | 'passkey' | 'recovery') => needed.accepts.includes(kind)
  const [kind, setKind] = useState<'totp' | 'recovery'>(has('totp') ? 'totp' : 'recovery')
  const [code, setCode] = useState('')
  const give = useMutation({
    mutationFn: async (proof: () => Promise<Proof> | Proof) => prove(needed.ticket, await proof()),
    onSuccess: onDone,
    onError: () => setCode(''),
  })
  const refused = give.error instanceof PlatformFault && give.error.status === 401
  const fault = give.error
    ? refused
      ? { says: t('second.refused'), remedy: t('second.refusedRemedy') }
      : words(give.error)
    : null

  function submit(event: FormEvent) {
    event.preventDefault()
    const typed = code.replace(/\s/g, '')
    give.mutate(() => (kind === 'totp' ? { totp: typed } : { recovery: typed }))
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-labelledby="second-step">
      <h2 id="second-step" className="page-title">
        {t('second.title')}
      </h2>
      {has('passkey') && (
        <Button
          size="md"
          fullWidth
          variant={has(kind) ? 'default' : 'filled'}
          leftSection={<IconFingerprint size={18} stroke={1.6} />}
          loading={give.isPending}
          onClick={() => give.mutate(async () => ({ passkey: await askPasskey(needed.options) }))}
        >
          {t('second.passkey')}
        </Button>
      )}
      {has(kind) && (
        <TextInput
          key={kind}
          label={t(`second.${kind}`)}
          description={t(`second.${kind}Hint`)}
          size="md"
          autoComplete="one-time-code"
          inputMode={kind === 'totp' ? 'numeric' : 'text'}
          autoFocus
          required
          withAsterisk={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
      {fault && <FormFault words={fault} />}
      {has(kind) && (
        <Button type="submit" size="md" fullWidth loading={give.isPending}>
          {t('signIn')}
        </Button>
      )}
      {has('totp') && has('recovery') && (
        <Button
          variant="subtle"
          size="sm"
          onClick={() => {
            setKind(kind === 'totp' ? 'recovery' : 'totp')
            setCode('')
          }}
        >
          {t(kind === 'totp' ? 'second.useRecovery' : 'second.useTotp')}
        </Button>
      )}
      <Button variant="subtle" color="gray" size="sm" onClick={onBack}>
        {t('second.back')}
      </Button>
    </form>
  )
}
