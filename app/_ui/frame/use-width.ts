'use client'
import { useEffect, useState, type RefCallback } from 'react'

/** An element's width in CSS pixels, kept up; null before it is known. */
export function useWidth(): [RefCallback<HTMLElement>, number | null] {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [width, setWidth] = useState<number | null>(null)
  useEffect(() => {
    if (!element) return
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? null))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return [setElement, width]
}
