import { Button, Skeleton } from '@mantine/core'
import {
  IconBrandDingtalk,
  IconBrandWechat,
  IconMail,
  IconMessage,
  IconMessages,
  IconWebhook,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import { Mark } from '../../../parts/Mark.tsx'
import { type NoticeChannel, platform } from '../../../platform.ts'
import styles from '../notices.module.css'
import { channelsQuery } from '../queries.ts'
import { ChannelDialog } from './ChannelDialog.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import type { SectionProps } from './section.ts'
import { TestDialog } from './TestDialog.tsx'

export const kindIcon = {
  email: IconMail,
  webhook: IconWebhook,
  dingtalk: IconBrandDingtalk,
  wecom: IconBrandWechat,
  feishu: IconMessages,
  sms: IconMessage,
} as const

type Act = { readonly is: 'edit' | 'test' | 'remove'; readonly channel: NoticeChannel }

export function Channels({ mayWrite, adding, onAdd, onAdded }: SectionProps) {
  const { t } = useTranslation('notices')
  const channels = useQuery(channelsQuery)
  const [act, setAct] = useState<Act>()
  const done = () => setAct(undefined)
  return (
    <>
      {channels.isError && !channels.data && <FaultView fault={channels.error} retry={() => void channels.refetch()} />}
      {channels.isPending && <Skeleton height={160} />}
      {channels.data?.length === 0 && (
        <div className="panel">
          <EmptyState title={t('channels.emptyTitle')} lesson={t('channels.emptyLesson')}>
            {mayWrite && <Button onClick={onAdd}>{t('channels.add')}</Button>}
          </EmptyState>
        </div>
      )}
      <ul className={styles.cards}>
        {channels.data?.map((channel) => (
          <ChannelCard key={channel.id} channel={channel} {...(mayWrite ? { onAct: setAct } : {})} />
        ))}
      </ul>
      {adding && <ChannelDialog onClose={onAdded} />}
      {act?.is === 'edit' && <ChannelDialog channel={act.channel} onClose={done} />}
      {act?.is === 'test' && <TestDialog channel={act.channel} onClose={done} />}
      {act?.is === 'remove' && (
        <RemoveDialog name={act.channel.name} run={() => platform.notices.dropChannel(act.channel.id)} onClose={done} />
      )}
    </>
  )
}

function ChannelCard({ channel, onAct }: { channel: NoticeChannel; onAct?: (act: Act) => void }) {
  const { t } = useTranslation('notices')
  const Icon = kindIcon[channel.kind]
  const { settings } = channel
  const place = String(settings['host'] ?? settings['url'] ?? settings['endpoint'] ?? '')
  return (
    <li className={`panel ${styles.card}`}>
      <div className={styles.cardHead}>
        <Icon size={20} stroke={1.6} aria-hidden="true" />
        <div className={styles.cardName}>
          <h2>{channel.name}</h2>
          <span className="label">{t(`kind.${channel.kind}`)}</span>
        </div>
        <Mark tone={channel.enabled ? 'plain' : 'hollow'}>{t(channel.enabled ? 'channels.on' : 'channels.off')}</Mark>
      </div>
      <dl className={styles.facts}>
        {place !== '' && (
          <>
            <dt>{t('channels.goesTo')}</dt>
            <dd className="clip" title={place}>
              {place}
            </dd>
          </>
        )}
        <dt>{t('channels.reaches')}</dt>
        <dd>{t(channel.toPeople ? 'channels.people' : 'channels.group')}</dd>
        <dt>{t('channels.rate')}</dt>
        <dd className="num">{t('channels.perMinute', { count: channel.mostPerMinute })}</dd>
      </dl>
      {onAct && (
        <div className={styles.acts}>
          <Button
            size="compact-sm"
            onClick={() => onAct({ is: 'test', channel })}
            aria-label={`${t('channels.test')}: ${channel.name}`}
          >
            {t('channels.test')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onAct({ is: 'edit', channel })}
            aria-label={`${t('edit')}: ${channel.name}`}
          >
            {t('edit')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onAct({ is: 'remove', channel })}
            aria-label={`${t('remove')}: ${channel.name}`}
          >
            {t('remove')}
          </Button>
        </div>
      )}
    </li>
  )
}
