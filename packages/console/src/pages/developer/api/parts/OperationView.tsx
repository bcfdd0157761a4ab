import { IconAlertTriangle, IconArrowLeft, IconCircleCheck, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useRightWords } from '../../../../parts/right-words.ts'
import { CopyAction } from '../../../../parts/ShownOnce.tsx'
import type { Action } from '../../../../platform.ts'
import { rightsQuery } from '../../../../rights.ts'
import styles from '../../developer.module.css'
import { Line } from '../../Line.tsx'
import { type Api, type Operation, successOf } from '../document.ts'
import { bodyTypeOf } from '../request.ts'
import { FaultList } from './FaultList.tsx'
import { MethodMark } from './MethodMark.tsx'
import { ParameterTable } from './ParameterTable.tsx'
import { SchemaTree } from './SchemaTree.tsx'
import { TryPanel } from './TryPanel.tsx'

interface OperationViewProps {
  api: Api
  operation: Operation
}

export function OperationView({ api, operation }: OperationViewProps) {
  const { t } = useTranslation('developer')
  const bodyType = bodyTypeOf(operation)
  const body = bodyType ? operation.requestBody?.content[bodyType]?.schema : undefined
  const { status, content } = successOf(operation)
  return (
    <article className={styles.operationView} aria-labelledby="operation">
      <header className={`panel ${styles.block}`}>
        <Link to="/developer" search={({ q }) => ({ ...(q && { q }) })} className={`link ${styles.back}`}>
          <IconArrowLeft size={15} stroke={1.8} aria-hidden="true" /> {t('api.back')}
        </Link>
        <h2 id="operation" className={styles.summary}>
          <Line text={operation.summary} />
        </h2>
        <div className={styles.address}>
          <MethodMark method={operation.method} />
          <code className={styles.path}>{operation.path}</code>
          <CopyAction value={operation.path} />
        </div>
        {operation.description && (
          <p className={styles.lesson}>
            <Line text={operation.description} />
          </p>
        )}
        {operation.deprecated && <Deprecation operation={operation} />}
        <PermissionLine permission={operation['x-permission']} />
      </header>
      <TryPanel api={api} operation={operation} />
      {operation.parameters.length > 0 && (
        <Section id="parameters" title={t('api.parameters')}>
          <ParameterTable parameters={operation.parameters} schemas={api.schemas} />
        </Section>
      )}
      {bodyType && (
        <Section id="body" title={t('api.body')} aside={<code className={styles.code}>{bodyType}</code>}>
          {body && <SchemaTree schema={body} schemas={api.schemas} />}
        </Section>
      )}
      <Section id="answer" title={t('api.answer')} aside={<code className={styles.code}>{status}</code>}>
        {Object.keys(content).length === 0 && <p className="quiet">{t('api.noAnswer')}</p>}
        {Object.entries(content).map(([type, { schema }]) => (
          <div key={type}>
            {type !== 'application/json' && <p className="label">{t('api.also', { type })}</p>}
            {schema && <SchemaTree schema={schema} schemas={api.schemas} />}
          </div>
        ))}
      </Section>
      <Section id="faults" title={t('api.faults')}>
        <FaultList api={api} operation={operation} />
      </Section>
    </article>
  )
}

function Section({
  id,
  title,
  aside,
  children,
}: {
  id: string
  title: string
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section className={`panel ${styles.block}`} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <h3 id={id} className="section-title">
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  )
}

function Deprecation({ operation }: { operation: Operation }) {
  const { t } = useTranslation('developer')
  return (
    <p className={styles.deprecation} role="note">
      <IconAlertTriangle size={16} stroke={1.8} className={styles.sign} aria-hidden="true" />
      {t('api.deprecated', {
        since: operation['x-deprecated-since'],
        sunset: operation['x-sunset'],
        instead: operation['x-instead'],
      })}
    </p>
  )
}

/** Who may call it, and whether the reader is one of them. */
function PermissionLine({ permission }: { permission: string }) {
  const { t } = useTranslation('developer')
  const { action } = useRightWords()
  const rights = useQuery(rightsQuery)
  if (permission === 'public' || permission === 'person' || permission === 'device' || permission === 'link')
    return (
      <p className={styles.permission}>
        {permission === 'public' ? (
          <IconCircleCheck size={16} stroke={1.7} className={styles.sign} aria-hidden="true" />
        ) : (
          <IconLock size={16} stroke={1.7} className={styles.sign} aria-hidden="true" />
        )}
        {t(`api.who.${permission}`)}
      </p>
    )
  const held = rights.data?.items.find((right) => right.action === permission)
  return (
    <p className={styles.permission} data-held={rights.data ? held !== undefined : undefined}>
      <IconLock size={16} stroke={1.7} className={styles.sign} aria-hidden="true" />
      <span>
        {t('api.needs')} {action(permission as Action)} <code className={styles.code}>{permission}</code>
      </span>
      {rights.data && (
        <span className={styles.held}>
          {t(held ? (held.everywhere ? 'api.held' : 'api.heldPartly') : 'api.notHeld')}
        </span>
      )}
    </p>
  )
}
