import { Button, Progress } from '@mantine/core'
import { IconCheck, IconRefresh, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFaultWords, useKnownFault } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { type AppTests, type AppVersion, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../apps.module.css'
import { testsQuery } from '../queries.ts'
import { TestMark } from './TestMark.tsx'

type One = AppTests['results'][number]

/** What came of the tests that a package brings: run here, by this platform, without a plant. */
export function TestsPanel({ version: { app, version, tests: sum } }: { version: AppVersion }) {
  const { t } = useTranslation('apps')
  const words = useFaultWords()
  const known = useKnownFault()
  const queries = useQueryClient()
  const manages = useMay('app:manage')
  const { data: tests } = useQuery(testsQuery(app, version))
  const again = useMutation({
    mutationFn: () => platform.apps.runTests(app, version),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['apps'] }),
  })
  const now = tests ?? sum
  const runs = now.state === 'waiting' || now.state === 'running'
  const { why } = now
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="app-tests">
      <div className={styles.needHead}>
        <h2 className="section-title" id="app-tests">
          {t('tests.title')}
        </h2>
        <TestMark tests={now} />
        {manages && now.state !== 'none' && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRefresh size={14} stroke={1.8} />}
            disabled={runs}
            loading={again.isPending}
            onClick={() => again.mutate()}
          >
            {t('tests.again')}
          </Button>
        )}
      </div>
      {now.state === 'none' && <p className="quiet">{t('tests.lesson')}</p>}
      {now.state === 'running' && (
        <>
          <Progress value={100} animated size="sm" aria-label={t('tests.title')} />
          <p className="label" role="status">
            {t('tests.during', { count: now.passed + now.failed, name: tests?.during ?? '' })}
          </p>
        </>
      )}
      {now.at && now.platform && (
        <p className="label">
          {t('tests.by', { version: now.platform })} <RelativeTime time={now.at} />
        </p>
      )}
      {why && <FormFault words={known(why.code, { says: why.detail, remedy: why.remedy }, why.facts)} />}
      {again.error && <FormFault words={words(again.error)} />}
      {tests && tests.results.length > 0 && (
        <ul className={styles.tested}>
          {tests.results
            .toSorted((a, b) => Number(a.passed) - Number(b.passed))
            .map((one) => (
              <Tested key={`${one.kind} ${one.of} ${one.file} ${one.name}`} one={one} />
            ))}
        </ul>
      )}
    </section>
  )
}

function Tested({ one: { kind, of, file, name, passed, differences, log } }: { one: One }) {
  const { t } = useTranslation('apps')
  const Sign = passed ? IconCheck : IconX
  return (
    <li>
      <Sign
        size={15}
        stroke={2}
        className={styles.testSign}
        data-failed={!passed || undefined}
        aria-label={t(passed ? 'tests.passed' : 'tests.failed')}
        role="img"
      />
      <div>
        <p>{name}</p>
        <p className="label">
          {t(`tests.kind.${kind}`)} {of} · <code>{file}</code>
        </p>
        {differences.map((difference) => (
          <pre key={difference}>{difference}</pre>
        ))}
        {log.length > 0 && (
          <details>
            <summary>{t('tests.log')}</summary>
            <pre>{log.join('\n')}</pre>
          </details>
        )}
      </div>
    </li>
  )
}
