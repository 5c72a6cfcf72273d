// What carries commands and events: Tauri in the window, a made-up backend in a plain browser.

export interface Transport {
  invoke(command: string, args?: Record<string, unknown>): Promise<unknown>;
  listen(event: string, handler: (payload: unknown) => void): Promise<() => void>;
}
