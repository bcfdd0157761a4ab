import { Modal, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { said } from '../../mechanisms/words.ts'
import { NodeIcon } from '../canvas/NodeIcon.tsx'
import type { NodeKind } from '../catalogue.ts'
import styles from '../flows.module.css'
import { foundKinds, groupOf } from './find-kinds.ts'

interface AddNodeProps {
  /** Those that may stand there. */
  kinds: readonly NodeKind[]
  onPick: (type: string) => void
  onClose: () => void
}

const most = 9

/** A node by its name, without leaving the keyboard. */
export function AddNode({ kinds, onPick, onClose }: AddNodeProps) {
  const { t } = useTranslation('flows')
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const found = foundKinds(kinds, words).slice(0, most)
  const chosen = found[Math.min(at, found.length - 1)]

  function onKey(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) {
      event.preventDefault()
      setAt((was) => Math.max(0, Math.min(found.length - 1, was + by)))
    }
    if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      onPick(chosen.type)
    }
  }

  return (
    <Modal opened onClose={onClose} withCloseButton={false} size={460} padding={10} yOffset="14vh" centered={false}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-label={t('add.label')}
        aria-expanded
        aria-controls="flow-add"
        aria-activedescendant={chosen ? `flow-add-${chosen.type}` : undefined}
        placeholder={t('add.placeholder')}
        leftSection={<IconSearch size={16} stroke={1.7} aria-hidden="true" />}
        value={words}
        onKeyDown={onKey}
        onChange={(event) => {
          setWords(event.currentTarget.value)
          setAt(0)
        }}
      />
      <div id="flow-add" role="listbox" aria-label={t('add.label')} className={styles.addList}>
        {found.map((kind) => (
          <div
            key={kind.type}
            id={`flow-add-${kind.type}`}
            role="option"
            tabIndex={-1}
            aria-selected={kind === chosen}
            className={styles.addOption}
            data-group={kind.group}
            onClick={() => onPick(kind.type)}
            onKeyDown={onKey}
          >
            <span aria-hidden="true">
              <NodeIcon type={kind.type} />
            </span>
            <span className={styles.addName}>{said(kind.title)}</span>
            <span className={styles.addGroup}>{t(`group.${groupOf(kind)}`)}</span>
            <span className={`clip ${styles.addHelp}`}>{said(kind.help)}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="quiet">{t('palette.none')}</p>}
    </Modal>
  )
}
