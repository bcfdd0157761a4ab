import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { askPasskey, passkeyObstacle } from '../../../passkey.ts'
import { type FactorProof, type Factors, platform } from '../../../platform.ts'
import { useFreshField } from '../use-fresh-field.ts'

const ways = ['password', 'totp', 'passkey', 'recovery'] as const
type Way = (typeof ways)[number]

function waysOf({ password, totp, passkeys, recoveryCodesLeft }: Factors): Way[] {
  const has: Record<Way, boolean> = {
    password,
    totp,
    passkey: passkeys.some(({ suspect }) => !suspect) && passkeyObstacle() === undefined,
    recovery: recoveryCodesLeft > 0,
  }
  return ways.filter((way) => has[way])
}

interface ProofFormProps {
  factors: Factors
  action: string
  destructive: boolean
  busy: boolean
  fault: unknown
  onProof: (proof: () => Promise<FactorProof> | FactorProof) => void
  onCancel: () => void
}

/** One of what the person has: password, a code of the app, a passkey, a recovery code. */
export function ProofForm({ factors, action, destructive, busy, fault, onProof, onCancel }: ProofFormProps) {
  const { t } = useTranslation(['account', 'parts'])
  const words = useFaultWords()
  const open = waysOf(factors)
  const [chosen, setChosen] = useState<Way>()
  const way = chosen ?? open[0]
  const { ref, text: typed, setText: setTyped } = useFreshField(fault)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (way === undefined) return
    if (way === 'passkey') onProof(async () => ({ passkey: await askPasskey(await platform.account.challenge()) }))
    else onProof(() => ({ [way]: way === 'password' ? typed : typed.replace(/\s/g, '') }))
  }

  if (way === undefined)
    return (
      <>
        <FormFault words={{ says: t('proof.none'), remedy: t('proof.noneRemedy') }} />
        <div className={form.actions}>
          <Button variant="default" onClick={onCancel}>
            {t('parts:close')}
          </Button>
        </div>
      </>
    )

  return (
    <form className={form.form} onSubmit={submit} aria-label={t('proof.label')}>
      {open.length > 1 && (
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('proof.by')}
          value={way}
          onChange={(value) => {
            setChosen(open.find((known) => known === value))
            setTyped('')
          }}
          data={open.map((known) => ({ value: known, label: t(`proof.way.${known}`) }))}
        />
      )}
      {way === 'password' && (
        <PasswordInput
          ref={ref}
          label={t('proof.password')}
          autoComplete="current-password"
          data-autofocus
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {(way === 'totp' || way === 'recovery') && (
        <TextInput
          key={way}
          ref={ref}
          label={t(`proof.${way}`)}
          autoComplete="one-time-code"
          inputMode={way === 'totp' ? 'numeric' : 'text'}
          data-autofocus
          required
          withAsterisk={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {way === 'passkey' && <p className={form.lesson}>{t('proof.passkey')}</p>}
      {fault ? <FormFault words={words(fault)} /> : null}
      <div className={form.actions}>
        <Button variant="default" onClick={onCancel}>
          {t('parts:cancel')}
        </Button>
        <Button
          type="submit"
          loading={busy}
          {...(destructive ? { color: 'red' } : {})}
          {...(way === 'passkey' ? { leftSection: <IconFingerprint size={16} stroke={1.6} /> } : {})}
        >
          {action}
        </Button>
      </div>
    </form>
  )
}
