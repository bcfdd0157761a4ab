import { Button, Progress, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { FaultView, useFaultWords, useKnownFault } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { dateFormat } from '../../../parts/time-text.ts'
import { platform, type Study } from '../../../platform.ts'
import styles from '../mechanisms.module.css'
import { StudyMark } from '../parts/StudyMark.tsx'
import { StudyReport } from './parts/StudyReport.tsx'
import { isUnderWay, studyQuery } from './queries.ts'
import own from './studies.module.css'

const route = getRouteApi('/app/mechanisms/studies/$id')

/** A study: how far it is, what came of it, and the step to use it. */
export function StudyPage() {
  const { id } = route.useParams()
  const study = useQuery(studyQuery(id))
  if (study.isError && !study.data) return <FaultView fault={study.error} retry={() => void study.refetch()} />
  if (!study.data)
    return (
      <div className="page">
        <Skeleton height={90} radius={6} mb={16} />
        <Skeleton height={360} radius={6} />
      </div>
    )
  return <KnownStudy study={study.data} />
}

function KnownStudy({ study }: { study: Study }) {
  const { t } = useTranslation('mechanismStudies')
  const { t: catalogue } = useTranslation('mechanisms')
  const words = useFaultWords()
  const faultOf = useKnownFault()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { request, applied, fault } = study
  const underWay = isUnderWay(study)
  const apply = useMutation({
    mutationFn: () => platform.studies.apply(study.id),
    onSuccess: async (next) => {
      queries.setQueryData(studyQuery(study.id).queryKey, next)
      await queries.invalidateQueries()
    },
  })
  const remove = useMutation({
    mutationFn: () => platform.studies.remove(study.id),
    onSuccess: async () => {
      if (!underWay) await navigate({ to: '/mechanisms', search: { tab: 'studies' } })
      await queries.invalidateQueries({ queryKey: ['studies'] })
    },
  })
  const moment = dateFormat(currentLanguage(), {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  return (
    <div className="page">
      <title>{`${request.title} – Millrace`}</title>
      <nav aria-label={catalogue('title')} className="thing-path">
        <Link to="/mechanisms" search={{ tab: 'studies' }} className="link">
          {catalogue('tab.studies')}
        </Link>
      </nav>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1 className="thing-title">{request.title}</h1>
          <p className="label">
            {catalogue(`studies.is.${request.kind}`)} · {moment.format(Date.parse(request.from))} –{' '}
            {moment.format(Date.parse(request.to))} · {study.by.name} · <RelativeTime time={study.at} />
          </p>
        </div>
        {!underWay && <StudyMark study={study} />}
        <div className={lists.actions}>
          <Button size="xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t(underWay ? 'cancel' : 'forget')}
          </Button>
          {study.state === 'done' && !applied && request.kind !== 'backtest' && (
            <Button size="xs" loading={apply.isPending} onClick={() => apply.mutate()}>
              {t(`apply.${request.kind}`)}
            </Button>
          )}
        </div>
      </header>
      {underWay && (
        <div className={`panel ${own.wait}`} role="status">
          <Progress value={Math.max(2, study.progress * 100)} aria-label={request.title} animated />
          <span className="num">
            {t(study.state === 'waits' ? 'waiting' : 'running', { share: Math.floor(study.progress * 100) })}
          </span>
        </div>
      )}
      {fault && <FormFault words={faultOf(fault.code, { says: fault.says, remedy: '' })} />}
      {apply.error && <FormFault words={words(apply.error)} />}
      {remove.error && <FormFault words={words(remove.error)} />}
      {applied && (
        <p className={own.applied}>
          {t(`applied.${request.kind}`, { name: applied.by.name })} <RelativeTime time={applied.at} />{' '}
          {applied.mechanism && applied.version && (
            <Link
              to="/mechanisms/$id"
              params={{ id: applied.mechanism }}
              search={{ version: applied.version }}
              className="link"
            >
              {t('applied.open')}
            </Link>
          )}
          {request.kind === 'calibration' && (
            <Link to="/mechanisms/bindings/$id" params={{ id: request.binding }} className="link">
              {t('applied.binding')}
            </Link>
          )}
        </p>
      )}
      {study.result && <StudyReport study={study} result={study.result} />}
    </div>
  )
}
