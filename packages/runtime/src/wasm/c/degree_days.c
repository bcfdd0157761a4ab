/* A model for the test in C, without a library: heating degree days that add up, from the temperature outside.
 *
 *   pip install ziglang==0.17.1
 *   python -m ziglang cc -target wasm32-freestanding -Os -nostdlib -Wl,--no-entry -Wl,--strip-all \
 *     -Wl,--initial-memory=131072 -Wl,--max-memory=4194304 -z stack-size=16384 -o degree_days.wasm degree_days.c
 */
#define EXPORT(name) __attribute__((export_name(#name))) name

static const double US_A_DAY = 86400e6;

/* All that it remembers. */
static struct {
  double last; /* µs; 0 before the first row */
  double sum;  /* K d */
} state;

extern unsigned char __heap_base;
static unsigned int end; /* of what was given away */

unsigned int EXPORT(reserve)(unsigned int bytes) {
  unsigned int begin = end ? end : ((unsigned int)&__heap_base + 7) & ~7u;
  unsigned int have = __builtin_wasm_memory_size(0) << 16;
  if (begin + bytes > have && __builtin_wasm_memory_grow(0, (begin + bytes - have + 0xffff) >> 16) == -1ul) return 0;
  end = begin + bytes;
  return begin;
}

int EXPORT(run)(int rows, const double *time, const double *inputs, double *outputs, const double *parameters) {
  double base = parameters[0];
  for (int row = 0; row < rows; row++) {
    double outside = inputs[row];
    if (outside < -273.15) return 1;
    if (state.last > 0 && outside < base) state.sum += (base - outside) * (time[row] - state.last) / US_A_DAY;
    state.last = time[row];
    outputs[row] = state.sum;
  }
  return 0;
}

const char *EXPORT(reason)(int code) { return code == 1 ? "colder than there is" : "no reason"; }
void *EXPORT(state_pointer)(void) { return &state; }
int EXPORT(state_bytes)(void) { return sizeof state; }
