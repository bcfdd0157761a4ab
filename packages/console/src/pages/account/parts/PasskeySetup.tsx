import { Button, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { makePasskey } from '../../../passkey.ts'
import { platform } from '../../../platform.ts'
import { factorsQuery } from '../queries.ts'
import { useAgentWords } from '../use-agent-words.ts'
import { RecoveryCodes } from './RecoveryCodes.tsx'

interface PasskeySetupProps {
  options: unknown
  username: string
  onClose: () => void
}

/** A name for people, and then the browser's own dialog, which wants to be opened by a click of theirs. */
export function PasskeySetup({ options, username, onClose }: PasskeySetupProps) {
  const { t } = useTranslation(['account', 'parts'])
  const words = useFaultWords()
  const queries = useQueryClient()
  const agent = useAgentWords()
  const [name, setName] = useState(() => agent(navigator.userAgent))
  const add = useMutation({
    mutationFn: async () => platform.account.addPasskey(name.trim(), await makePasskey(options)),
    onSuccess: async ({ recoveryCodes }) => {
      await queries.invalidateQueries({ queryKey: factorsQuery.queryKey })
      if (!recoveryCodes) onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    add.mutate()
  }

  if (add.data?.recoveryCodes)
    return <RecoveryCodes codes={add.data.recoveryCodes} username={username} isFirst onClose={onClose} />

  return (
    <form className={form.form} onSubmit={submit} aria-label={t('passkey.addTitle')}>
      <TextInput
        label={t('passkey.name')}
        description={t('passkey.nameHint')}
        autoFocus
        required
        withAsterisk={false}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className={form.lesson}>{t('passkey.make')}</p>
      {add.error && <FormFault words={words(add.error)} />}
      <div className={form.actions}>
        <Button variant="default" onClick={onClose}>
          {t('parts:cancel')}
        </Button>
        <Button
          type="submit"
          leftSection={<IconFingerprint size={16} stroke={1.6} />}
          loading={add.isPending}
          disabled={name.trim() === ''}
        >
          {t('passkey.create')}
        </Button>
      </div>
    </form>
  )
}
