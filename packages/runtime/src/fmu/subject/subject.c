/*
 * The FMU that the tests are made with: FMI 2.0 and 3.0 co-simulation in one library. It adds, remembers, decays, and
 * misbehaves on demand. The names, values and orders of arguments are the standard's (fmi-standard.org, 2.0.5 and 3.0.2).
 * Built by build.sh.
 */
#include <arpa/inet.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

typedef unsigned int Reference;
typedef enum { OK, Warning, Discard, Error, Fatal } Status;
typedef void (*Logger2)(void *, const char *, Status, const char *, const char *, ...);
typedef void (*Logger3)(void *, Status, const char *, const char *);

typedef struct {
  Logger2 logger;
  void *(*allocate)(size_t, size_t);
  void (*release)(void *);
  void (*stepFinished)(void *, Status);
  void *environment;
} Callbacks2;

enum { A = 1, B, GAIN, SUM, TOTAL, ROOT, SAME, MODE, K, X, COUNT, TWICE, OPEN, SHUT, STEPS, HALF, HALVED, FOUND, REACHED, LONG, LONGER };
enum { WELL, ENDLESS, GREEDY, CRASHING, LEAVING, FAILING, ABORTING, FORKING, STUBBORN, HOARDING, PARTING, GRAVE, FLOODING };

/** What is saved and taken up again: no pointer in it. */
typedef struct {
  double a, b, gain, total, k, x, time;
  float half;
  int32_t mode, count, steps;
  int64_t number;
  bool open;
} Memory;

typedef struct {
  Memory now;
  bool initializing;
  Logger2 logger2;
  Logger3 logger3;
  void *environment;
  char *resources;
} Subject;

static const char *TOKEN = "{f5b1a6a2-5a0e-4f0c-9a77-0c4c3a1f7b10}";

static void say(Subject *s, Status status, const char *what, double value) {
  char words[200];
  snprintf(words, sizeof words, "%s: a is %g", what, value);
  if (s->logger3) s->logger3(s->environment, status, "logStatusError", words);
  else if (s->logger2) s->logger2(s->environment, "subject", status, "logStatusError", "%s: a is %g (%d of %05.1f%%, %lu)", what, value, 7, 12.25, 3000000000ul);
}

static Subject *make(const char *token, Logger2 l2, Logger3 l3, void *environment, const char *resources) {
  if (!token || strcmp(token, TOKEN) != 0) {
    if (l3) l3(environment, Error, "logStatusError", "another token was expected");
    if (l2) l2(environment, "subject", Error, "logStatusError", "another %s was expected", "guid");
    return NULL;
  }
  Subject *s = calloc(1, sizeof *s);
  s->now.gain = s->now.k = s->now.x = 1;
  s->logger2 = l2;
  s->logger3 = l3;
  s->environment = environment;
  s->resources = strdup(resources ? resources : "");
  return s;
}

static void endow(Subject *s) {
  Memory fresh = {.gain = 1, .k = 1, .x = 1};
  s->now = fresh;
}

static bool canOpen(const char *path) {
  FILE *file = fopen(path, "r");
  if (file) fclose(file);
  return file != NULL;
}

/** A datagram socket is connected without a packet: only where there is a way. */
static bool canReach(void) {
  int way = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(9)};
  inet_pton(AF_INET, "127.0.0.1", &there.sin_addr);
  bool reached = way >= 0 && connect(way, (struct sockaddr *)&there, sizeof there) == 0 && send(way, "x", 1, 0) == 1;
  if (way >= 0) close(way);
  return reached;
}

static Status step(Subject *s, double point, double size) {
  Memory *m = &s->now;
  if (fabs(point - m->time) > 1e-6) {
    say(s, Error, "stepped from another time", m->time);
    return Error;
  }
  switch (m->mode) {
  case ENDLESS: for (volatile int i = 0;; i++) {}
  case GREEDY: for (;;) memset(malloc(1 << 20), 1, 1 << 20);
  case CRASHING: { static int *volatile nowhere; *nowhere = 1; break; }
  case LEAVING: exit(3);
  case FAILING: if (m->a < 0) { say(s, Error, "no such luck", m->a); return Error; } break;
  case ABORTING: abort();
  case FORKING: for (;;) fork();
  case STUBBORN: if (m->a < 0) { say(s, Discard, "this step cannot be made", m->a); return Discard; } break;
  case HOARDING: { char *all = calloc(1ull << 40, 1); if (!all) { say(s, Error, "no memory", m->a); return Error; } all[0] = 1; } break;
  case PARTING: for (;;) { if (fork() == 0) for (;;) memset(malloc(1 << 20), 1, 1 << 20); sleep(100); }
  case FLOODING: for (;;) { say(s, Warning, "and again", m->a); puts("and again"); fputs("and again\n", stderr); }
  case GRAVE: say(s, Fatal, "nothing is left", m->a); return Fatal;
  }
  m->total += m->a;
  m->x *= exp(-m->k * size);
  m->steps += 1;
  m->time = point + size;
  return OK;
}

static void started(Subject *s) {
  s->initializing = false;
  s->now.total = s->now.a;
}

