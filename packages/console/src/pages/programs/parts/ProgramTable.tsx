import { IconKey, IconTerminal2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import list from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { useRightWords } from '../../../parts/right-words.ts'
import { useNow } from '../../../parts/use-now.ts'
import type { Action, Program } from '../../../platform.ts'
import { expiryOf } from '../expiry.ts'
import styles from '../programs.module.css'
import { Expiry } from './Expiry.tsx'
import { ProgramMark } from './ProgramMark.tsx'

export function ProgramTable({ programs }: { programs: readonly Program[] }) {
  const { t } = useTranslation('programs')
  return (
    <table className={list.table}>
      <thead>
        <tr>
          <th>{t('column.name')}</th>
          <th>{t('column.state')}</th>
          <th className={list.wide}>{t('column.scopes')}</th>
          <th className={list.wide}>{t('column.expires')}</th>
          <th className={list.wide}>{t('column.used')}</th>
        </tr>
      </thead>
      <tbody>
        {programs.map((program) => (
          <ProgramRow key={program.id} program={program} />
        ))}
      </tbody>
    </table>
  )
}

function ProgramRow({ program }: { program: Program }) {
  const { t } = useTranslation('programs')
  const { action } = useRightWords()
  const expiry = expiryOf(program, useNow())
  const Icon = program.kind === 'key' ? IconKey : IconTerminal2
  const scopes = program.scopes?.map((scope) => action(scope as Action)).join(' · ')
  return (
    <tr>
      <td className={list.nameColumn}>
        <Link to="/programs/$id" params={{ id: program.id }} className={list.open}>
          <Icon size={17} stroke={1.6} aria-hidden="true" />
          <span className={list.names}>
            <span className="clip">{program.name}</span>
            <span className="clip label">{t(`kind.${program.kind}`)}</span>
            {expiry === 'near' && (
              <span className={`label ${styles.narrow}`}>
                <Expiry program={program} />
              </span>
            )}
          </span>
        </Link>
      </td>
      <td>
        <ProgramMark state={program.state} />
      </td>
      <td className={`${list.wide} ${styles.scopeColumn}`} title={scopes}>
        {scopes ? <span className={styles.scopeLine}>{scopes}</span> : <span className="quiet">{t('scopes.all')}</span>}
      </td>
      <td className={list.wide}>
        <Expiry program={program} />
      </td>
      <td className={list.wide}>
        <RelativeTime time={program.lastUsedAt} />
        {program.lastRemote && <div className="label">{program.lastRemote}</div>}
      </td>
    </tr>
  )
}
