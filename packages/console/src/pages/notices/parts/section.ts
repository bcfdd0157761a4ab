/** One part of the page: shows its things, and the form of a new one while one is added. */
export interface SectionProps {
  mayWrite: boolean
  adding: boolean
  onAdd: () => void
  onAdded: () => void
}
