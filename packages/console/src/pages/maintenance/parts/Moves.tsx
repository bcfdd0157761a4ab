import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { platform, type WorkOrder, type WorkOrderMove } from '../../../platform.ts'
import styles from '../maintenance.module.css'
import { useOrder } from '../use-order.ts'
import { type Effect, EffectFields } from './EffectFields.tsx'

type Move = WorkOrder['may'][number]

/** These want to know why. */
const asks: ReadonlySet<Move> = new Set(['wait', 'reopen', 'cancel'])
const main: ReadonlySet<Move> = new Set(['start', 'finish', 'close'])

/** What comes next, in reach of a thumb. */
export function Moves({ order }: { order: WorkOrder }) {
  const { t } = useTranslation('maintenance')
  const words = useFaultWords()
  const [asked, setAsked] = useState<Move>()
  const [note, setNote] = useState('')
  const [effect, setEffect] = useState<Effect>()
  const move = useOrder(
    order.id,
    (request: WorkOrderMove) => platform.maintenance.move(order.id, request),
    () => {
      setAsked(undefined)
      setNote('')
    },
  )
  return (
    <div className={styles.moves}>
      {order.may.includes('close') && !asked && <EffectFields order={order} onChange={setEffect} />}
      {move.error && <FormFault words={words(move.error)} />}
      {asked ? (
        <>
          <Textarea
            label={t('why')}
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            data-autofocus
          />
          <div className={styles.buttons}>
            <Button size="md" variant="default" onClick={() => setAsked(undefined)}>
              {t('cancelEdit')}
            </Button>
            <Button
              size="md"
              loading={move.isPending}
              disabled={note.trim() === ''}
              onClick={() => move.mutate({ move: asked, note: note.trim() })}
            >
              {t(`move.${asked}`)}
            </Button>
          </div>
        </>
      ) : (
        <div className={styles.buttons}>
          {order.may.map((each) => (
            <Button
              key={each}
              size="md"
              variant={main.has(each) ? 'filled' : 'default'}
              loading={move.isPending && move.variables.move === each}
              onClick={() =>
                asks.has(each)
                  ? setAsked(each)
                  : move.mutate({ move: each, ...(each === 'close' && effect && { effect }) })
              }
            >
              {t(`move.${each}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
