// Imported before a program: at its end, says its processor time and the most memory that it had.
import process from 'node:process';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(
    `peak memory ${(maxRSS / 1e6).toFixed(2)} GB, processor ${((userCPUTime + systemCPUTime) / 1e6).toFixed(1)} s\n`,
  );
});
