import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const BUILT = pathToFileURL(resolve('dist/src/platform/launched.js')).href;

/** A process that a launcher started; `rest` is what else it does. */
function launch(rest: string) {
  const program = `import { endWithLauncher } from '${BUILT}'; endWithLauncher(true, () => process.exit(3)); process.send('up'); ${rest}`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

describe('a launched process', () => {
  it('stops gracefully when its launcher is gone', async () => {
    const child = launch('setInterval(() => undefined, 1_000);');
    await once(child, 'message');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([3, null]);
  });

  it('is not kept alive by the channel alone', async () => {
    expect(await once(launch(''), 'exit')).toEqual([0, null]);
  });
});
