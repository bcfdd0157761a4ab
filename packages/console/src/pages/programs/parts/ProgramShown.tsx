import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { CommandSample, CopyField, OnceNotice } from '../../../parts/ShownOnce.tsx'
import type { ProgramMade } from '../../../platform.ts'

interface ProgramShownProps {
  made: ProgramMade
  /** It was just made and may do nothing yet. */
  roleless?: boolean
  /** Why the role it was to have was not given. */
  roleFault?: unknown
  onClose: () => void
}

const api = () => `${location.origin}/api/v1`

/** RFC 6749 §4.4.2, with the client's name and secret by HTTP Basic. */
const tokenCall = ({ program, secret }: ProgramMade) =>
  `curl ${api()}/oauth/token \\\n  -u '${program.id}:${secret}' \\\n  -d grant_type=client_credentials`

const bearerCall = (token: string) => `curl '${api()}/points?limit=5' \\\n  -H 'Authorization: Bearer ${token}'`

/** The secret, this once, and how to use it. */
export function ProgramShown({ made, roleless = false, roleFault, onClose }: ProgramShownProps) {
  const { t } = useTranslation('programs')
  const words = useFaultWords()
  const { kind, id } = made.program
  return (
    <div className={form.form}>
      <OnceNotice text={t(`made.once.${kind}`)} />
      {kind === 'client' && <CopyField label={t('fact.clientId')} value={id} />}
      <CopyField label={t(`made.secret.${kind}`)} value={made.secret} />
      {kind === 'client' && <CommandSample label={t('made.token')} text={tokenCall(made)} />}
      <CommandSample
        label={t(kind === 'client' ? 'made.useToken' : 'made.try')}
        text={bearerCall(kind === 'client' ? '<access_token>' : made.secret)}
      />
      {roleless && !roleFault && <p className={form.lesson}>{t('made.roleless')}</p>}
      {roleFault ? <FormFault words={{ says: t('made.withoutRole'), remedy: words(roleFault).says }} /> : null}
      <div className={form.actions}>
        <Button onClick={onClose}>{t('made.kept')}</Button>
      </div>
    </div>
  )
}
