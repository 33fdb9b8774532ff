/** The JSON that stands in the document in the element of this id; undefined where there is none. */
export const dataIn = (id: string): string | undefined => document.getElementById(id)?.textContent ?? undefined;
