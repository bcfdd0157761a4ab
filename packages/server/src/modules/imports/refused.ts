import type { Cell } from '@millrace/history'

/** Why a cell is not stored. */
export class Refused {
  readonly reason: string
  readonly detail: string

  constructor(reason: string, detail: string) {
    this.reason = reason
    this.detail = detail
  }
}

/** A cell as a reason names it. */
export const shown = (cell: Cell): string => {
  const text = String(cell)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
