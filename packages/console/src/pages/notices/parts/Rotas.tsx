import { Button, Skeleton } from '@mantine/core'
import { IconPhoneCall } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import { dateFormat } from '../../../parts/time-text.ts'
import { type NoticeRota, platform } from '../../../platform.ts'
import styles from '../notices.module.css'
import { peopleQuery, rotasQuery } from '../queries.ts'
import { useSave } from '../use-save.ts'
import { weekdayDate } from '../words.ts'
import { RemoveDialog } from './RemoveDialog.tsx'
import { RotaDialog } from './RotaDialog.tsx'
import { RotaWeeks } from './RotaWeeks.tsx'
import { StandInDialog } from './StandInDialog.tsx'
import type { SectionProps } from './section.ts'

type Act = { readonly is: 'edit' | 'standIn' | 'remove'; readonly rota: NoticeRota }

export function Rotas({ mayWrite, adding, onAdd, onAdded }: SectionProps) {
  const { t } = useTranslation('notices')
  const rotas = useQuery(rotasQuery)
  const people = useQuery(peopleQuery)
  const [act, setAct] = useState<Act>()
  const done = () => setAct(undefined)
  const nameOf = (id: string): string => people.data?.find((person) => person.id === id)?.name ?? '…'
  return (
    <>
      {rotas.isError && !rotas.data && <FaultView fault={rotas.error} retry={() => void rotas.refetch()} />}
      {rotas.isPending && <Skeleton height={220} />}
      {rotas.data?.length === 0 && (
        <div className="panel">
          <EmptyState title={t('rotas.emptyTitle')} lesson={t('rotas.emptyLesson')}>
            {mayWrite && <Button onClick={onAdd}>{t('rotas.add')}</Button>}
          </EmptyState>
        </div>
      )}
      <div className={styles.stack}>
        {rotas.data?.map((rota) => (
          <RotaPanel key={rota.id} rota={rota} nameOf={nameOf} {...(mayWrite ? { onAct: setAct } : {})} />
        ))}
      </div>
      {adding && <RotaDialog people={people.data ?? []} onClose={onAdded} />}
      {act?.is === 'edit' && <RotaDialog rota={act.rota} people={people.data ?? []} onClose={done} />}
      {act?.is === 'standIn' && <StandInDialog rota={act.rota} people={people.data ?? []} onClose={done} />}
      {act?.is === 'remove' && (
        <RemoveDialog name={act.rota.name} run={() => platform.notices.dropRota(act.rota.id)} onClose={done} />
      )}
    </>
  )
}

interface RotaPanelProps {
  rota: NoticeRota
  nameOf: (id: string) => string
  onAct?: (act: Act) => void
}

function RotaPanel({ rota, nameOf, onAct }: RotaPanelProps) {
  const { t } = useTranslation('notices')
  const drop = useSave((id: string) => platform.notices.dropStandIn(rota.id, id))
  const language = currentLanguage()
  const day = dateFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(weekdayDate(rota.weekday))
  const moment = dateFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: rota.zone })
  return (
    <section className={`panel ${styles.rota}`} aria-label={rota.name}>
      <div className={styles.cardHead}>
        <div className={styles.cardName}>
          <h2>{rota.name}</h2>
          <span className="label">{t('rotas.handOver', { day, time: rota.at, zone: rota.zone })}</span>
        </div>
        {onAct && (
          <div className={styles.acts}>
            <Button
              size="compact-sm"
              onClick={() => onAct({ is: 'standIn', rota })}
              aria-label={`${t('rotas.standIn')}: ${rota.name}`}
            >
              {t('rotas.standIn')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => onAct({ is: 'edit', rota })}
              aria-label={`${t('edit')}: ${rota.name}`}
            >
              {t('edit')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => onAct({ is: 'remove', rota })}
              aria-label={`${t('remove')}: ${rota.name}`}
            >
              {t('remove')}
            </Button>
          </div>
        )}
      </div>
      <p className={styles.onCall}>
        <IconPhoneCall size={18} stroke={1.6} aria-hidden="true" />
        {rota.now === undefined ? t('rotas.nobody') : t('rotas.now', { name: nameOf(rota.now) })}
      </p>
      <RotaWeeks rota={rota} nameOf={nameOf} />
      {rota.standIns.length > 0 && (
        <ul className={styles.standIns}>
          {rota.standIns.map((one) => (
            <li key={one.id}>
              <span className={styles.strong}>{nameOf(one.person)}</span>
              <span className="num">{moment.formatRange(new Date(one.beginsAt), new Date(one.endsAt))}</span>
              {onAct && (
                <Button
                  size="compact-xs"
                  variant="default"
                  loading={drop.isPending && drop.variables === one.id}
                  onClick={() => drop.mutate(one.id)}
                  aria-label={`${t('remove')}: ${nameOf(one.person)}`}
                >
                  {t('remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
