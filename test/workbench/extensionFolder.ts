import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Puts an unpacked extension among a profile's extensions. VS Code takes it in when it first uses that folder, so
 * this comes before anything else is installed there.
 */
export async function addUnpacked(extensions: string, source: string, name: string): Promise<void> {
  await mkdir(extensions, { recursive: true });
  await cp(source, join(extensions, name), { recursive: true });
}
