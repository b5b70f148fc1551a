import type { Check } from './incident.ts'

/**
 * The root of every error that Ouroboros raises on purpose. `code` is stable and is what callers branch on;
 * `message` may be shown to anybody; `detail` is for logs only.
 */
export abstract class OuroborosError extends Error {
  abstract readonly code: string
  readonly isRetryable: boolean = false
  readonly detail: string | undefined

  constructor(message: string, options?: { cause?: unknown; detail?: string }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.detail = options?.detail
  }
}

/** A flag, variable or file that says something impossible. */
export class ConfigError extends OuroborosError { readonly code = 'config-invalid' }
/** organism.json or spec.ts cannot be used. */
export class ManifestError extends OuroborosError { readonly code = 'manifest-invalid' }
export class UnknownOrganismError extends OuroborosError { readonly code = 'organism-unknown' }
export class UnknownFaultError extends OuroborosError { readonly code = 'fault-unknown' }
export class UnknownGenomeError extends OuroborosError { readonly code = 'genome-unknown' }
export class UnknownInjectionError extends OuroborosError { readonly code = 'injection-unknown' }
export class UnknownCommandError extends OuroborosError { readonly code = 'command-unknown' }
/** The fault makes no sense for this organism, or finds no place in its source. */
export class FaultUnfitError extends OuroborosError { readonly code = 'fault-unfit' }
/** A fault already runs, or an incident is open: one at a time, so that a story stays readable. */
export class OrganismBusyError extends OuroborosError { readonly code = 'organism-busy'; override readonly isRetryable = true }
/** Quarantined or paused: resume first. */
export class OrganismDownError extends OuroborosError { readonly code = 'organism-down' }
/** The global stop is on. */
export class ChaosStoppedError extends OuroborosError { readonly code = 'chaos-stopped' }
/** Bytes on disk no longer match their hashes. */
export class GenomeDamagedError extends OuroborosError { readonly code = 'genome-damaged' }
/** Somebody has changed a version that no longer runs. */
export class StaleBaseError extends OuroborosError { readonly code = 'base-stale' }
/** The gate did not let files through that came from a person. */
export class GateRefusedError extends OuroborosError {
  readonly code = 'gate-refused'
  /** Every check that was run; the last one is what it failed. */
  readonly checks: readonly Check[]

  constructor(message: string, checks: readonly Check[]) {
    super(message)
    this.checks = checks
  }
}
/** An archive that is malformed, too large, or reaches outside its folder. */
export class ArchiveError extends OuroborosError { readonly code = 'archive-invalid' }
/** A write by a core that no longer leads. The core must stop at once. */
export class StaleEpochError extends OuroborosError { readonly code = 'epoch-stale' }
/** The ledger cannot be written now: disk full, locked, read-only. */
export class LedgerUnavailableError extends OuroborosError { readonly code = 'ledger-unavailable'; override readonly isRetryable = true }
/** The ledger's hash chain does not hold. */
export class LedgerBrokenError extends OuroborosError { readonly code = 'ledger-broken' }
/** No core leads right now: the command waits in its row. */
export class NoCoreError extends OuroborosError { readonly code = 'core-down'; override readonly isRetryable = true }
export class RequestInvalidError extends OuroborosError { readonly code = 'request-invalid' }
