import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../../parts/EmptyState.tsx'
import styles from '../../developer.module.css'
import { Line } from '../../Line.tsx'
import { type Api, matches, type Operation } from '../document.ts'
import { useCapabilityWords } from '../use-capability-words.ts'
import { MethodMark } from './MethodMark.tsx'

interface OperationListProps {
  api: Api
  search: string
  chosen: Operation | undefined
}

const shortPath = (path: string): string => path.replace(/^\/api\/v1/, '')

/** Every operation, by capability; a search opens those that hold what it found. */
export function OperationList({ api, search, chosen }: OperationListProps) {
  const { t } = useTranslation('developer')
  const say = useCapabilityWords()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const found = useMemo(
    () =>
      api.capabilities
        .map(({ name, operations }) => ({
          name,
          all: operations.length,
          operations: search ? operations.filter((operation) => matches(operation, search)) : operations,
        }))
        .filter(({ operations }) => operations.length > 0),
    [api, search],
  )
  if (found.length === 0) return <EmptyState title={t('api.none.title')} lesson={t('api.none.lesson')} />
  const toggle = (name: string) =>
    setOpened((before) => {
      const after = new Set(before)
      if (!after.delete(name)) after.add(name)
      return after
    })
  return (
    <ul className={styles.capabilities}>
      {found.map(({ name, operations, all }) => {
        const isOpen = search !== '' || opened.has(name) || operations.some((operation) => operation === chosen)
        return (
          <li key={name}>
            <button type="button" className={styles.capability} aria-expanded={isOpen} onClick={() => toggle(name)}>
              <IconChevronRight size={15} stroke={1.8} aria-hidden="true" />
              <span>{say(name).title}</span>
              <span className="label num">{search ? `${operations.length} / ${all}` : all}</span>
            </button>
            {isOpen && (
              <ul>
                {operations.map((operation) => (
                  <li key={operation.operationId}>
                    <Link
                      to="/developer"
                      search={{ ...(search && { q: search }), op: operation.operationId }}
                      className={styles.operation}
                      data-active={operation === chosen}
                      data-deprecated={operation.deprecated ?? false}
                      aria-current={operation === chosen ? 'true' : undefined}
                    >
                      <span>
                        <Line text={operation.summary} />
                      </span>
                      <span className={styles.operationPath}>
                        <MethodMark method={operation.method} />
                        <code className={`clip ${styles.code}`} title={operation.path}>
                          {shortPath(operation.path)}
                        </code>
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </li>
        )
      })}
    </ul>
  )
}
