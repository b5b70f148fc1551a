/** How much a ledger holds on this disk, and what in it waits. */
export interface LedgerSizes {
  /** Of the file, with what has not been moved into it yet. */
  bytes: number
  /** Raw output that is kept: pieces, and their bytes. */
  attachments: { count: number; bytes: number }
  /** Commands that are queued or claimed; wall clock of the oldest, null where there is none. */
  commands: { open: number; oldestAt: number | null }
}
