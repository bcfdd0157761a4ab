import { Button, Modal, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import form from '../../../parts/form.module.css'
import { unitText } from '../../../parts/unit-text.ts'
import { useDesk } from '../desk.ts'
import type { FlowNode } from '../document.ts'
import { useEditor } from '../editor.ts'

/** A wire without a mouse: from an output of a node to any input that may take it. */
export function ConnectDialog({ node, onClose }: { node: FlowNode; onClose: () => void }) {
  const { t } = useTranslation('flows')
  const editor = useEditor()
  const desk = useDesk()
  const { outputs } = desk.ports(node)
  const [from, setFrom] = useState(outputs[0]?.name ?? '')
  const [to, setTo] = useState<string | null>(null)
  const output = { node: node.id, port: from }
  const inputs = editor.graph.nodes.flatMap((other) =>
    desk.ports(other).inputs.map((port) => {
      const end = { node: other.id, port: port.name }
      const unit = unitText(port.face.unit)
      return {
        end,
        value: `${end.node} ${end.port}`,
        label: [desk.nameOf(other), port.title, unit].filter(Boolean).join(' · '),
        fits: desk.misfitOf({ from: output, to: end }) === undefined,
      }
    }),
  )
  const chosen = inputs.find(({ value }) => value === to)

  function connect() {
    if (!chosen) return
    void desk.connect({ from: output, to: chosen.end })
    onClose()
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={440}
      title={t('connect.title', { name: desk.nameOf(node) })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault()
          connect()
        }}
      >
        {outputs.length > 1 && (
          <Select
            label={t('connect.from')}
            allowDeselect={false}
            value={from}
            data={outputs.map(({ name, title }) => ({ value: name, label: title }))}
            onChange={(value) => {
              setFrom(value ?? from)
              setTo(null)
            }}
          />
        )}
        <Select
          data-autofocus
          label={t('connect.to')}
          description={t('connect.hint')}
          nothingFoundMessage={t('connect.none')}
          searchable
          value={to}
          data={inputs.filter(({ fits }) => fits).map(({ value, label }) => ({ value, label }))}
          onChange={setTo}
        />
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={!chosen}>
            {t('connect.do')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
