import { execFile } from 'node:child_process'
import { emptyEnvironment, type Command } from './launch-command.ts'

export interface ProbeOutcome {
  exitCode: number | null
  stdout: string
  /** The first line that says what went wrong. */
  complaint: string
}

/** Runs a command to its end, with an empty environment and no input. Never rejects. */
export function runProbe({ file, args }: Command, timeoutMs = 5000): Promise<ProbeOutcome> {
  return new Promise((resolve) => {
    const child = execFile(file, args, { env: emptyEnvironment, timeout: timeoutMs, killSignal: 'SIGKILL', cwd: '/' }, (error, stdout, stderr) => {
      const complaint = stderr.trim().split('\n')[0] || (error?.message.split('\n')[0] ?? '')
      resolve({ exitCode: child.exitCode, stdout, complaint })
    })
    child.stdin?.end()
  })
}
