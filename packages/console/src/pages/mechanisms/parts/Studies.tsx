import { Button, Progress, Skeleton } from '@mantine/core'
import { IconFlask2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import styles from '../mechanisms.module.css'
import { isUnderWay, studiesQuery } from '../studies/queries.ts'
import { StudyMark } from './StudyMark.tsx'

/** Backtests, calibrations and learning, with how far each is. */
export function Studies() {
  const { t } = useTranslation('mechanisms')
  const navigate = useNavigate()
  const studies = useQuery(studiesQuery())
  const begin = (['backtest', 'calibration', 'learning'] as const).map((kind) => (
    <Button
      key={kind}
      size="xs"
      variant="default"
      onClick={() => void navigate({ to: '/mechanisms/studies/new', search: { kind } })}
    >
      {t(`studies.new.${kind}`)}
    </Button>
  ))
  return (
    <>
      <div className={styles.bar}>
        <p className={styles.intro}>{t('studies.lesson')}</p>
        <div className={styles.buttons}>{begin}</div>
      </div>
      <div className={`panel ${lists.list}`}>
        {studies.isError && <FaultView fault={studies.error} retry={() => void studies.refetch()} />}
        {studies.isPending && <Skeleton height={160} m={16} w="auto" />}
        {studies.data?.length === 0 && <EmptyState title={t('studies.none')} lesson={t('studies.noneLesson')} />}
        {studies.data && studies.data.length > 0 && (
          <table className={lists.table}>
            <thead>
              <tr>
                <th>{t('studies.study')}</th>
                <th className={lists.wide}>{t('studies.kind')}</th>
                <th>{t('studies.state')}</th>
                <th className={lists.wide}>{t('studies.begun')}</th>
              </tr>
            </thead>
            <tbody>
              {studies.data.map((study) => (
                <tr key={study.id}>
                  <td className={styles.nameCell}>
                    <Link to="/mechanisms/studies/$id" params={{ id: study.id }} className={lists.open}>
                      <IconFlask2 size={17} stroke={1.6} aria-hidden="true" />
                      <span className={styles.wrap}>{study.request.title}</span>
                    </Link>
                  </td>
                  <td className={lists.wide}>{t(`studies.is.${study.request.kind}`)}</td>
                  <td>
                    {isUnderWay(study) ? (
                      <Progress
                        value={study.progress * 100}
                        aria-label={study.request.title}
                        className={styles.progress ?? ''}
                      />
                    ) : (
                      <StudyMark study={study} />
                    )}
                  </td>
                  <td className={`${lists.wide} quiet`}>
                    <RelativeTime time={study.at} /> · {study.by.name}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  )
}
