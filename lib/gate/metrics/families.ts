interface Family {
  type: 'counter' | 'gauge' | 'histogram'
  labels: readonly string[]
  help: string
  /** Of a histogram: upper bounds, seconds. */
  buckets?: readonly number[]
  /**
   * events: counted over the ledger's events, each once, so that neither a restart nor a reset of the demo takes
   * anything away · now: as it stands when it is asked for.
   */
  from: 'events' | 'now'
}

const moments = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const
const healing = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300] as const

/** Everything that /metrics tells, by name. The page about it in docs has the same rows. */
export const families = {
  ouroboros_build_info: { type: 'gauge', labels: ['version'], from: 'now', help: 'Always 1; the version is in the label' },

  ouroboros_core_up: { type: 'gauge', labels: [], from: 'now', help: '1 while a core leads and its heart beats' },
  ouroboros_core_epoch: { type: 'gauge', labels: [], from: 'now', help: 'Number of the reign of the core that leads; 0: none has ever led' },
  ouroboros_core_role: { type: 'gauge', labels: ['core', 'role'], from: 'now', help: '1 for the role that a core is in: active, standby or dead' },
  ouroboros_core_start_time_seconds: { type: 'gauge', labels: ['core'], from: 'now', help: 'When a core began, in seconds since 1970' },
  ouroboros_core_heartbeat_age_seconds: { type: 'gauge', labels: ['core'], from: 'now', help: 'Time since the last heartbeat of a core' },
  ouroboros_core_lag_seconds: { type: 'gauge', labels: ['core'], from: 'now', help: 'From a beat of the leading core to the echo of one that stands by' },
  ouroboros_core_starts_total: { type: 'counter', labels: ['why'], from: 'events', help: 'Times that a core took the lead. first: nobody had led; cold: who had led was gone; ended, silent, lease: a failover; switch: asked for' },
  ouroboros_core_takeover_seconds: { type: 'histogram', labels: [], buckets: moments, from: 'events', help: 'From noticing that a core has to take the lead to its leading' },
  ouroboros_core_refusals_total: { type: 'counter', labels: [], from: 'events', help: 'Writes that were refused since the core that asked for them led no more' },

  ouroboros_incidents_opened_total: { type: 'counter', labels: ['organism'], from: 'events', help: 'Incidents that were opened' },
  ouroboros_incidents_total: { type: 'counter', labels: ['organism', 'end'], from: 'events', help: 'Incidents that have ended, by how: healed, rolled-back or quarantined' },
  ouroboros_incidents_open: { type: 'gauge', labels: ['organism'], from: 'now', help: 'Incidents that have no end yet' },
  ouroboros_detect_duration_seconds: { type: 'histogram', labels: [], buckets: moments, from: 'events', help: 'From the effect of a fault to its incident' },
  ouroboros_heal_duration_seconds: { type: 'histogram', labels: ['end'], buckets: healing, from: 'events', help: 'From an incident to its end' },
  ouroboros_heal_seconds: { type: 'gauge', labels: ['organism'], from: 'now', help: 'Median time from incident to its end, of the recent ones that ended well' },
  ouroboros_detect_seconds: { type: 'gauge', labels: ['organism'], from: 'now', help: 'Median time from fault to incident, of the recent ones' },
  ouroboros_heals_recent: { type: 'gauge', labels: ['organism'], from: 'now', help: 'Incidents that ended well, of the recent ones' },
  ouroboros_rung_attempts_total: { type: 'counter', labels: ['rung', 'result'], from: 'events', help: 'Candidates of a rung, accepted or refused' },
  ouroboros_rungs_total: { type: 'counter', labels: ['rung', 'outcome'], from: 'events', help: 'Times that a rung was climbed, by what came of it: accepted, exhausted, timeout or failed' },
  ouroboros_restarts_total: { type: 'counter', labels: ['organism'], from: 'events', help: 'Restarts of an organism that were taken from its budget' },
  ouroboros_genomes_damaged_total: { type: 'counter', labels: [], from: 'events', help: 'Versions on disk that were found to be no more what they were' },

  ouroboros_faults_injected_total: { type: 'counter', labels: ['class'], from: 'events', help: 'Faults that were put in force: code, runtime, data or system' },
  ouroboros_faults_ended_total: { type: 'counter', labels: ['class', 'end'], from: 'events', help: 'Faults that are over, by how: healed, expired, undone, stopped or failed' },
  ouroboros_faults_running: { type: 'gauge', labels: ['class'], from: 'now', help: 'Faults in force' },
  ouroboros_chaos_stopped: { type: 'gauge', labels: [], from: 'now', help: '1 while the global stop is on' },

  ouroboros_organism_state: { type: 'gauge', labels: ['organism', 'state'], from: 'now', help: '1 for the state that it is in' },
  ouroboros_organisms_refused: { type: 'gauge', labels: [], from: 'now', help: 'Folders that could not be taken in' },
  ouroboros_up_seconds: { type: 'gauge', labels: ['organism'], from: 'now', help: 'Time spent healthy or degraded since the demo was begun' },
  ouroboros_pulses_total: { type: 'counter', labels: ['organism'], from: 'now', help: 'Pulses since the demo was begun' },
  ouroboros_crashes_total: { type: 'counter', labels: ['organism'], from: 'now', help: 'Pulses with a bad verdict since the demo was begun' },
  ouroboros_pulse_success_ratio: { type: 'gauge', labels: ['organism'], from: 'now', help: 'Good pulses, of all since the demo was begun; missing before the first' },
  ouroboros_pulse_work_seconds: { type: 'gauge', labels: ['organism'], from: 'now', help: 'Work of the newest pulse' },

  ouroboros_model_calls_total: { type: 'counter', labels: ['seat', 'outcome'], from: 'events', help: 'Calls of language models that are over: answered, stopped, or the code of what went wrong' },
  ouroboros_model_tokens_total: { type: 'counter', labels: ['seat', 'direction'], from: 'events', help: 'Tokens as providers count them, of questions (input) and answers (output)' },
  ouroboros_model_cost_usd_total: { type: 'counter', labels: ['seat'], from: 'events', help: 'US dollars, of calls whose price is known' },
  ouroboros_model_call_duration_seconds: { type: 'histogram', labels: ['seat'], buckets: healing, from: 'events', help: 'From the question to the end of the answer' },

  ouroboros_commands_total: { type: 'counter', labels: ['kind', 'state'], from: 'events', help: 'Commands that reached a state: claimed by a core, done or refused' },
  ouroboros_commands_open: { type: 'gauge', labels: [], from: 'now', help: 'Commands that are queued or claimed' },
  ouroboros_command_wait_seconds: { type: 'gauge', labels: [], from: 'now', help: 'Age of the oldest open command; 0: none is open' },
  ouroboros_actions_total: { type: 'counter', labels: ['program'], from: 'events', help: 'Programs of this machine that were run for an operator' },

  ouroboros_ledger_head: { type: 'gauge', labels: [], from: 'now', help: 'seq of the newest event' },
  ouroboros_ledger_events_total: { type: 'counter', labels: [], from: 'now', help: 'Events in the ledger' },
  ouroboros_ledger_bytes: { type: 'gauge', labels: [], from: 'now', help: 'Size of the ledger on this disk, with what is not yet moved into its file' },
  ouroboros_ledger_attachments: { type: 'gauge', labels: [], from: 'now', help: 'Pieces of raw output that are kept' },
  ouroboros_ledger_attachment_bytes: { type: 'gauge', labels: [], from: 'now', help: 'Raw output that is kept' },
  ouroboros_ledger_troubles_total: { type: 'counter', labels: [], from: 'events', help: 'Times that nothing could be written for a while' },
  ouroboros_ledger_trouble_seconds_total: { type: 'counter', labels: [], from: 'events', help: 'Time in which nothing could be written' },
  ouroboros_data_free_bytes: { type: 'gauge', labels: [], from: 'now', help: 'Room on the disk of the data folder' },

  process_start_time_seconds: { type: 'gauge', labels: [], from: 'now', help: 'When the gate process began, in seconds since 1970' },
  process_cpu_seconds_total: { type: 'counter', labels: [], from: 'now', help: 'Processor time of the gate process' },
  process_resident_memory_bytes: { type: 'gauge', labels: [], from: 'now', help: 'Memory of the gate process' },
} as const satisfies Record<`${'ouroboros' | 'process'}_${string}`, Family>

export type FamilyName = keyof typeof families
export type NameOf<T extends Family['type']> = { [N in FamilyName]: (typeof families)[N]['type'] extends T ? N : never }[FamilyName]
export type LabelsOf<N extends FamilyName> = Record<(typeof families)[N]['labels'][number], string>
