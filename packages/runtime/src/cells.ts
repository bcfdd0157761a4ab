/** What other parts that run code of users are made of: cells with the script engine, and their threads. */
export { type CellEnd, compiled } from './script/cell.ts'
export { CellPool } from './script/cell-pool.ts'
export type { Question, ThreadEnd, ThreadWord, Told } from './script/lines.ts'
export { Talk, type TalkRefusal } from './script/talk.ts'
export { placeOf, wordsOf } from './script/words.ts'
export { joinModels } from './worker/priority.ts'
