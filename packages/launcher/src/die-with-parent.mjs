// Loaded into every child (node --import): a child ends when its launcher is gone, even by kill -9. The launcher holds
// the other end of the child's message channel; the child need not know.

/** Time for a child to finish what it began. */
const graceMs = 8000;

// Node hands `--import` on to the processes and threads that the child itself starts. Their channel is the child's
// own business, so the mark of a direct child is taken away at once.
const isOurs = process.env.HUIYIN_DIES_WITH_PARENT === '1';
delete process.env.HUIYIN_DIES_WITH_PARENT;

if (isOurs) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs).unref();
  });
  // The channel alone must not keep a child alive that has done its work.
  process.channel?.unref();
}