static Status getNumber(Subject *s, Reference r, double *value) {
  Memory *m = &s->now;
  char path[4096];
  switch (r) {
  case A: *value = m->a; return OK;
  case B: *value = m->b; return OK;
  case GAIN: *value = m->gain; return OK;
  case K: *value = m->k; return OK;
  case SUM: *value = m->a + m->b * m->gain; return OK;
  case TOTAL: *value = m->total; return OK;
  case ROOT: *value = m->a < 0 ? NAN : sqrt(m->a); return OK;
  case SAME: *value = m->a; return OK;
  case X: *value = m->x; return OK;
  case FOUND:
    /* 1: its own resource, 2: a file of the machine's, 4: it could write beside itself. */
    snprintf(path, sizeof path, "%s/y.txt", s->resources);
    *value = canOpen(path) + 2 * canOpen("/etc/passwd");
    snprintf(path, sizeof path, "%s/z.txt", s->resources);
    { FILE *file = fopen(path, "w"); if (file) { *value += 4; fclose(file); } }
    return OK;
  case REACHED: *value = canReach(); return OK;
  }
  say(s, Error, "no such number", r);
  return Error;
}

static Status setNumber(Subject *s, Reference r, double value) {
  Memory *m = &s->now;
  switch (r) {
  case A: m->a = value; return OK;
  case B: m->b = value; return OK;
  case GAIN: m->gain = value; return OK;
  case K: m->k = value; return OK;
  }
  say(s, Error, "not to be set", r);
  return Error;
}

static Status getWhole(Subject *s, Reference r, int32_t *value) {
  switch (r) {
  case MODE: *value = s->now.mode; return OK;
  case COUNT: *value = s->now.count; return OK;
  case TWICE: *value = 2 * s->now.count; return OK;
  case STEPS: *value = s->now.steps; return OK;
  }
  return Error;
}

static Status setWhole(Subject *s, Reference r, int32_t value) {
  if (r == MODE) s->now.mode = value;
  else if (r == COUNT) s->now.count = value;
  else return Error;
  return OK;
}

#define EACH(call) \
  for (size_t i = 0; i < n; i++) { Status status = (call); if (status > Warning) return status; } \
  return OK

/* FMI 2.0 */

EXPORT const char *fmi2GetVersion(void) { return "2.0"; }
EXPORT const char *fmi2GetTypesPlatform(void) { return "default"; }
EXPORT void *fmi2Instantiate(const char *name, int type, const char *guid, const char *resources, const Callbacks2 *callbacks, int visible, int logging) {
  (void)name, (void)visible, (void)logging;
  if (type != 1 || !callbacks->allocate) return NULL;
  void *tried = callbacks->allocate(3, 5);
  callbacks->release(tried);
  if (strncmp(resources, "file://", 7) == 0) resources += 7;
  return make(guid, callbacks->logger, NULL, callbacks->environment, resources);
}
EXPORT void fmi2FreeInstance(void *s) { if (s) free(((Subject *)s)->resources); free(s); }
EXPORT int fmi2SetupExperiment(Subject *s, int hasTolerance, double tolerance, double start, int hasStop, double stop) {
  (void)hasTolerance, (void)tolerance, (void)hasStop, (void)stop;
  s->now.time = start;
  return OK;
}
EXPORT int fmi2EnterInitializationMode(Subject *s) { s->initializing = true; return OK; }
EXPORT int fmi2ExitInitializationMode(Subject *s) { started(s); return OK; }
EXPORT int fmi2Terminate(void *s) { (void)s; return OK; }
EXPORT int fmi2Reset(Subject *s) { endow(s); return OK; }
EXPORT int fmi2GetReal(Subject *s, const Reference *r, size_t n, double *v) { EACH(getNumber(s, r[i], v + i)); }
EXPORT int fmi2SetReal(Subject *s, const Reference *r, size_t n, const double *v) { EACH(setNumber(s, r[i], v[i])); }
EXPORT int fmi2GetInteger(Subject *s, const Reference *r, size_t n, int *v) { EACH(getWhole(s, r[i], v + i)); }
EXPORT int fmi2SetInteger(Subject *s, const Reference *r, size_t n, const int *v) { EACH(setWhole(s, r[i], v[i])); }
EXPORT int fmi2GetBoolean(Subject *s, const Reference *r, size_t n, int *v) { (void)r; for (size_t i = 0; i < n; i++) v[i] = !s->now.open; return OK; }
EXPORT int fmi2SetBoolean(Subject *s, const Reference *r, size_t n, const int *v) { (void)r; for (size_t i = 0; i < n; i++) s->now.open = v[i] != 0; return OK; }
EXPORT int fmi2DoStep(Subject *s, double point, double size, int final) { (void)final; return step(s, point, size); }
EXPORT int fmi2GetFMUstate(Subject *s, void **state) {
  if (!*state) *state = malloc(sizeof(Memory));
  memcpy(*state, &s->now, sizeof(Memory));
  return OK;
}
EXPORT int fmi2SetFMUstate(Subject *s, void *state) { memcpy(&s->now, state, sizeof(Memory)); return OK; }
EXPORT int fmi2FreeFMUstate(void *s, void **state) { (void)s; free(*state); *state = NULL; return OK; }
EXPORT int fmi2SerializedFMUstateSize(void *s, void *state, size_t *size) { (void)s, (void)state; *size = sizeof(Memory); return OK; }
EXPORT int fmi2SerializeFMUstate(void *s, void *state, char *bytes, size_t size) { (void)s; memcpy(bytes, state, size); return OK; }
EXPORT int fmi2DeSerializeFMUstate(void *s, const char *bytes, size_t size, void **state) {
  (void)s;
  if (size != sizeof(Memory)) return Error;
  *state = malloc(size);
  memcpy(*state, bytes, size);
  return OK;
}

