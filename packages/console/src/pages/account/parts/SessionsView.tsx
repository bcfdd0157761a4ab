import { Button, Skeleton } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { type OpenSession, platform } from '../../../platform.ts'
import styles from '../account.module.css'
import { agentOf } from '../agent.ts'
import { sessionsQuery } from '../queries.ts'
import { useAgentWords } from '../use-agent-words.ts'
import { Row, Section } from './Section.tsx'

export function SessionsView() {
  const { t } = useTranslation('account')
  const agent = useAgentWords()
  const sessions = useQuery(sessionsQuery)
  const [ends, setEnds] = useState<OpenSession | 'others'>()
  if (sessions.isError && !sessions.data)
    return <FaultView fault={sessions.error} retry={() => void sessions.refetch()} />
  if (!sessions.data) return <Skeleton height={220} radius={6} />
  const rows = sessions.data.toSorted(
    (a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt.localeCompare(a.lastUsedAt),
  )
  const others = rows.filter(({ current }) => !current).length

  return (
    <Section
      title={t('sessions.title')}
      lesson={t('sessions.lesson')}
      action={
        others > 0 && (
          <Button variant="default" size="xs" onClick={() => setEnds('others')}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      <ul className={styles.rows}>
        {rows.map((session) => (
          <Row
            key={session.id}
            icon={
              agentOf(session.userAgent).handheld ? (
                <IconDeviceMobile size={20} stroke={1.6} />
              ) : (
                <IconDeviceDesktop size={20} stroke={1.6} />
              )
            }
            title={<span title={session.userAgent}>{nameOf(session, agent)}</span>}
            facts={<SessionFacts session={session} />}
            action={
              session.current ? (
                <span className={styles.mark}>{t('sessions.current')}</span>
              ) : (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('sessions.endOne', { agent: nameOf(session, agent), remote: session.remote })}
                  onClick={() => setEnds(session)}
                >
                  {t('sessions.end')}
                </Button>
              )
            }
          />
        ))}
      </ul>
      {ends && <EndSession ends={ends} others={others} onClose={() => setEnds(undefined)} />}
    </Section>
  )
}

/** A program that was let in by a code says its name before its kind. */
const nameOf = ({ proofs, userAgent }: OpenSession, agent: (userAgent: string) => string): string =>
  proofs.includes('device') ? (userAgent.split(' · ')[0] ?? userAgent) : agent(userAgent)

function SessionFacts({ session }: { session: OpenSession }) {
  const { t, i18n } = useTranslation('account')
  const proofs = session.proofs.map((proof) =>
    i18n.exists(`sessions.proof.${proof}`, { ns: 'account' }) ? t(`sessions.proof.${proof as 'password'}`) : proof,
  )
  return (
    <>
      {session.organisation} · {session.remote} · {new Intl.ListFormat(i18n.language).format(proofs)}
      <br />
      <span className={styles.fact}>
        {t('sessions.used')} <RelativeTime time={session.lastUsedAt} />
      </span>{' '}
      ·{' '}
      <span className={styles.fact}>
        {t('sessions.opened')} <RelativeTime time={session.createdAt} />
      </span>
    </>
  )
}

interface EndSessionProps {
  ends: OpenSession | 'others'
  others: number
  onClose: () => void
}

function EndSession({ ends, others, onClose }: EndSessionProps) {
  const { t } = useTranslation('account')
  const queries = useQueryClient()
  const agent = useAgentWords()
  const end = useMutation({
    mutationFn: () => (ends === 'others' ? platform.account.endOtherSessions() : platform.account.endSession(ends.id)),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    },
  })
  const isAll = ends === 'others'
  return (
    <ConfirmDialog
      title={isAll ? t('sessions.othersTitle') : t('sessions.endTitle', { agent: nameOf(ends, agent) })}
      action={t(isAll ? 'sessions.endOthers' : 'sessions.end')}
      destructive
      busy={end.isPending}
      fault={end.error}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    >
      {isAll ? t('sessions.othersSays', { count: others }) : t('sessions.endSays', { remote: ends.remote })}
    </ConfirmDialog>
  )
}
