import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { commandLine } from '../platform/processes.mjs';

/**
 * One launcher for one data directory. A lock whose launcher was killed is broken.
 * @param {string} file
 * @returns {() => void} gives the lock back
 */
export function takeLock(file) {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder !== process.pid && commandLine(holder).includes('launch.mjs')) {
      throw new Error(`另一个演示（进程 ${holder}）正在使用同一个数据目录。请先结束它，或用 DATA_DIR 和 PORT 另选目录和端口。`);
    }
    rmSync(file, { force: true });
  }
}
