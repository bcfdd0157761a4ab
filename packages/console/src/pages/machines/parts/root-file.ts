/** What the root is called where it is kept. */
export const rootFile = 'millrace-root.pem'
