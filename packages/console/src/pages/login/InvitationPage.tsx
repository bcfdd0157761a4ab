import { Button, Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { FaultView } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import { dateFormat } from '../../parts/time-text.ts'
import { PlatformFault, platform, type SecondStepNeeded, type Session } from '../../platform.ts'
import { sessionQuery } from '../../session.ts'
import { EntryFrame } from './EntryFrame.tsx'
import { InvitationForm } from './InvitationForm.tsx'
import styles from './login.module.css'
import { SecondStep } from './SecondStep.tsx'

const route = getRouteApi('/invitation')

/** Where the link of an invitation leads: join with a new account or one's own, and be signed in. */
export function InvitationPage() {
  const { t } = useTranslation('members')
  const { token = '' } = route.useSearch()
  return (
    <EntryFrame>
      <title>{`${t('offer.title')} – Millrace`}</title>
      {token ? <Invited token={token} /> : <Closed which="missing" />}
    </EntryFrame>
  )
}

/** Nothing can be accepted here: the link is cut, or what it led to is over. */
function Closed({ which }: { which: 'missing' | 'gone' }) {
  const { t } = useTranslation('members')
  return (
    <div className={styles.form}>
      <h2 className="page-title">{t('offer.title')}</h2>
      <FormFault words={{ says: t(`offer.${which}`), remedy: t(`offer.${which}Remedy`) }} />
      <Button variant="default" component={Link} to="/login">
        {t('offer.signIn')}
      </Button>
    </div>
  )
}

function Invited({ token }: { token: string }) {
  const { t } = useTranslation('members')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [needed, setNeeded] = useState<SecondStepNeeded>()
  const [joined, setJoined] = useState<string>()
  const offer = useQuery({
    queryKey: ['offer', token],
    queryFn: ({ signal }) => platform.members.offer(token, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

  function enter(session: Session) {
    queries.clear()
    queries.setQueryData(sessionQuery.queryKey, session)
    void navigate({ to: '/' })
  }

  if (needed)
    return (
      <SecondStep
        needed={needed}
        give={(ticket, proof) => platform.members.acceptProven(token, ticket, proof, 'cookie')}
        onDone={enter}
        onBack={() => setNeeded(undefined)}
      />
    )
  if (joined !== undefined)
    return (
      <div className={styles.form}>
        <h2 className="page-title">{t('offer.joined', { organisation: joined })}</h2>
        <p className={styles.lesson}>{t('offer.joinedMore')}</p>
        <Button size="md" component={Link} to="/login">
          {t('offer.signIn')}
        </Button>
      </div>
    )
  if (offer.error instanceof PlatformFault && offer.error.code === 'members.invitation_unknown')
    return <Closed which="gone" />
  if (offer.error) return <FaultView fault={offer.error} retry={() => void offer.refetch()} />
  if (!offer.data) return <Skeleton height={320} width={340} />
  const until = dateFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <InvitationForm
      token={token}
      offer={offer.data}
      lesson={t('offer.lesson', { time: until.format(Date.parse(offer.data.expiresAt)) })}
      onJoined={async (given) => {
        try {
          const reply = await platform.signIn(given.username, given.password, 'cookie')
          if ('ticket' in reply) setJoined(offer.data.organisation)
          else enter(reply)
        } catch {
          // They are a member; that signing in at once failed (a limit, the network) costs them one more step.
          setJoined(offer.data.organisation)
        }
      }}
      onNeeded={setNeeded}
    />
  )
}
