// Phone numbers as people read them. The backend knows the rules of all countries, and each answer
// tells how its numbers read; what is copied or asked for stays as the server wrote it.
import type { Phones } from '$ipc';

/** The number as `phones` reads it; one that is not in there as it came. */
export function formatPhone(number: string, phones: Phones): string {
  // Numbers are free text: "constructor" is in every object.
  return Object.hasOwn(phones, number) ? (phones[number] ?? number) : number;
}
