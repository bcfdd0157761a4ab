import { TextInput, Tooltip } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { said } from '../../mechanisms/words.ts'
import { NodeIcon } from '../canvas/NodeIcon.tsx'
import { useDesk } from '../desk.ts'
import styles from '../flows.module.css'
import { shownKinds } from '../pool.ts'
import { byGroup, foundKinds } from './find-kinds.ts'

/** Kinds of nodes by group: dragged onto the sheet, or put there by a click. */
export function Palette({ onAdd }: { onAdd: (type: string) => void }) {
  const { t } = useTranslation('flows')
  const { catalogue } = useDesk()
  const [words, setWords] = useState('')
  const found = foundKinds(shownKinds(catalogue), words)
  return (
    <section className={styles.palette} aria-label={t('palette.title')}>
      <TextInput
        size="xs"
        aria-label={t('palette.search')}
        placeholder={t('palette.search')}
        leftSection={<IconSearch size={14} stroke={1.7} aria-hidden="true" />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className={styles.paletteList}>
        {byGroup(found).map(({ group, kinds }) => (
          <div key={group} className={styles.paletteGroup}>
            <h3>{t(`group.${group}`)}</h3>
            {kinds.map((kind) => (
              <Tooltip key={kind.type} label={said(kind.help)} position="right" multiline w={280} openDelay={500}>
                <button
                  type="button"
                  draggable
                  className={styles.paletteNode}
                  data-group={kind.group}
                  onDragStart={(event) => event.dataTransfer.setData('application/x-millrace-node', kind.type)}
                  onClick={() => onAdd(kind.type)}
                >
                  <span aria-hidden="true">
                    <NodeIcon type={kind.type} />
                  </span>
                  <span className="clip">{said(kind.title)}</span>
                </button>
              </Tooltip>
            ))}
          </div>
        ))}
        {found.length === 0 && <p className="quiet">{t('palette.none')}</p>}
      </div>
    </section>
  )
}
