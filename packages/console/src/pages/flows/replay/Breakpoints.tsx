import { ActionIcon, Button, Popover, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../desk.ts'
import { useEditor } from '../editor.ts'
import styles from '../flows.module.css'
import type { ReplayState } from './use-replay.ts'

/** Where a replay stops: when an output carries a value that fits. */
export function Breakpoints({ replay }: { replay: ReplayState }) {
  const { t } = useTranslation('flows')
  const editor = useEditor()
  const desk = useDesk()
  const [at, setAt] = useState<string | null>(null)
  const [when, setWhen] = useState('value > 0')
  const { breakpoints, setBreakpoints } = replay
  const outputs = editor.graph.nodes.flatMap((node) =>
    desk.ports(node).outputs.map((port) => ({
      value: `${node.id}.${port.name}`,
      label: `${desk.nameOf(node)} · ${port.title}`,
    })),
  )
  function add() {
    const [node, port] = at?.split('.') ?? []
    if (!node || !port || when.trim() === '') return
    setBreakpoints([...breakpoints, { node: `${editor.prefix}${node}`, port, when: when.trim() }])
    setAt(null)
  }
  return (
    <Popover position="top-start" width={340} shadow="md" trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default">
          {t('replay.breakpoints', { count: breakpoints.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.stack}>
          {breakpoints.map((one, k) => (
            <div key={`${one.node}.${one.port} ${one.when}`} className={styles.breakpointRow}>
              <code>
                {one.node}.{one.port}: {one.when}
              </code>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('replay.dropBreakpoint', { node: one.node })}
                onClick={() => setBreakpoints(breakpoints.filter((_, at) => at !== k))}
              >
                <IconX size={14} />
              </ActionIcon>
            </div>
          ))}
          <Select
            size="xs"
            label={t('replay.breakAt')}
            searchable
            comboboxProps={{ withinPortal: false }}
            value={at}
            data={outputs}
            onChange={setAt}
          />
          <TextInput
            size="xs"
            label={t('replay.breakWhen')}
            description={t('replay.breakHint')}
            value={when}
            onChange={(event) => setWhen(event.currentTarget.value)}
          />
          <Button size="compact-xs" variant="default" disabled={!at} onClick={add}>
            {t('replay.addBreakpoint')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
