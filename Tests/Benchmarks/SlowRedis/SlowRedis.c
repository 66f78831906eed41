// A redis-server that really works longer for some requests.
//
// Preloaded with LD_PRELOAD, it stands between the server and read(2), and computes for a while when a request of one of
// the kinds in a table has been read. The table is a file that the verdict study writes (ServerWork.swift), so what is
// injected can change while the server runs. Computing, not sleeping or watching a clock: on a slower machine the extra
// work takes longer, as the server's own does.

#define _GNU_SOURCE

#include "SlowRedis.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { KINDS = 8, DESCRIPTORS = 4096 };

// In the order in which they are looked for; an empty needle ends the table. ServerWork.swift writes it byte by byte.
struct kind {
    char needle[24];
    uint32_t least_bytes;
    // Only on a connection that has not greeted with PING.
    uint32_t ungreeted_only;
    uint64_t rounds;
};

static const volatile struct kind *kinds;
static unsigned char greeted[DESCRIPTORS];

__attribute__((constructor)) static void map_table(void) {
    const char *path = getenv("TTAPERF_SLOW_REDIS");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *table = mmap(NULL, KINDS * sizeof(struct kind), PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (table != MAP_FAILED) kinds = table;
}

// Each round waits for the one before it.
static void compute(uint64_t rounds) {
    uint64_t value = rounds;
    while (rounds--) {
        value = value * 6364136223846793005u + 1442695040888963407u;
        __asm__ volatile("" : "+r"(value));
    }
}

static void work(int descriptor, const char *bytes, size_t count) {
    // A request begins an array; files and pipes do not.
    if (bytes[0] != '*') return;
    if (!greeted[descriptor]) greeted[descriptor] = memmem(bytes, count, "PING\r\n", 6) != NULL;
    for (int index = 0; index < KINDS && kinds[index].needle[0]; index++) {
        const char *needle = (const char *)kinds[index].needle;
        if (count < kinds[index].least_bytes) continue;
        if (kinds[index].ungreeted_only && greeted[descriptor]) continue;
        if (!memmem(bytes, count, needle, strnlen(needle, sizeof kinds[index].needle))) continue;
        compute(kinds[index].rounds);
        return;
    }
}

ssize_t read(int descriptor, void *buffer, size_t size) {
    static ssize_t (*next)(int, void *, size_t);
    if (!next) next = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
    ssize_t count = next(descriptor, buffer, size);
    if (kinds && count > 0 && descriptor < DESCRIPTORS) work(descriptor, buffer, (size_t)count);
    return count;
}

int close(int descriptor) {
    static int (*next)(int);
    if (!next) next = (int (*)(int))dlsym(RTLD_NEXT, "close");
    if (descriptor >= 0 && descriptor < DESCRIPTORS) greeted[descriptor] = 0;
    return next(descriptor);
}
