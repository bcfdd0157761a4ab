import { lazy, Suspense } from 'react'
import type { Asset } from '../../../platform.ts'
import type { Doing } from '../drawing.ts'
import { EditDialog } from './EditDialog.tsx'
import { EndDialog } from './EndDialog.tsx'
import { MoveDialog } from './MoveDialog.tsx'

const SheetDialog = lazy(() => import('./SheetDialog.tsx'))

interface DrawingDialogsProps {
  doing: Doing
  onDone: (asset: Asset | undefined) => void
  onClose: () => void
}

/** The dialog of what somebody does to the tree. */
export function DrawingDialogs({ doing, onDone, onClose }: DrawingDialogsProps) {
  switch (doing.is) {
    case 'make':
      return <EditDialog below={doing.below} onDone={onDone} onClose={onClose} />
    case 'change':
      return <EditDialog asset={doing.asset} onDone={onDone} onClose={onClose} />
    case 'move':
      return <MoveDialog asset={doing.asset} to={doing.to} onDone={onDone} onClose={onClose} />
    case 'retire':
    case 'remove':
      return <EndDialog is={doing.is} asset={doing.asset} onDone={onDone} onClose={onClose} />
    case 'sheet':
      return (
        <Suspense>
          <SheetDialog onDone={() => onDone(undefined)} onClose={onClose} />
        </Suspense>
      )
  }
}
