'use client'
import dynamic from 'next/dynamic'
import { Skeleton } from '../frame/skeleton.tsx'

/** The editor, loaded where it is looked at: its library is the heaviest there is, and no phone is ever sent it. */
export const LazyEditor = dynamic(() => import('./source-editor.tsx').then((module) => module.SourceEditor), { ssr: false, loading: () => <Skeleton className="min-h-64 flex-1" /> })
