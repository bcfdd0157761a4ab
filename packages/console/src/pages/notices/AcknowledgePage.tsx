import { Button, Skeleton } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView, useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import { RelativeTime } from '../../parts/RelativeTime.tsx'
import { type NoticeLinkView, PlatformFault, platform } from '../../platform.ts'
import { LanguageButton } from '../../shell/LanguageButton.tsx'
import { Logo } from '../../shell/Logo.tsx'
import { SchemeButton } from '../../shell/SchemeButton.tsx'
import styles from './acknowledge.module.css'

const linkKey = (token: string) => ['notice link', token]

/** Where the link of a message leads, on a phone as a rule. Its token stands behind the #, which browsers send to nobody. */
export function AcknowledgePage() {
  const { t } = useTranslation('notices')
  const token = useLocation({ select: ({ hash }) => hash })
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <span className={styles.brand}>
          <Logo size={26} />
          Millrace
        </span>
        <LanguageButton />
        <SchemeButton />
      </header>
      <main className={styles.main}>
        <title>{`${t('link.title')} – Millrace`}</title>
        {token.length < 20 ? <Closed /> : <Linked key={token} token={token} />}
      </main>
    </div>
  )
}

function Closed() {
  const { t } = useTranslation('notices')
  return <EmptyState title={t('link.closed')} lesson={t('link.closedLesson')} />
}

function Linked({ token }: { token: string }) {
  const { t } = useTranslation('notices')
  const words = useFaultWords()
  const queries = useQueryClient()
  const view = useQuery({
    queryKey: linkKey(token),
    queryFn: ({ signal }) => platform.notices.link(token, signal),
    retry: false,
  })
  const acknowledge = useMutation({
    mutationFn: () => platform.notices.acknowledge(token),
    onSuccess: (seen) => queries.setQueryData(linkKey(token), seen),
    onError: () => view.refetch(),
  })
  if (view.error instanceof PlatformFault && view.error.status === 404) return <Closed />
  if (view.isError && !view.data) return <FaultView fault={view.error} retry={() => void view.refetch()} />
  if (!view.data) return <Skeleton height={240} />
  const { organisation, receiver, acknowledgedAt, total, notices } = view.data
  return (
    <div className={styles.body}>
      <div>
        <p className="label">{t('link.for', { organisation, receiver })}</p>
        <h1 className={styles.title}>{t('link.notices', { count: total })}</h1>
      </div>
      <NoticeList notices={notices} />
      {total > notices.length && <p className="quiet">{t('link.more', { count: total - notices.length })}</p>}
      {acknowledge.error && !acknowledgedAt && <FormFault words={words(acknowledge.error)} />}
      {acknowledgedAt ? (
        <p className={styles.done} role="status">
          <IconCircleCheck size={22} stroke={1.6} aria-hidden="true" />
          <span>
            {t('link.done')} <RelativeTime time={acknowledgedAt} />
          </span>
        </p>
      ) : (
        <div className={styles.act}>
          <Button size="lg" fullWidth loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
            {t('link.acknowledge')}
          </Button>
          <p className="label">{t('link.lesson')}</p>
        </div>
      )}
    </div>
  )
}

function NoticeList({ notices }: { notices: NoticeLinkView['notices'] }) {
  const { t } = useTranslation('notices')
  const language = currentLanguage()
  return (
    <ul className={styles.list}>
      {notices.map((one) => (
        <li key={`${one.raisedAt} ${one.title.en}`} className={`panel ${styles.notice}`} data-priority={one.priority}>
          <p className={styles.noticeHead}>
            <span className={styles.priority}>{t(`priority.${one.priority}`)}</span>
            <RelativeTime time={one.raisedAt} />
          </p>
          <p className={styles.noticeTitle}>{one.title[language]}</p>
          <p className={styles.noticeText}>{one.text[language]}</p>
          {one.state !== 'raised' && <p className="label">{t(`noticeState.${one.state}`)}</p>}
        </li>
      ))}
    </ul>
  )
}
