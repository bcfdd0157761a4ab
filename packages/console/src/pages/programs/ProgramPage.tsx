import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import { useRightWords } from '../../parts/right-words.ts'
import type { Action, Program } from '../../platform.ts'
import { ProgramActions } from './parts/ProgramActions.tsx'
import { ProgramFacts } from './parts/ProgramFacts.tsx'
import { ProgramMark } from './parts/ProgramMark.tsx'
import { ProgramRoles } from './parts/ProgramRoles.tsx'
import styles from './programs.module.css'
import { programQuery } from './queries.ts'

const route = getRouteApi('/app/programs/$id')

export function ProgramPage() {
  const { id } = route.useParams()
  const program = useQuery(programQuery(id))
  if (program.isError && !program.data) return <FaultView fault={program.error} retry={() => void program.refetch()} />
  if (!program.data)
    return (
      <div className="page">
        <Skeleton height={110} radius={6} mb={16} />
        <Skeleton height={260} radius={6} />
      </div>
    )
  return <KnownProgram program={program.data} />
}

function KnownProgram({ program }: { program: Program }) {
  const { t } = useTranslation('programs')
  return (
    <div className="page">
      <title>{`${program.name} – Millrace`}</title>
      <nav aria-label={t('path')} className="thing-path">
        <Link to="/programs" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={styles.head}>
        <h1 className="thing-title">{program.name}</h1>
        <ProgramMark state={program.state} />
        <ProgramActions program={program} />
      </header>
      {program.description && <p className={styles.description}>{program.description}</p>}
      <div className={styles.panels}>
        <ProgramFacts program={program} />
        <ProgramRoles program={program} />
        <Scopes scopes={program.scopes} />
      </div>
    </div>
  )
}

function Scopes({ scopes }: { scopes: Program['scopes'] }) {
  const { t } = useTranslation('programs')
  const { action } = useRightWords()
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="scopes">
      <h2 id="scopes" className="section-title">
        {t('scopes.title')}
      </h2>
      <p className={styles.lesson}>{t(scopes ? 'scopes.lesson' : 'scopes.allLesson')}</p>
      {scopes && (
        <ul className={styles.scopes}>
          {scopes.map((scope) => (
            <li key={scope}>
              {action(scope as Action)} <code className={styles.code}>{scope}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
