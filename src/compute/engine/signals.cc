// Lets the signals that end or warn a job pass a process by, so that no frame of a handler is ever laid:
// oneDNN keeps data where a frame would go (docs/engine.md, "Signals").
//
// Preloaded by the dynamic linker, it does so before Node's own code runs, and keeps it so: Node sets every
// disposition anew as it starts, and handlers again for listeners. Loaded as an addon, it ignores them
// from then on, and the loader learns whether it was there.
#include <dlfcn.h>
#include <node_api.h>
#include <signal.h>
#include <stdlib.h>

namespace {

constexpr int passed_by[] = {SIGHUP, SIGINT, SIGUSR1, SIGUSR2, SIGTERM};

bool is_passed_by(int signal) {
  for (const int one : passed_by)
    if (one == signal) return true;
  return false;
}

using Sigaction = int (*)(int, const struct sigaction*, struct sigaction*);

int next_sigaction(int signal, const struct sigaction* action, struct sigaction* old) {
  static const auto next = reinterpret_cast<Sigaction>(dlsym(RTLD_NEXT, "sigaction"));
  return next(signal, action, old);
}

__attribute__((constructor)) void ignore_signals() {
  struct sigaction ignore = {};
  ignore.sa_handler = SIG_IGN;
  for (const int signal : passed_by) next_sigaction(signal, &ignore, nullptr);
  // What this process starts is not to be deaf.
  unsetenv("LD_PRELOAD");
}

}  // namespace

// Stands before that of the C library, when preloaded.
extern "C" int sigaction(int signal, const struct sigaction* action, struct sigaction* old) noexcept {
  return next_sigaction(signal, is_passed_by(signal) ? nullptr : action, old);
}

NAPI_MODULE_INIT() { return exports; }
