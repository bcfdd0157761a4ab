import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SecondStepNeeded, Session } from '../../platform.ts'
import { sessionQuery } from '../../session.ts'
import { EntryFrame } from './EntryFrame.tsx'
import { PasswordStep } from './PasswordStep.tsx'
import { ProviderStep } from './ProviderStep.tsx'
import { SecondStep } from './SecondStep.tsx'

const route = getRouteApi('/login')

export function LoginPage() {
  const { t } = useTranslation('login')
  const { to, fault, organisation } = route.useSearch()
  const router = useRouter()
  const queries = useQueryClient()
  const [byProvider, setByProvider] = useState(organisation !== undefined && fault === undefined)
  const [needed, setNeeded] = useState<SecondStepNeeded>()
  function enter(session: Session) {
    queries.setQueryData(sessionQuery.queryKey, session)
    router.history.push(to ?? '/')
  }

  return (
    <EntryFrame>
      <title>{`${t('title')} – Millrace`}</title>
      {needed ? (
        <SecondStep needed={needed} onDone={enter} onBack={() => setNeeded(undefined)} />
      ) : byProvider ? (
        <ProviderStep organisation={organisation} onBack={() => setByProvider(false)} />
      ) : (
        <PasswordStep came={fault} onDone={enter} onNeeded={setNeeded} onProvider={() => setByProvider(true)} />
      )}
    </EntryFrame>
  )
}
