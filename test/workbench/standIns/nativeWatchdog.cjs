// Stands in for native-watchdog, which would have to be compiled: the extension host ends when its server is gone.
exports.start = (pid) => {
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch (error) {
      if (error.code === 'ESRCH') process.exit(87);
    }
  }, 2000).unref();
};

exports.exit = (code) => process.exit(code ?? 0);
