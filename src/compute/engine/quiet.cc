// A Node addon that loads TensorFlow's library with stderr turned away: the library prints notices
// from static initialisers, before it reads TF_CPP_MIN_LOG_LEVEL. What goes wrong here is reported
// by the binding, which loads the same library next.
#include <dlfcn.h>
#include <fcntl.h>
#include <node_api.h>
#include <unistd.h>

NAPI_MODULE_INIT() {
  const int saved = dup(STDERR_FILENO);
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  dup2(nowhere, STDERR_FILENO);
  dlopen("libtensorflow_cc.so.2", RTLD_LAZY);
  dup2(saved, STDERR_FILENO);
  close(nowhere);
  close(saved);
  return exports;
}
