type Line = (fields: object, message: string) => void

/** Where a store says what nobody has asked it for: that it was cut off, that it is back, that it begins anew. */
export interface StoreLog { info: Line; warn: Line; error: Line }

export const silentLog: StoreLog = { info: () => undefined, warn: () => undefined, error: () => undefined }