/* FMI 3.0 */

EXPORT const char *fmi3GetVersion(void) { return "3.0"; }
EXPORT void *fmi3InstantiateCoSimulation(const char *name, const char *token, const char *resources, bool visible, bool logging, bool events, bool early, const Reference *intermediate, size_t n, void *environment, Logger3 logger, void *update) {
  (void)name, (void)visible, (void)logging, (void)intermediate, (void)update;
  return events || early || n > 0 ? NULL : make(token, NULL, logger, environment, resources);
}
EXPORT void fmi3FreeInstance(void *s) { fmi2FreeInstance(s); }
EXPORT int fmi3EnterInitializationMode(Subject *s, bool hasTolerance, double tolerance, double start, bool hasStop, double stop) {
  (void)hasTolerance, (void)tolerance, (void)hasStop, (void)stop;
  s->now.time = start;
  s->initializing = true;
  return OK;
}
EXPORT int fmi3ExitInitializationMode(Subject *s) { started(s); return OK; }
EXPORT int fmi3Terminate(void *s) { (void)s; return OK; }
EXPORT int fmi3Reset(Subject *s) { endow(s); return OK; }
EXPORT int fmi3GetFloat64(Subject *s, const Reference *r, size_t n, double *v, size_t m) { return n == m ? fmi2GetReal(s, r, n, v) : Error; }
EXPORT int fmi3SetFloat64(Subject *s, const Reference *r, size_t n, const double *v, size_t m) { return n == m ? fmi2SetReal(s, r, n, v) : Error; }
EXPORT int fmi3GetFloat32(Subject *s, const Reference *r, size_t n, float *v, size_t m) { (void)r, (void)m; for (size_t i = 0; i < n; i++) v[i] = s->now.half / 2; return OK; }
EXPORT int fmi3SetFloat32(Subject *s, const Reference *r, size_t n, const float *v, size_t m) { (void)r, (void)m; for (size_t i = 0; i < n; i++) s->now.half = v[i]; return OK; }
EXPORT int fmi3GetInt32(Subject *s, const Reference *r, size_t n, int32_t *v, size_t m) { (void)m; EACH(getWhole(s, r[i], v + i)); }
EXPORT int fmi3SetInt32(Subject *s, const Reference *r, size_t n, const int32_t *v, size_t m) { (void)m; EACH(setWhole(s, r[i], v[i])); }
EXPORT int fmi3GetInt64(Subject *s, const Reference *r, size_t n, int64_t *v, size_t m) { (void)r, (void)m; for (size_t i = 0; i < n; i++) v[i] = s->now.number + 1; return OK; }
EXPORT int fmi3SetInt64(Subject *s, const Reference *r, size_t n, const int64_t *v, size_t m) { (void)r, (void)m; for (size_t i = 0; i < n; i++) s->now.number = v[i]; return OK; }
EXPORT int fmi3GetBoolean(Subject *s, const Reference *r, size_t n, bool *v, size_t m) { (void)r, (void)m; for (size_t i = 0; i < n; i++) v[i] = !s->now.open; return OK; }
EXPORT int fmi3SetBoolean(Subject *s, const Reference *r, size_t n, const bool *v, size_t m) { (void)r, (void)m; for (size_t i = 0; i < n; i++) s->now.open = v[i]; return OK; }
EXPORT int fmi3DoStep(Subject *s, double point, double size, bool noSetBefore, bool *event, bool *terminate, bool *early, double *last) {
  (void)noSetBefore;
  *event = *terminate = *early = false;
  int status = step(s, point, size);
  *last = s->now.time;
  return status;
}
EXPORT int fmi3GetFMUState(Subject *s, void **state) { return fmi2GetFMUstate(s, state); }
EXPORT int fmi3SetFMUState(Subject *s, void *state) { return fmi2SetFMUstate(s, state); }
EXPORT int fmi3FreeFMUState(void *s, void **state) { return fmi2FreeFMUstate(s, state); }
EXPORT int fmi3SerializedFMUStateSize(void *s, void *state, size_t *size) { return fmi2SerializedFMUstateSize(s, state, size); }
EXPORT int fmi3SerializeFMUState(void *s, void *state, uint8_t *bytes, size_t size) { return fmi2SerializeFMUstate(s, state, (char *)bytes, size); }
EXPORT int fmi3DeserializeFMUState(void *s, const uint8_t *bytes, size_t size, void **state) { return fmi2DeSerializeFMUstate(s, (const char *)bytes, size, state); }
