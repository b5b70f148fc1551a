import Link from 'next/link'

export default function NotFound() {
  return (
    <main className="m-auto flex min-h-dvh max-w-prose flex-col justify-center gap-4 p-6">
      <div aria-hidden className="scales h-8" />
      <h1 className="text-xl font-semibold">There is nothing at this address</h1>
      <p className="text-soft">The rooms are God View, organisms, incidents, genomes, chaos and settings.</p>
      <p><Link href="/" className="inline-block py-2 underline underline-offset-4">Go to God View</Link></p>
    </main>
  )
}
