import type { Metadata } from 'next'
import { comeBack } from '../_ui/access/come-back.ts'
import { SignIn } from '../_ui/access/sign-in.tsx'

export const metadata: Metadata = { title: 'Sign in' }

type Query = Record<string, string | string[] | undefined>

export default async function Page({ searchParams }: { searchParams: Promise<Query> }) {
  const { to, link } = await searchParams
  return <SignIn to={comeBack(typeof to === 'string' ? to : undefined)} link={typeof link === 'string' ? link : null} />
}
