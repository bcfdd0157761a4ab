import { Button, Menu, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconRocket } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { Mark } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { countText } from '../../../parts/value-text.ts'
import { type Flow, type FlowDeployment, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { told } from '../catalogue.ts'
import styles from '../flows.module.css'
import { actionsQuery, deploymentsQuery } from '../queries.ts'
import { Inbox } from './Inbox.tsx'
import { Recompute } from './Recompute.tsx'
import type { Running } from './use-running.ts'

const DeployDialog = lazy(() => import('./DeployDialog.tsx'))

/** Where the flow runs, how it stands at each asset, and what it did. */
export function RunsPanel({ flow, running }: { flow: Flow; running: Running }) {
  const { t } = useTranslation('flows')
  const deploys = useMay('flow:deploy')
  const [deploying, { open, close }] = useDisclosure(false)
  const deployments = useQuery(deploymentsQuery(flow.id))
  const list = deployments.data ?? []
  const chosen = list.find(({ id }) => id === running.deployment) ?? list[0]
  if (chosen && chosen.id !== running.deployment) queueMicrotask(() => running.setDeployment(chosen.id))
  return (
    <div className={styles.stack}>
      <div className={styles.replayBar}>
        {list.length > 0 && (
          <Select
            size="xs"
            aria-label={t('runs.deployment')}
            allowDeselect={false}
            value={chosen?.id ?? null}
            data={list.map((each) => ({
              value: each.id,
              label: `${told(each.name)} · ${t('runs.version', { version: each.version })}`,
            }))}
            onChange={(id) => running.setDeployment(id ?? undefined)}
          />
        )}
        {chosen && <DeploymentActs flow={flow} deployment={chosen} mayDeploy={deploys} />}
        {deploys && (
          <Button
            size="xs"
            leftSection={<IconRocket size={15} stroke={1.8} />}
            disabled={flow.published === undefined}
            onClick={open}
          >
            {t('runs.deploy')}
          </Button>
        )}
        {flow.published === undefined && <span className="quiet">{t('runs.publishFirst')}</span>}
      </div>
      {list.length === 0 && flow.published !== undefined && <p className="quiet">{t('runs.none')}</p>}
      {chosen && deploys && !chosen.edge && <Inbox deployment={chosen.id} />}
      {chosen && <Runs running={running} deployment={chosen} />}
      <Suspense>
        {deploying && (
          <DeployDialog
            flow={flow}
            onClose={close}
            onDone={(id) => {
              running.setDeployment(id)
              close()
            }}
          />
        )}
      </Suspense>
    </div>
  )
}

interface DeploymentActsProps {
  flow: Flow
  deployment: FlowDeployment
  mayDeploy: boolean
}

function DeploymentActs({ flow, deployment, mayDeploy }: DeploymentActsProps) {
  const { t } = useTranslation('flows')
  const queries = useQueryClient()
  const words = useFaultWords()
  const [leaving, setLeaving] = useState(false)
  const [recomputing, setRecomputing] = useState(false)
  const { id, paused } = deployment
  const act = useMutation({
    mutationFn: (how: 'pause' | 'resume' | 'rollBack' | 'undeploy' | number): Promise<unknown> =>
      typeof how === 'number' ? platform.flows.upgrade(id, how) : platform.flows[how](id),
    onSuccess: async () => {
      setLeaving(false)
      await queries.invalidateQueries({ queryKey: ['flows'], predicate: ({ queryKey }) => queryKey[1] !== 'nodes' })
    },
  })
  const newer = flow.published !== undefined && flow.published !== deployment.version ? flow.published : undefined
  return (
    <>
      {deployment.edge && (
        <Mark tone="hollow">{t('runs.at', { name: `${deployment.edge.group}/${deployment.edge.node}` })}</Mark>
      )}
      {paused && <Mark tone="warn">{t('runs.paused')}</Mark>}
      {deployment.back && <Back back={deployment.back} />}
      {mayDeploy && newer !== undefined && (
        <Button size="xs" variant="default" loading={act.isPending} onClick={() => act.mutate(newer)}>
          {t('runs.upgrade', { version: newer })}
        </Button>
      )}
      {mayDeploy && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="xs" variant="default">
              {t('runs.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => act.mutate(paused ? 'resume' : 'pause')}>
              {t(paused ? 'runs.resume' : 'runs.pause')}
            </Menu.Item>
            <Menu.Item disabled={deployment.before === undefined} onClick={() => act.mutate('rollBack')}>
              {t('runs.rollBack')}
            </Menu.Item>
            {!deployment.edge && <Menu.Item onClick={() => setRecomputing(true)}>{t('runs.recompute')}</Menu.Item>}
            <Menu.Item color="red" onClick={() => setLeaving(true)}>
              {t('runs.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {act.error && !leaving && <FormFault words={words(act.error)} />}
      {recomputing && <Recompute deployment={deployment} onClose={() => setRecomputing(false)} />}
      {leaving && (
        <ConfirmDialog
          title={t('runs.removeTitle', { name: told(deployment.name) })}
          action={t('runs.removeDo')}
          destructive
          busy={act.isPending}
          fault={act.error}
          onConfirm={() => act.mutate('undeploy')}
          onClose={() => setLeaving(false)}
        >
          {t('runs.removeLesson')}
        </ConfirmDialog>
      )}
    </>
  )
}

function Back({ back: { from, at, end, broken } }: { back: NonNullable<FlowDeployment['back']> }) {
  const { t } = useTranslation('flows')
  if (broken) return <Mark tone="warn">{t('runs.backBroken', { says: broken.says })}</Mark>
  const [begun, reached, whole] = [from, at, end].map((time) => Date.parse(time)) as [number, number, number]
  const percent = whole > begun ? Math.floor(((reached - begun) / (whole - begun)) * 100) : 0
  return <Mark tone="hollow">{t('runs.back', { percent })}</Mark>
}

const tones = { runs: 'plain', paused: 'hollow', broken: 'bad', elsewhere: 'hollow', waiting: 'warn' } as const

function Runs({ running, deployment }: { running: Running; deployment: FlowDeployment }) {
  const { t } = useTranslation('flows')
  const actions = useQuery(actionsQuery(deployment.id))
  return (
    <div className={styles.replayed}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {(['asset', 'state', 'time', 'samples', 'late', 'values', 'actions'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`runs.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(running.runs.data ?? []).map((run) => (
              <tr key={run.asset ?? ''} data-chosen={run === running.run || undefined}>
                <td>
                  <button type="button" className="link" onClick={() => running.setAsset(run.asset)}>
                    {run.path.join(' / ') || t('runs.once')}
                  </button>
                </td>
                <td>
                  <Mark tone={tones[run.state]}>{t(`runs.state.${run.state}`)}</Mark>
                  {run.broken && <p className={styles.wrong}>{run.broken.says}</p>}
                  {run.trouble && (
                    <p className={styles.wrong}>{t('runs.trouble', { count: run.troubles, ...run.trouble })}</p>
                  )}
                  {run.inputs
                    .filter(({ problem }) => problem !== undefined)
                    .map(({ node, problem }) => (
                      <p key={node} className={styles.wrong}>
                        {t('runs.input', { node, problem })}
                      </p>
                    ))}
                </td>
                <td>{!deployment.edge && <RelativeTime time={run.time} />}</td>
                <td className="num">{!deployment.edge && countText(run.samples)}</td>
                <td className="num">{!deployment.edge && countText(run.late)}</td>
                <td className="num">
                  {!deployment.edge && countText(run.values)}
                  {run.outputs.map(({ node, point }) => (
                    <Link
                      key={node}
                      to="/points/$id"
                      params={{ id: point }}
                      search={{}}
                      className={`link ${styles.output}`}
                    >
                      {node}
                    </Link>
                  ))}
                </td>
                <td className="num">{!deployment.edge && countText(run.actions)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <section className={styles.actions} aria-label={t('runs.actions')}>
        <h3>{t('runs.actions')}</h3>
        {actions.data?.items.length === 0 && <p className="quiet">{t('runs.noActions')}</p>}
        <ul>
          {(actions.data?.items ?? []).map((action) => (
            <li key={action.id}>
              <RelativeTime time={action.at} /> <strong>{action.node}</strong>{' '}
              <Mark tone={action.state === 'done' ? 'plain' : action.state === 'waiting' ? 'hollow' : 'warn'}>
                {t(`runs.action.${action.state}`)}
              </Mark>
              {action.answer && <span className="quiet"> {action.answer}</span>}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
