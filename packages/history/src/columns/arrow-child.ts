import { readArrow, type Wanted } from './arrow-reader.ts'

process.on('message', ({ bytes, wanted }: { bytes: Uint8Array; wanted: Wanted }) => {
  try {
    process.send!({ table: readArrow(bytes, wanted) })
  } catch (thrown) {
    // What is no table makes the library throw whatever it stumbles over.
    process.send!({ seen: thrown instanceof Error ? thrown.message.slice(0, 200) : 'no table' })
  }
})
