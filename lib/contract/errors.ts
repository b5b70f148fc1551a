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
export class UnknownLessonError extends OuroborosError { readonly code = 'lesson-unknown' }
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
/** Somebody else has taken the lead in the meantime. */
export class LeaseTakenError extends OuroborosError { readonly code = 'lease-taken' }
/** The ledger cannot be written now: disk full, locked, read-only. */
export class LedgerUnavailableError extends OuroborosError { readonly code = 'ledger-unavailable'; override readonly isRetryable = true }
/** The ledger's hash chain does not hold. */
export class LedgerBrokenError extends OuroborosError { readonly code = 'ledger-broken' }
/** No core leads right now: the command waits in its row. */
export class NoCoreError extends OuroborosError { readonly code = 'core-down'; override readonly isRetryable = true }
/** What keeps the flows of the factory does not answer. */
export class FlowUnavailableError extends OuroborosError { readonly code = 'flow-unavailable'; override readonly isRetryable = true }
/** No Docker engine can run an app here, or it does not run this one. */
export class DockerUnavailableError extends OuroborosError { readonly code = 'docker-unavailable'; override readonly isRetryable = true }
/** A sentence that no app can be made of. */
export class SentenceError extends OuroborosError { readonly code = 'sentence-invalid' }
export class UnknownAppError extends OuroborosError { readonly code = 'app-unknown' }
/** It is being made or mended, or one of its services is being healed. */
export class AppBusyError extends OuroborosError { readonly code = 'app-busy'; override readonly isRetryable = true }
/** registry.yaml, test.yaml or a file that they name cannot be used. */
export class AppInvalidError extends OuroborosError { readonly code = 'app-invalid' }
export class RequestInvalidError extends OuroborosError { readonly code = 'request-invalid' }

/** There is no other core that could take the lead. */
export class NoStandbyError extends OuroborosError { readonly code = 'standby-missing'; override readonly isRetryable = true }
/** The operator has not allowed this outside action. */
export class ActionForbiddenError extends OuroborosError { readonly code = 'action-forbidden' }
/** As many outside actions run as may at once. */
export class ActionBusyError extends OuroborosError { readonly code = 'action-busy'; override readonly isRetryable = true }
/** A question that cannot be answered as it stands: a statement that does more than read, or takes too long. */
export class QueryRefusedError extends OuroborosError { readonly code = 'query-refused' }

/** A language model could not be asked, or did not answer with anything that can be used. */
export abstract class ModelError extends OuroborosError {
  /** That were made before it was given up. */
  requests = 0
}
/** `provider/model` names nothing that there is. */
export class ModelUnknownError extends ModelError { readonly code = 'model-unknown' }
/** Nobody listens there, or the connection broke. */
export class ModelUnreachableError extends ModelError { readonly code = 'model-unreachable'; override readonly isRetryable = true }
/** The key is missing or not accepted. */
export class ModelDeniedError extends ModelError { readonly code = 'model-denied' }
/** Too many requests, by the provider's own count. */
export class ModelLimitedError extends ModelError {
  readonly code = 'model-limited'
  override readonly isRetryable = true
  /** What the provider asks to wait, ms; null where it does not say. */
  readonly retryAfterMs: number | null

  constructor(message: string, retryAfterMs: number | null, options?: { cause?: unknown; detail?: string }) {
    super(message, options)
    this.retryAfterMs = retryAfterMs
  }
}
/** The provider answered that it failed. */
export class ModelFailedError extends ModelError { readonly code = 'model-failed'; override readonly isRetryable = true }
/** The provider takes no request like this one. */
export class ModelRefusedError extends ModelError { readonly code = 'model-refused' }
/** It took too long, or stopped in the middle. */
export class ModelTimeoutError extends ModelError { readonly code = 'model-timeout' }
/** What came is no answer: too much, binary, not what the protocol says. */
export class ModelAnswerError extends ModelError { readonly code = 'model-answer' }
/** It failed so often that it is left alone for a while. */
export class ModelRestingError extends ModelError { readonly code = 'model-resting' }
/** Its host is private, or gives out secrets of machines, and the operator has not named it. */
export class ModelHostError extends ModelError { readonly code = 'model-host' }
/** It may not be asked now: none is set, no learning window is open, or what it writes may not run here. */
export class ModelUnavailableError extends ModelError { readonly code = 'model-unavailable' }
/** The budget of this hour is spent. */
export class ModelBudgetError extends ModelError { readonly code = 'model-budget' }
/** A recording has no answer to this. */
export class ModelRecordingError extends ModelError { readonly code = 'model-recording' }
