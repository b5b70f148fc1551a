'use client'
import { Upload } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../frame/button.tsx'
import { useCommand } from '../wire/use-command.ts'

interface ImportButtonProps {
  organism: string
  imported: (genome: string) => void
}

/** Takes a version from an archive that was exported here or elsewhere. It passes the gate, or is refused with what it died of. */
export function ImportButton({ organism, imported }: ImportButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  const { run, isBusy, refusal } = useCommand()
  const take = async (file: File | undefined) => {
    if (!file) return
    const outcome = await run(`/api/organisms/${organism}/import`, file)
    if (outcome?.genome !== undefined) imported(outcome.genome)
    // The same file may be chosen again.
    if (input.current) input.current.value = ''
  }
  return (
    <>
      <input ref={input} type="file" accept=".zip,application/zip" aria-label={`Archive to import into ${organism}`} className="hidden" onChange={(event) => void take(event.target.files?.[0])} />
      <Button needs="operator" size="small" disabled={isBusy} onClick={() => input.current?.click()}><Upload aria-hidden className="size-4" strokeWidth={1.5} />{isBusy ? 'At the gate…' : 'Import'}</Button>
      {refusal && <p role="alert" className="w-full text-sm text-alarm">✖ {refusal.detail} {refusal.wayOut}</p>}
    </>
  )
}
