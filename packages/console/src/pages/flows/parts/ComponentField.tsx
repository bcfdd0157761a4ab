import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { componentQuery, wholePoolQuery } from '../../components/queries.ts'
import { said } from '../../mechanisms/words.ts'
import styles from '../flows.module.css'

interface ComponentFieldProps {
  label: string
  /** name@number */
  value: string
  error: ReactNode
  readOnly: boolean
  /** What is called, rather than placed. */
  services: boolean
  onChange: (value: unknown) => void
}

/** A version of a component: it stays as it was chosen, and a newer one is told. */
export function ComponentField({ label, value, error, readOnly, services, onChange }: ComponentFieldProps) {
  const { t } = useTranslation('flows')
  const at = value.lastIndexOf('@')
  const [name, number] = [value.slice(0, Math.max(0, at)), Number(value.slice(at + 1))]
  const pool = useQuery(wholePoolQuery)
  const own = useQuery({ ...componentQuery(name), enabled: name !== '', retry: false })
  const versions = (own.data?.versions ?? []).filter(({ stage }) => stage === 'published')
  const deprecated = versions.find((each) => each.number === number)?.deprecated
  const newest = versions.find((each) => !each.deprecated)?.number
  const offered = [
    ...versions.map((each) => ({ value: `${name}@${each.number}`, label: `${said(each.title)} ${each.number}` })),
    ...(pool.data ?? [])
      .filter(
        (each) =>
          (each.kind === 'service') === services && each.name !== name && each.newest !== undefined && !each.deprecated,
      )
      .map((each) => ({ value: `${each.name}@${each.newest}`, label: `${said(each.title)} ${each.newest}` })),
  ]
  const isOther = value !== '' && !offered.some((one) => one.value === value)
  const take = (next: string, text: string) => (
    <Button size="compact-xs" variant="default" onClick={() => onChange(next)}>
      {text}
    </Button>
  )
  return (
    <div>
      <Select
        size="xs"
        label={label}
        error={error}
        readOnly={readOnly}
        searchable
        nothingFoundMessage={t('component.none')}
        value={value || null}
        data={isOther ? [...offered, { value, label: value }] : offered}
        onChange={(next) => onChange(next ?? undefined)}
      />
      <div className={styles.componentNews}>
        {deprecated && <p className={styles.wrong}>{t('component.deprecated', { reason: deprecated.reason })}</p>}
        {deprecated?.successor && !readOnly
          ? take(deprecated.successor, t('component.instead', { name: deprecated.successor }))
          : newest !== undefined &&
            newest > number && (
              <>
                <span>{t('component.newer', { number: newest })}</span>
                {!readOnly && take(`${name}@${newest}`, t('component.upgrade', { number: newest }))}
              </>
            )}
        {name !== '' && own.data && (
          <Link to="/components/$name" params={{ name }} search={{ number }} className="link">
            {t('component.open', { name })}
          </Link>
        )}
      </div>
    </div>
  )
}
